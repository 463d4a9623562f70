#!/bin/sh
# What scripts and cron rely on: exit codes, what goes to which stream, and that old files survive.
# Usage: exit_codes.sh CSREPORT SAMPLES. Prints every failing case; exit code 1 when there is one.
set -u
csreport=$1
samples=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0
cases=0

fail() {
  failed=$((failed + 1))
  echo "FAILED: $1"
  sed 's/^/    stderr: /' err | head -5
}

# expect CODE NAME STDERR-PATTERN COMMAND...: an empty pattern means that stderr must be empty.
expect() {
  code=$1 name=$2 pattern=$3
  shift 3
  cases=$((cases + 1))
  "$@" >out 2>err </dev/null
  got=$?
  if [ "$got" -ne "$code" ]; then fail "$name: exit code $got, not $code"; return; fi
  if [ -z "$pattern" ] && [ -s err ]; then fail "$name: stderr is not empty"; return; fi
  if [ -n "$pattern" ] && ! grep -q -e "$pattern" err; then fail "$name: stderr lacks \"$pattern\""; fi
}

# holds NAME CONDITION...: a further fact about the last case.
holds() {
  name=$1
  shift
  cases=$((cases + 1))
  "$@" || fail "$name"
}

tickets=$samples/tickets.csv
printf 'ticket_id,created_at,status\n' >header_only.csv
: >empty.csv
{
  echo ticket_id,created_at
  for day in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19; do echo "$day,2026-11-$day 10:00"; done
  echo 20,soon
} >one_bad.csv
printf 'name,colour\na,red\n' >other.csv

expect 0 "a successful run says nothing on stderr" "" "$csreport" "$tickets" -o r.html -o r.md -o r.json
holds "all outputs are there" test -s r.html -a -s r.md -a -s r.json

expect 0 "--timings speak on stderr" "^  total .* s wall .* s CPU .* rows/s" "$csreport" "$tickets" --timings -o timed.json
holds "... and change no output" cmp -s r.json timed.json
expect 0 "--timings-in-json are quiet" "" "$csreport" "$tickets" --timings-in-json -o timed.json
holds "... and stand in the JSON" grep -q '"peak_memory_bytes": [1-9]' timed.json
expect 0 "a small file takes one thread" ", 1 thread, peak memory" "$csreport" "$tickets" --timings -o timed.json
expect 0 "unless more are asked for" ", 2 threads, peak memory" "$csreport" "$tickets" --timings --threads 2 -o timed.json
{ cat "$tickets"; for i in 1 2 3 4 5 6 7 8; do tail -n +2 "$tickets"; done; } >large.csv
expect 0 "a large file takes all" "threads\{0,1\}, peak memory" "$csreport" large.csv --timings --max-rejects 100% -o timed.json
if [ "$(nproc)" -gt 1 ]; then holds "a large file takes more than one thread" grep -q " threads, peak memory" err
else echo "one processor: that a large file takes more threads is not checked"; fi
expect 0 "threads change nothing" "" "$csreport" "$tickets" --threads 3 -o threads.json
holds "... not a byte" cmp -s r.json threads.json
holds "stdout stays empty with -o" test ! -s out
expect 0 "Markdown goes to stdout" "" "$csreport" "$tickets"
holds "stdout is what -o writes" cmp -s out r.md
expect 0 "verbose names the rows" "rows read" "$csreport" "$tickets" -o r.md --verbose
expect 0 "the environment's zone and locale change nothing" "" env TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 "$csreport" "$tickets"
holds "same bytes in another zone and locale" cmp -s out r.md
expect 0 "an empty environment is enough" "" env -i "$csreport" "$tickets"
holds "same bytes in an empty environment" cmp -s out r.md
expect 0 "a header without rows makes a report" "" "$csreport" header_only.csv
expect 0 "a period without rows makes a report" "" "$csreport" "$tickets" --period 2020-W10
expect 0 "help" "" "$csreport" --help
expect 0 "version" "" "$csreport" --version
for command in inspect normalize; do
  expect 0 "$command" "" "$csreport" "$command" "$tickets"
  holds "$command writes to stdout" test -s out
done
expect 0 "metrics" "" "$csreport" metrics
expect 0 "one metric" "" "$csreport" metrics frt
expect 0 "profiles" "" "$csreport" profiles
expect 0 "schema" "" "$csreport" schema

expect 0 "the normalised table" "" "$csreport" normalize "$tickets" -o normal.csv
expect 0 "is an input again" "" "$csreport" normal.csv
holds "with the same figures" sh -c 'grep "^| Tickets created\|^| Open backlog" r.md | sort >a; grep "^| Tickets created\|^| Open backlog" out | sort >b; test -s a && cmp a b'

expect 1 "a condition of --fail-on holds" "fail-on frt>1s holds: channel_class.*frt>1s" "$csreport" "$tickets" --fail-on 'frt>1s' -o failed.md
holds "the report is written all the same" test -s failed.md
expect 1 "a target is missed" "missed-targets holds: frt<=1s" "$csreport" "$tickets" --target 'frt<=1s' --fail-on missed-targets
expect 1 "an alert fires" "alerts holds: .*target_missed" "$csreport" "$tickets" --target 'frt<=1s' --fail-on alerts
expect 1 "there is no value to judge" "asa<20s holds (no value)" "$csreport" one_bad.csv --fail-on 'asa<20s'
expect 1 "quiet says nothing of it" "" "$csreport" "$tickets" --fail-on 'frt>1s' --quiet
expect 0 "no condition of --fail-on holds" "" "$csreport" "$tickets" --fail-on 'frt>30d' --fail-on missed-targets
expect 5 "a report that cannot be written matters more" "No space left" "$csreport" "$tickets" --fail-on 'frt>1s' -o /dev/full --format md

expect 2 "no input" "no input file" "$csreport"
expect 2 "an unknown option names the nearest" "did you mean --period" "$csreport" "$tickets" --peroid all
expect 2 "an unknown command names the nearest" "did you mean inspect" "$csreport" inspct "$tickets"
expect 2 "an unknown zone names the nearest" "did you mean Europe/Riga" "$csreport" "$tickets" --tz Europe/Rigga
expect 2 "a week that does not exist" "weeks 01 to 53" "$csreport" "$tickets" --period 2026-W54
expect 2 "an ending without a format lists the formats" "html" "$csreport" "$tickets" -o report.new
expect 2 "two outputs, one file" "two outputs" "$csreport" "$tickets" -o a.md -o ./a.md
expect 2 "an option of a later version is unknown" "unknown option" "$csreport" "$tickets" --forecast
cp "$tickets" same.csv
ln same.csv same.md
expect 2 "the output is the input" "also an input" "$csreport" same.csv -o same.md
holds "the input is whole" cmp -s "$tickets" same.csv

expect 3 "an empty file" "empty" "$csreport" empty.csv
expect 3 "a required column is missing" "created_at" "$csreport" other.csv
printf old >kept.md
expect 3 "every row rejected" "every row is rejected" "$csreport" one_bad.csv --date-format epoch-s --rejects rejects.csv -o kept.md
holds "no report is written then" test "$(cat kept.md)" = old
holds "but the list of rejected rows is" test "$(wc -l <rejects.csv)" -eq 21
expect 3 "too large a share of rejects" "allows 4%" "$csreport" one_bad.csv --max-rejects 4%
expect 3 "strict" "1 of 20 rows is rejected; --max-rejects allows 0" "$csreport" one_bad.csv --strict
expect 0 "a share of rejects is accepted" "" "$csreport" one_bad.csv --max-rejects 5%
expect 0 "some rejected rows do not fail a run" "" "$csreport" one_bad.csv

expect 4 "a missing file" "No such file" "$csreport" nowhere.csv
expect 5 "a missing folder" "No such file" "$csreport" "$tickets" -o nowhere/r.md
expect 5 "a missing folder is found before the input is read" "nowhere/r.md" "$csreport" nowhere.csv -o nowhere/r.md
expect 5 "a full disk" "No space left" "$csreport" "$tickets" -o /dev/full --format md
expect 5 "stdout full" "No space left" sh -c '"$0" "$1" >/dev/full' "$csreport" "$tickets"
expect 5 "help on a full stdout" "No space left" sh -c '"$0" --help >/dev/full' "$csreport"
expect 5 "stdout closed" "standard output" sh -c '"$0" "$1" >&-' "$csreport" "$tickets"
expect 5 "one full output leaves the others alone" "No space left" "$csreport" "$tickets" -o kept.md -o /dev/full --format md
holds "the old file is untouched" test "$(cat kept.md)" = old
expect 141 "the reader of stdout leaves" "" sh -c '{ "$0" "$1" --format json --group-series; echo $? >code; } | head -c 10 >/dev/null; exit "$(cat code)"' "$csreport" "$tickets"
expect 5 "the reader leaves and SIGPIPE is ignored" "Broken pipe" sh -c 'trap "" PIPE; { "$0" "$1" --format json --group-series; echo $? >code; } | head -c 10 >/dev/null; exit "$(cat code)"' "$csreport" "$tickets"
mkfifo pipe
printf old >kept.md
expect 143 "a signal ends it" "" sh -c '"$0" pipe -o kept.md 2>inner & exec 2>/dev/null; sleep 1; kill -TERM $!; wait $!' "$csreport"
holds "a signal says nothing" test ! -s inner
holds "a signal leaves the old file" test "$(cat kept.md)" = old
holds "no temporary is left" test -z "$(find . -name '.*.tmp')"

echo "$cases cases, $failed failed"
[ "$failed" -eq 0 ]
