#!/bin/sh
# Make sure that the browser tests have a Chromium: the system's, else Debian's, else Playwright's.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if command -v apt-get >/dev/null 2>&1; then
    sudo=""
    [ "$(id -u)" -eq 0 ] || sudo="sudo"
    if $sudo apt-get update -qq && $sudo apt-get install -y -qq chromium; then
        exit 0
    fi
fi
exec "$1/python" -m playwright install --with-deps chromium
