# SPDX-License-Identifier: MIT
# Sourced by the scripts that a newcomer runs. need PACKAGE…: installs what a Debian lacks; where
# nothing is missing it neither asks for rights nor uses the network.
need() {
    local package status missing=()
    if ! command -v dpkg-query >/dev/null; then
        echo "not a Debian system; needed under the names of your system: $*" >&2
        return 0
    fi
    for package in "$@"; do
        status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || status=absent
        [ "$status" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    echo "installing: ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# What the library and the program are made with.
build_packages=(g++ cmake ninja-build libboost-dev nlohmann-json3-dev libcli11-dev libssl-dev
                zlib1g-dev)
