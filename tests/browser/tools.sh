#!/bin/sh
# tools.sh [--chromium]
# Is everything there that the browser tests need? Exit code 0 when it is; otherwise 1 and, on standard output, one sentence
# that names what is missing and how to install it. --chromium prints the browser that the tests drive instead: the first of
# CSREPORT_CHROMIUM, chromium, chromium-browser and google-chrome that can be run, and nothing when there is none.
set -u
here=$(cd "$(dirname "$0")" && pwd)

chromium=
for candidate in "${CSREPORT_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  [ -n "$candidate" ] && chromium=$(command -v "$candidate" 2>/dev/null) && break
done
if [ "${1:-}" = --chromium ]; then
  [ -z "$chromium" ] || printf '%s\n' "$chromium"
  exit 0
fi

# Are the packages of package.json installed, each in its version?
has_packages='
  const wanted = require("./package.json").devDependencies;
  for (const name in wanted) if (require(`./node_modules/${name}/package.json`).version !== wanted[name]) process.exit(1);'

missing=
add() { missing="$missing${missing:+, }$1"; }
[ -n "$chromium" ] || add "Chromium"
if ! command -v node >/dev/null 2>&1; then
  add "Node.js"
elif ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || (a == 18 && b >= 19) ? 0 : 1)'; then
  add "Node.js 18.19 or later ($(node --version) is here)"
elif ! (cd "$here" && node -e "$has_packages") >/dev/null 2>&1; then
  add "the npm packages of tests/browser/package.json"
fi
command -v java >/dev/null 2>&1 || add "a Java runtime"
command -v pdftohtml >/dev/null 2>&1 || add "pdftohtml of poppler"

[ -n "$missing" ] || exit 0
echo "The browser tests are skipped for want of: $missing. scripts/setup.sh --browser installs what they need."
exit 1
