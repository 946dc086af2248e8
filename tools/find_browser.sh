#!/bin/sh
# Make sure that the browser tests have a Chromium: the system's, else Debian's, else Playwright's.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if sh "$(dirname "$0")/install_package.sh" chromium; then
    exit 0
fi
exec "$1/python" -m playwright install --with-deps chromium
