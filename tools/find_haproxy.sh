#!/bin/sh
# Bring HAProxy where Debian's can be had; without it the tests of replicas are left out.
set -eu
if command -v haproxy >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    exit 0
fi
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
$sudo apt-get install -y -qq haproxy || echo "no HAProxy: the tests of replicas are left out" >&2
