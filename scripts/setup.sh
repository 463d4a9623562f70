#!/bin/sh
# setup.sh [--browser] [--dev] [--bench] [--list]
# Installs what building and testing csreport needs on Debian 12 or later (or Ubuntu 24.04 or later), as root or with sudo.
# Does nothing, and needs no network, when everything is there. --browser adds Chromium for the browser tests, --dev adds
# the clang tools, --bench what bench/ needs besides, --list prints the packages instead of installing them.
# scripts/check_packages.sh tells whether the list is what the build really uses.
set -eu

tools="g++ cmake ninja-build pkg-config"
libraries="libcli11-dev nlohmann-json3-dev libfmt-dev libboost-dev libabsl-dev libtomlplusplus-dev zlib1g-dev libzstd-dev libxxhash-dev libxlsxwriter-dev"
tests="catch2 python3 python3-jsonschema zstd"
run_time="tzdata"
packages="$tools $libraries $tests $run_time"

list=no
for option in "$@"; do
  case $option in
    --browser) packages="$packages chromium" ;;
    --dev) packages="$packages clang clang-format clang-tidy" ;;
    --bench) packages="$packages libbenchmark-dev time" ;;
    --list) list=yes ;;
    *) sed -n '2,6s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
if [ $list = yes ]; then
  printf '%s\n' $packages
  exit 0
fi

if ! command -v apt-get >/dev/null; then
  echo "setup: this system has no apt-get; csreport needs the equivalents of: $packages" >&2
  exit 0
fi
missing=
for package in $packages; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "setup: run as root, or install sudo, to install:$missing" >&2; exit 1; }
  as_root=sudo
fi
echo "setup: installing$missing"
$as_root apt-get update -q
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
