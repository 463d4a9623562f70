#!/bin/bash
# run.sh [-n ROWS] [-r RUNS] [-f csv|ndjson]
# Builds the release program, generates an export once (build/bench/), and times the default report as a user runs it:
# wall seconds, CPU seconds and peak memory, medians of RUNS runs (5) after one that warms the page cache. Beside it
# `wc -l` (the cost of touching every byte) and, where installed, duckdb and Miller doing a small part of the same job.
# Runs of the programs take turns, so that a busy minute of the machine hits all of them. Needs /usr/bin/time (package time).
set -euo pipefail
rows=1000000 runs=5 format=csv
while getopts n:r:f: option; do
  case $option in
    n) rows=$OPTARG ;;
    r) runs=$OPTARG ;;
    f) format=$OPTARG ;;
    *) sed -n '2,7s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
[ -x /usr/bin/time ] || { echo "run.sh: needs /usr/bin/time: apt-get install time" >&2; exit 1; }
cd "$(dirname "$0")/.."
export LC_ALL=C TZ=UTC

cmake --preset release -DCSREPORT_BUILD_BENCH=ON >/dev/null
cmake --build --preset release --target csreport generate_export >&2
work=build/bench
mkdir -p "$work"
file=$work/tickets_$rows.$format
generator=build/release/bench/generate_export
if [ ! -s "$file" ] || [ "$generator" -nt "$file" ]; then
  "$generator" -n "$rows" -f "$format" >"$file.new"
  mv "$file.new" "$file"
fi

names=(csreport wc)
run_csreport() { build/release/csreport "$file" --tz UTC -o "$work/report.html" -o "$work/report.json"; }
run_wc() { wc -l "$file"; }
if command -v duckdb >/dev/null; then
  names+=(duckdb)
  run_duckdb() {
    duckdb -csv -c "SELECT strftime(created_at, '%G-W%V') AS week, channel, count(*), median(epoch(first_response_at) - epoch(created_at)),
      quantile_cont(epoch(resolved_at) - epoch(created_at), 0.9), avg(CASE WHEN csat >= 4 THEN 1.0 WHEN csat IS NOT NULL THEN 0.0 END)
      FROM '$file' GROUP BY ALL ORDER BY ALL"
  }
fi
if command -v mlr >/dev/null; then
  names+=(miller)
  run_miller() {
    local input=--icsv
    [ "$format" = csv ] || input=--ijsonl
    mlr $input --ocsv put '$week = strftime(strptime($created_at, "%Y-%m-%dT%H:%M:%SZ"), "%G-W%V");
      if ($first_response_at != "") { $frt = strptime($first_response_at, "%Y-%m-%dT%H:%M:%SZ") - strptime($created_at, "%Y-%m-%dT%H:%M:%SZ") }' \
      then stats1 -a count,p50,p90 -f frt -g week,channel "$file"
  }
fi
export -f $(printf 'run_%s ' "${names[@]}")
export file work format

results=$work/runs.tsv
: >"$results"
for ((run = 0; run <= runs; run++)); do
  for name in "${names[@]}"; do
    # exec, so that the measured process is the program and not the shell around it
    command=$(declare -f "run_$name" | sed '1,2d;$d')
    [ "$name" = miller ] || [ "$name" = duckdb ] || command="exec ${command#"${command%%[![:space:]]*}"}"
    if ! /usr/bin/time -f "%e %U %S %M" -o "$work/time" bash -c "$command" >"$work/$name.out" 2>"$work/$name.err"; then
      echo "run.sh: $name failed: $(head -c 300 "$work/$name.err")" >&2
      exit 1
    fi
    [ "$run" = 0 ] || echo "$name $(tail -1 "$work/time")" >>"$results"
  done
done

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
bytes=$(stat -c %s "$file")
echo "$file: $rows rows, $bytes bytes; $(nproc) CPUs, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1); medians of $runs runs"
printf '%-10s %9s %9s %9s %9s\n' program 'wall s' 'cpu s' 'peak MB' 'MB/s'
for name in "${names[@]}"; do
  of() { awk -v name="$name" "\$1 == name { print $1 }" "$results" | median; }
  awk -v name="$name" -v wall="$(of '$2')" -v cpu="$(of '$3 + $4')" -v peak="$(of '$5')" -v bytes="$bytes" \
    'BEGIN { printf "%-10s %9.2f %9.2f %9.0f %9.0f\n", name, wall, cpu, peak / 1024, bytes / 1e6 / (wall > 0 ? wall : 0.01) }'
done
