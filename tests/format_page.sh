#!/usr/bin/env bash
# Compares docs/formats/results.md with fresh result files, in both directions: what the page lists must be in the files, what
# is in the files must be on the page, with the same dimensions, units, meanings, types and labels. Needs python3-h5py.
# usage: tests/format_page.sh [PROGRAM]           compare
#        tests/format_page.sh --print [PROGRAM]   print the page's tables as the program's files have them
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mode=compare
if [ "${1:-}" = --print ]; then mode=print; shift; fi
program=$(realpath "${1:-$root/build/release/skifte}")
# Debian's h5py belongs to Debian's Python, which need not be the first on the path.
for python in python3 /usr/bin/python3 none; do
  if [ "$python" = none ]; then echo "format_page: no python3 with h5py (package python3-h5py)" >&2; exit 2; fi
  if "$python" -c 'import h5py' 2>/dev/null; then break; fi
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A scenario with every dimension: two levers, a target with a lower bound beside the baseline's.
cat >"$folder/page.yaml" <<'YAML'
skifte: 1
extends: baseline
levers:
  filborna_ccs: {capture: 200 kt/year, operating: 2029-07-01}
  frozen_population: on
targets:
  many_battery_cars: {variable: cars.battery, year: 2040, at_least: 40000 vehicle}
YAML
"$program" run "$folder/page.yaml" -o "$folder/run.h5" >/dev/null
"$program" ensemble "$folder/page.yaml" -n 2 --jobs 1 -o "$folder/ensemble.h5" >/dev/null 2>"$folder/progress.txt" ||
  { cat "$folder/progress.txt" >&2; exit 1; }
"$python" "$root/tests/format_page.py" $mode "$root/docs/formats/results.md" "$folder/run.h5" "$folder/ensemble.h5"
