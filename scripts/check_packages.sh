#!/bin/bash
# check_packages.sh BUILD_DIRECTORY
# Does scripts/setup.sh install what the build uses? Reads from ninja which system files the compiler really opened,
# asks dpkg whose they are, and fails when a package is neither listed nor needed by a listed one (a clean machine could
# not build), or when a listed library was not used (the list is longer than it must be).
# Runs as the test "packages". Sees headers only: run-time files (tzdata) and programs (cmake, python3) are not judged.
set -euo pipefail
build=${1:?usage: check_packages.sh BUILD_DIRECTORY}
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v dpkg >/dev/null; then
  echo "check_packages: not a Debian system, nothing checked"
  exit 0
fi

system_headers() {
  ninja -C "$build" -t deps | sed -n 's/^    \(\/usr\/.*\)/\1/p' | sort -u | xargs -r -d '\n' realpath -sq | sort -u
}

# An option of the build, with the words that mean one of its values.
is_set() { grep -qiE "^$1:BOOL=($2)\$" "$build/CMakeCache.txt"; }

# Package names, one a line. A header that no package owns was put there by hand: say so and fail.
owners() {
  local found
  found=$(xargs -r -d '\n' dpkg -S 2>"$scratch/unowned" || true)
  sed -E 's/: \/.*//; s/, /\n/g' <<<"$found" | sed 's/:.*//' | sort -u
}

# What the packages on stdin need, themselves included, as far as installed. Alternatives count when installed.
closure() {
  dpkg-query -W -f '${Package}\t${Provides}\t${Pre-Depends}, ${Depends}\n' | awk -F '\t' '
    function names(text, list,    n, i, parts) {
      gsub(/\([^)]*\)|\[[^]]*\]|:[a-z0-9]+|[ \n]/, "", text)
      n = split(text, parts, /[,|]/); delete list
      for (i = 1; i <= n; i++) if (parts[i] != "") list[parts[i]]
    }
    FNR == NR { queue[++last] = $1; next }
    { needs[$1] = $3; known[$1]; names($2, provided); for (p in provided) by[p] = by[p] " " $1 }
    END {
      for (i = 1; i <= last; i++) {
        if (seen[queue[i]]++) continue
        if (!(queue[i] in known)) { n = split(by[queue[i]], real, " "); for (j = 1; j <= n; j++) queue[++last] = real[j]; continue }
        print queue[i]
        names(needs[queue[i]], list); for (p in list) queue[++last] = p
      }
    }' "$scratch/roots" -
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
system_headers >"$scratch/headers"
[ -s "$scratch/headers" ] || { echo "check_packages: ninja knows no dependencies in $build; build it first" >&2; exit 1; }
owners <"$scratch/headers" >"$scratch/used"
asked=()  # what this build was asked to need besides
if is_set CSREPORT_BUILD_MICROBENCH 'ON|YES|TRUE|1'; then asked+=(--bench); fi
"$here/setup.sh" "${asked[@]}" --list >"$scratch/roots"
closure | sort -u >"$scratch/allowed"

failed=0
if [ -s "$scratch/unowned" ]; then
  sed 's/^/check_packages: /' "$scratch/unowned" >&2
  failed=1
fi
for package in $(comm -23 "$scratch/used" "$scratch/allowed"); do
  echo "check_packages: the build uses headers of $package, which scripts/setup.sh does not install" >&2
  failed=1
done
grep -- '-dev$' "$scratch/roots" >"$scratch/libraries"
if is_set CSREPORT_XLSX 'OFF|NO|FALSE|0'; then sed -i '/^libxlsxwriter-dev$/d' "$scratch/libraries"; fi
if is_set CSREPORT_JEMALLOC 'OFF|NO|FALSE|0' || is_set CSREPORT_SANITIZE 'ON|YES|TRUE|1'; then sed -i '/^libjemalloc-dev$/d' "$scratch/libraries"; fi
echo g++ >"$scratch/roots"
closure | sort -u >"$scratch/compiler"
while read -r library; do  # a library's headers may lie in a package it depends on (libboost-dev)
  dpkg-query -W -f '${Package}, ${Depends}\n' "$library" | tr ',|' '\n\n' | sed 's/(.*//; s/ //g; s/:.*//' |
    sort -u | comm -23 - "$scratch/compiler" >"$scratch/parts"
  if [ -z "$(comm -12 "$scratch/parts" "$scratch/used")" ]; then
    echo "check_packages: scripts/setup.sh installs $library, but the build uses none of its headers" >&2
    failed=1
  fi
done <"$scratch/libraries"
[ $failed = 0 ] && echo "check_packages: $(wc -l <"$scratch/headers") system headers of $(wc -l <"$scratch/used") packages, all installed by scripts/setup.sh"
exit $failed
