#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the program, settles one visit with its explanation, calculates a day's visits, and audits
# what was paid in an autumn. The persons and hospitals are made up.
set -euo pipefail
cd "$(dirname "$0")/.."
. src/package/debian.sh

need "${build_packages[@]}"
if [ -f build/release/CMakeCache.txt ]; then
    build=build/release
else
    build=build/example
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DREIMBURSE_BUILD_TESTS=OFF \
        -DREIMBURSE_BUILD_EXAMPLES=OFF >/dev/null
fi
cmake --build "$build" --target reimburse_cli
reimburse=$build/bin/reimburse
mkdir -p build/out

# 1 means that there is something to look at, as a refused row: a result like any other.
look() {
    local status=0
    "$@" || status=$?
    [ "$status" -le 1 ] || exit "$status"
}

printf '\n%s\n' "== examples/visit.json"
look "$reimburse" settle examples/visit.json --format text | tee build/out/visit.txt
printf '\n%s\n' "== examples/day.csv"
look "$reimburse" calculate examples/day.csv -o build/out/day.csv
head -n 5 build/out/day.csv

printf '\n%s\n' "== examples/paid.csv"
look "$reimburse" audit examples/paid.csv -o build/out/findings.csv --report build/out/report.html

printf '\n%s\n' "results: build/out/visit.txt (the slip), build/out/day.csv (one row a visit),"
echo "         build/out/findings.csv (one row a difference), build/out/report.html (open it)"
echo "the program: $reimburse (try $reimburse --help)"
