#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing on a Debian 12, builds the release preset and runs every test.
#   tests/run.sh         ends with ctest's closing line
#   tests/run.sh --all   before that: clang-tidy, clang, and the sanitizers
set -euo pipefail
cd "$(dirname "$0")/.."
. src/package/debian.sh

need "${build_packages[@]}" libgtest-dev librapidcheck-dev pkg-config git \
    pybind11-dev python3-dev python3-pandas python3-distributed \
    chromium chromium-driver python3-selenium
presets=(release)
case "${1:-}" in
--all)
    need clang-19 clang-tidy-19 libclang-rt-19-dev
    presets=(tidy clang asan tsan release)
    ;;
"") ;;
*)
    echo "usage: tests/run.sh [--all]" >&2
    exit 2
    ;;
esac

for preset in "${presets[@]}"; do
    cmake --workflow --preset "$preset"
done
