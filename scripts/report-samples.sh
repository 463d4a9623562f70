#!/bin/sh
# Set-up, build, and the HTML report of the sample data as out/report.html.
# Works from any directory, and again after changes.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh
cmake --preset release
cmake --build --preset release --target csreport
mkdir -p out
build/release/csreport samples/tickets.csv samples/messages.csv samples/surveys.csv --tz Europe/Riga -o out/report.html
echo "The report: $PWD/out/report.html"
