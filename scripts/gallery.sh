#!/bin/sh
# Makes docs/gallery.md and the pictures in docs/gallery/ from the sample data, with Chromium. Needs scripts/setup.sh --browser.
# Run it when the page has a new look, and look at every picture before they are committed.
set -eu
cd "$(dirname "$0")/.."

tests/browser/tools.sh >/dev/null || { echo "gallery: scripts/setup.sh --browser installs what this needs" >&2; exit 1; }
cmake --preset release
cmake --build --preset release --target csreport
CSREPORT_CHROMIUM=$(tests/browser/tools.sh --chromium) node tests/browser/gallery.mjs
