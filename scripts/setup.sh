#!/bin/sh
# setup.sh [--browser] [--dev] [--bench] [--list]
# Installs what building and testing csreport needs on Debian 12 or later (or Ubuntu 24.04 or later), as root or with sudo.
# Does nothing, and needs no network, when everything is there. --browser adds what tests/browser needs: Chromium, Node.js,
# Java, poppler, fonts, and the npm packages of its lock file; --dev the clang tools, --bench what bench/ needs besides; --list prints
# Debian's packages instead of installing them. scripts/check_packages.sh tells whether they are what the build really uses.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

tools="g++ cmake ninja-build pkg-config"
libraries="libcli11-dev nlohmann-json3-dev libfmt-dev libboost-dev libabsl-dev libtomlplusplus-dev zlib1g-dev libzstd-dev libxxhash-dev libxlsxwriter-dev libjemalloc-dev"
tests="catch2 python3 python3-jsonschema zstd"
run_time="tzdata"
browser_tools="chromium nodejs npm default-jre-headless poppler-utils"
fonts="fonts-dejavu-core fonts-wqy-microhei"  # the second has Chinese
packages="$tools $libraries $tests $run_time"

list=no
browser=no
for option in "$@"; do
  case $option in
    --browser) browser=yes packages="$packages $browser_tools $fonts" ;;
    --dev) packages="$packages clang clang-format clang-tidy" ;;
    --bench) packages="$packages libbenchmark-dev time" ;;
    --list) list=yes ;;
    *) sed -n '2,7s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
if [ $list = yes ]; then
  printf '%s\n' $packages
  exit 0
fi

# A program from elsewhere (Node.js from its own repository, say) serves as well as Debian's.
program_of() {
  case $1 in
    chromium) "$here/../tests/browser/tools.sh" --chromium ;;
    nodejs) command -v node ;;
    npm) command -v npm ;;
    default-jre-headless) command -v java ;;
    poppler-utils) command -v pdftohtml ;;
  esac
}

is_there() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ] || [ -n "$(program_of "$1")" ]
}

install_packages() {
  if ! command -v apt-get >/dev/null; then
    echo "setup: this system has no apt-get; csreport needs the equivalents of: $packages" >&2
    return
  fi
  missing=
  for package in $packages; do
    is_there "$package" || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0

  as_root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "setup: run as root, or install sudo, to install:$missing" >&2; exit 1; }
    as_root=sudo
  fi
  echo "setup: installing$missing"
  $as_root apt-get update -q
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

install_npm_packages() {
  tests=$here/../tests/browser
  "$tests/tools.sh" >/dev/null && return 0
  echo "setup: installing the npm packages of tests/browser/package-lock.json"
  npm ci --prefix "$tests" --no-progress
  "$tests/tools.sh"  # its sentence says what is still missing
}

install_packages
[ $browser = no ] || install_npm_packages
