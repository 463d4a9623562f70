#!/bin/sh
# Set-up, build with warnings as errors, and all tests. Ends with ctest's summary; fails when anything fails.
# The browser tests run where their tools are (scripts/setup.sh --browser); else a last sentence says that they did not.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh
cmake --preset ci
cmake --build --preset ci
status=0
ctest --preset ci --no-tests=error --no-label-summary || status=$?
tests/browser/tools.sh || true
exit $status
