#!/bin/sh
# Bring HAProxy where Debian's can be had; without it the tests of replicas are left out.
set -eu
# Debian has it where the system's own programs are, which not everybody looks through.
PATH="$PATH:/usr/sbin:/usr/local/sbin"
if command -v haproxy >/dev/null 2>&1; then
    exit 0
fi
sh "$(dirname "$0")/install_package.sh" haproxy ||
    echo "no HAProxy: the tests of replicas are left out" >&2
