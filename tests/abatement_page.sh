#!/usr/bin/env bash
# The tables of docs/methods/abatement.md: `skifte attribute contract-2030`, its levers by the kind of agent that reads them, and
# one by one. Takes some ten minutes on two cores. Needs python3.
# usage: tests/abatement_page.sh --update [PROGRAM]
# MEMBERS (20; half as many by lever), ORDERS (1), JOBS (2); RESULTS a folder in which to keep both studies: those that it holds are not computed again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
[ "${1:-}" = --update ] || { echo "usage: tests/abatement_page.sh --update [PROGRAM]" >&2; exit 2; }
program=$(realpath "${2:-$root/build/release/skifte}")
folder=${RESULTS:-}
if [ -z "$folder" ]; then folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; fi
mkdir -p "$folder"
python3 "$root/tests/abatement_page.py" "$program" "$root/docs/methods/abatement.md" "$folder" \
  "${MEMBERS:-20}" "${ORDERS:-1}" "${JOBS:-2}"
