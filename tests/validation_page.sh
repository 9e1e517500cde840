#!/usr/bin/env bash
# The tables of docs/methods/validation.md: ensembles of every city's decided policy, each held against what was observed.
# Takes some minutes. Needs python3.
# usage: tests/validation_page.sh [PROGRAM]            whether the page's tables are those of this build
#        tests/validation_page.sh --update [PROGRAM]   rewrites them
# MEMBERS (40) for Helsingborg, OTHERS (8) for each of the other cities; RESULTS a folder in which to keep the results: one that
# holds CITY.h5 is not computed again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mode=--check
case "${1:-}" in
  --update) mode=; shift ;;
  -*) echo "validation_page: no option '$1' (there is --update)" >&2; exit 2 ;;
esac
program=$(realpath "${1:-$root/build/release/skifte}")
folder=${RESULTS:-}
if [ -z "$folder" ]; then folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; fi
for path in "$root"/scenarios/cities/*/; do
  city=$(basename "$path")
  scenario=baseline-$city
  members=${OTHERS:-8}
  if [ "$city" = helsingborg ]; then scenario=baseline; members=${MEMBERS:-40}; fi
  if [ ! -f "$folder/$city.h5" ]; then
    "$program" ensemble "$scenario" -n "$members" --jobs 1 -o "$folder/$city.h5" >/dev/null 2>"$folder/$city.progress" ||
      { cat "$folder/$city.progress" >&2; exit 1; }
  fi
  "$program" backtest "$folder/$city.h5" -o "$folder/$city.csv" --scores "$folder/$city.scores.csv" >"$folder/$city.txt"
  sed -n '1s/.*, \([0-9]*\) members.*/\1/p' "$folder/$city.txt" >"$folder/$city.members"
done
python3 "$root/tests/validation_page.py" "$root/docs/methods/validation.md" "$folder" $mode
