#!/bin/bash
# results.sh [-n ROWS[,ROWS...]] [-f csv|ndjson] [-r RUNS] [--peer NAME='COMMAND {file}']... [FILE...]
# Makes the table of results in README.md: builds the release programs and prints one line of Markdown for each program
# and file. Without FILEs it generates exports of ROWS rows (1000000) once, in build/bench/. The programs: bench_job and
# the default report (csreport FILE -o report.html) with one and two threads, wc -l (the cost of touching every byte), and
# every peer, a shell command in which {file} stands for the path. Ratios are to the first peer; below 1 is less than it.
# One run of each warms the page cache and is thrown away; then all take turns, and the medians of RUNS (5) are shown, so
# that a busy minute of the machine hits all of them. Needs /usr/bin/time (package time).
set -euo pipefail
usage() { sed -n '2,8s/^# //p' "$0" >&2; exit 2; }
fail() { echo "results.sh: $*" >&2; exit 1; }

rows=1000000 runs=5 format=csv
files=() peer_names=() peer_commands=()
while [ $# -gt 0 ]; do
  case $1 in
    -n | -f | -r | --peer) [ $# -gt 1 ] || usage ;;&
    -n) rows=$2; shift ;;
    -f) format=$2; shift ;;
    -r) runs=$2; shift ;;
    --peer)
      [[ $2 == *=*'{file}'* ]] || fail "a peer is NAME='COMMAND {file}', not $2"
      peer_names+=("${2%%=*}") peer_commands+=("${2#*=}")
      shift
      ;;
    -*) usage ;;
    *) files+=("$(realpath -e "$1")") ;;
  esac
  shift
done
[[ $rows =~ ^[1-9][0-9]*(,[1-9][0-9]*)*$ && $runs =~ ^[1-9][0-9]*$ && $format =~ ^(csv|ndjson)$ ]] || usage
[ -x /usr/bin/time ] || fail "needs /usr/bin/time: scripts/setup.sh --bench"
export LC_ALL=C TZ=UTC

root=$(cd "$(dirname "$0")/.." && pwd)
programs=$root/build/release work=$root/build/bench
cd "$root"
cmake --preset release -DCSREPORT_BUILD_BENCH=ON >/dev/null
cmake --build --preset release --target csreport bench_job generate_export >&2
cd "$OLDPWD"
mkdir -p "$work"

declare -A title  # of a generated file, which has no name of its own
generate() {
  local file=$work/tickets_$1.$format generator=$programs/bench/generate_export
  if [ ! -s "$file" ] || [ "$generator" -nt "$file" ]; then
    "$generator" -n "$1" -f "$format" >"$file.new"
    mv "$file.new" "$file"
  fi
  files+=("$file")
  title[$file]="$(sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta' <<<"$1") rows of ${format^^}"
}
if [ ${#files[@]} = 0 ]; then
  for n in ${rows//,/ }; do generate "$n"; done
fi

# bench_job finds its columns by these names; without one of them it would do less than its job.
has_columns_of_job() {
  local first name
  IFS= read -r first <"$1" 2>/dev/null || return 1
  for name in ticket_id created_at first_response_at resolved_at channel requester csat nps ces talk_seconds \
    hold_seconds wrap_seconds abandoned; do
    [[ $first =~ (^|[^A-Za-z0-9_])$name([^A-Za-z0-9_]|$) ]] || return 1
  done
}

# Sets names and commands, and the first peer's place among them.
choose_programs() {
  local file=$1 threads i
  names=() commands=() first_peer=
  if has_columns_of_job "$file"; then
    for threads in 1 2; do
      names+=("\`bench_job\`, threads: $threads") commands+=("'$programs/bench/bench_job' $file $threads")
    done
  else
    notes+=("\`bench_job\` is left out for $(basename "$file"), which lacks some of its columns.")
  fi
  for threads in 1 2; do
    names+=("default report, threads: $threads")
    commands+=("'$programs/csreport' $file --threads $threads -o '$work/report.html'")
  done
  names+=("\`wc -l\`") commands+=("wc -l $file")
  for i in "${!peer_names[@]}"; do
    [ -n "$first_peer" ] || first_peer=${#names[@]}
    names+=("${peer_names[i]}") commands+=("${peer_commands[i]//'{file}'/$file}")
  done
}

# Runs one command and prints wall s, user s, system s (of it and all that it starts) and peak KiB. The shell's own clock
# counts thousandths, that of /usr/bin/time hundredths.
TIMEFORMAT='%3R %3U %3S'
run_once() {
  local name=$1 command=$2
  if ! { time /usr/bin/time -f %M -o "$work/peak" sh -c "$command" >"$work/out" 2>"$work/err"; } 2>"$work/time"; then
    fail "$name failed: $(head -c 300 "$work/err")"
  fi
  echo "$(<"$work/time") $(tail -1 "$work/peak")"
}

# One line of the table a program, from lines of: program, wall, user, system, peak.
table_lines() {
  printf '%s\n' "${names[@]}" | awk -v bytes="$(stat -c %s "$1")" -v label="$2" -v first_peer="$first_peer" '
    function median(what, program,    n, i, j, t, v) {
      n = runs[program]
      for (i = 1; i <= n; i++) {
        t = value[what, program, i]
        for (j = i - 1; j > 0 && v[j] > t; j--) v[j + 1] = v[j]
        v[j + 1] = t
      }
      return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
    }
    function seconds(s) { return sprintf(s < 1 ? "%.3f" : "%.2f", s) }
    function ratio(s, peer) { return peer > 0 ? sprintf(" %.2f |", s / peer) : " |" }
    FNR == NR { n = ++runs[$1]; value["wall", $1, n] = $2; value["cpu", $1, n] = $3 + $4; value["peak", $1, n] = $5; next }
    { name[programs++] = $0 }
    END {
      for (p = 0; p < programs; p++) { wall[p] = median("wall", p); cpu[p] = median("cpu", p) }
      for (p = 0; p < programs; p++) {
        speed = wall[p] > 0 ? sprintf("%.0f", bytes / 1e6 / wall[p]) : ""
        line = sprintf("| %s | %s | %s | %s | %.0f | %s |", label, name[p], seconds(wall[p]), seconds(cpu[p]),
                       median("peak", p) * 1024 / 1e6, speed)
        if (first_peer != "") line = line ratio(wall[p], wall[first_peer]) ratio(cpu[p], cpu[first_peer])
        print line
      }
    }' "$work/runs" -
}

measure() {
  local file=$1 run i line
  # It stands in shell commands and perhaps in a query of a peer.
  [[ $file =~ ^[A-Za-z0-9_./+-]+$ ]] || fail "$file: the path has a blank or a sign that a shell would understand"
  choose_programs "$file"
  : >"$work/runs"
  for ((run = 0; run <= runs; run++)); do
    for i in "${!names[@]}"; do
      line=$(run_once "${names[i]}" "${commands[i]}") || exit 1
      [ "$run" = 0 ] || echo "$i $line" >>"$work/runs"
    done
  done
  local size
  size=$(awk -v bytes="$(stat -c %s "$file")" 'BEGIN { printf "%.0f MB", bytes / 1e6 }')
  table_lines "$file" "${title[$file]:-$(basename "$file")} ($size)"
}

model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)
printf '%s, %s CPUs, %s; commit %s; medians of %s runs\n\n' "$(date -u +%F)" "$(nproc)" "${model:-unknown model}" \
  "$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)" "$runs"
columns='| data | program | wall s | CPU s | peak MB | MB/s |' rule='|:--|:--|--:|--:|--:|--:|'
if [ ${#peer_names[@]} -gt 0 ]; then
  columns="$columns wall / ${peer_names[0]} | CPU / ${peer_names[0]} |" rule="$rule--:|--:|"
fi
printf '%s\n%s\n' "$columns" "$rule"
notes=()
for file in "${files[@]}"; do measure "$file"; done
[ ${#notes[@]} = 0 ] || printf '\n%s\n' "${notes[@]}"
