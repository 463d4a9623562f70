#!/bin/sh
# run.sh CSREPORT SHARED [FILE...]
# The browser tests of the given program, as ctest runs them: SHARED is the reference folder, FILE a test file of this folder
# (default: all). Exit code 77, which ctest reports as skipped, and a sentence when a tool is missing.
set -eu
[ $# -ge 2 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
"$here/tools.sh" || exit 77

CSREPORT_PROGRAM=$1
CSREPORT_SHARED_DIR=$2
CSREPORT_CHROMIUM=$("$here/tools.sh" --chromium)
export CSREPORT_PROGRAM CSREPORT_SHARED_DIR CSREPORT_CHROMIUM
shift 2
exec node --test-reporter=spec "$here/all.mjs" "$@"
