#!/bin/sh
# Install the Debian package that is named; fails where there is no apt-get, or it can't.
set -eu
command -v apt-get >/dev/null 2>&1 || exit 1
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1"
}
# A new machine has no lists of packages yet, and old lists name files that are gone.
install "$1" || { $as_root apt-get update -qq && install "$1"; }
