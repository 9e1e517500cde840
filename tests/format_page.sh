#!/usr/bin/env bash
# Compares docs/formats/results.md with fresh result files, in both directions: what the page lists must be in the files, what
# is in the files must be on the page, with the same dimensions, units, meanings, types and labels. So too the levers on
# docs/user/scenarios.md with the schema; the page's example must be a sound scenario. Needs python3-h5py.
# usage: tests/format_page.sh [PROGRAM]           compare
#        tests/format_page.sh --print [PROGRAM]   print the page's tables as the program's files have them
#        tests/format_page.sh --update [PROGRAM]  rewrite those tables on both pages, then compare. Meanings that only the page
#                                                 has (attributes, provenance, labels a scenario decides) are kept
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
mode=compare
case "${1:-}" in
  --print) mode=print; shift ;;
  --update) mode=update; shift ;;
  -*) echo "format_page: no option '$1' (there is --print and --update)" >&2; exit 2 ;;
esac
program=$(realpath "${1:-$root/build/release/skifte}")
# Debian's h5py belongs to Debian's Python, which need not be the first on the path.
for python in python3 /usr/bin/python3 none; do
  if [ "$python" = none ]; then echo "format_page: no python3 with h5py (package python3-h5py)" >&2; exit 2; fi
  if "$python" -c 'import h5py' 2>/dev/null; then break; fi
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A scenario with every dimension: two levers, a rule, a target with a lower bound beside the baseline's.
cat >"$folder/page.yaml" <<'YAML'
skifte: 1
extends: baseline
rules:
  behind: {variable: emissions_published, year: 2024, above: 0 kt, levers: {campaigns: {level: 0.5}}}
levers:
  filborna_ccs: {capture: 200 kt/year, operating: 2029-07-01}
  frozen_population: on
targets:
  many_battery_cars: {variable: cars.battery, year: 2040, at_least: 40000 vehicle}
YAML
"$program" run "$folder/page.yaml" -o "$folder/run.h5" >/dev/null
"$program" ensemble "$folder/page.yaml" -n 2 --factor frozen_population=off,on --join zip --jobs 1 -o "$folder/ensemble.h5" >/dev/null 2>"$folder/progress.txt" ||
  { cat "$folder/progress.txt" >&2; exit 1; }
# The example at the top of the scenario page is a scenario without faults.
awk '/^    skifte: 1/ { inside = 1 } inside && !/^    / { exit } inside { print substr($0, 5) }' \
  "$root/docs/user/scenarios.md" >"$folder/example.yaml"
"$program" check "$folder/example.yaml" >/dev/null

"$program" schema >"$folder/schema.json"
"$python" "$root/tests/format_page.py" $mode "$root/docs/formats/results.md" "$root/docs/user/scenarios.md" \
  "$folder/run.h5" "$folder/ensemble.h5" "$folder/schema.json"
