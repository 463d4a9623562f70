#!/bin/sh
# Set-up, build with warnings as errors, and all tests. Ends with ctest's summary; fails when anything fails.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh
cmake --preset ci
cmake --build --preset ci
ctest --preset ci --no-tests=error --no-label-summary
