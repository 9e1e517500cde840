#!/usr/bin/env bash
# The tables of docs/methods/cities.md: every city's decided policy (`baseline`, `baseline-CITY`), what was observed of it and what
# it comes to. Takes some minutes. Needs python3.
# usage: tests/cities_page.sh --update [PROGRAM]
# MEMBERS (20) a city, JOBS (2); RESULTS a folder in which to keep the results: one that holds CITY.h5 is not computed again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
[ "${1:-}" = --update ] || { echo "usage: tests/cities_page.sh --update [PROGRAM]" >&2; exit 2; }
program=$(realpath "${2:-$root/build/release/skifte}")
folder=${RESULTS:-}
if [ -z "$folder" ]; then folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; fi
mkdir -p "$folder"
for path in "$root"/scenarios/cities/*/; do
  city=$(basename "$path")
  scenario=baseline-$city
  if [ "$city" = helsingborg ]; then scenario=baseline; fi
  if [ ! -f "$folder/$city.h5" ]; then
    "$program" ensemble "$scenario" -n "${MEMBERS:-20}" --jobs "${JOBS:-2}" -o "$folder/$city.h5" >/dev/null 2>"$folder/$city.progress" ||
      { cat "$folder/$city.progress" >&2; exit 1; }
  fi
  "$program" backtest "$folder/$city.h5" -o "$folder/$city.csv" >/dev/null
  "$program" export "$folder/$city.h5" --format csv --members --variable emissions --variable cars -o "$folder/$city.members.csv" \
    --force >/dev/null
  "$program" check "$city" >"$folder/$city.check"
done
python3 "$root/tests/cities_page.py" "$root/docs/methods/cities.md" "$folder"
