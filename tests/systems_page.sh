#!/usr/bin/env bash
# The tables of docs/methods/systems.md: each system with its lever off and on, all else alike. Takes some minutes. Needs python3.
# usage: tests/systems_page.sh --update [PROGRAM]
# MEMBERS (20), JOBS (2); RESULTS a folder in which to keep the results: those that it holds are not computed again.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
[ "${1:-}" = --update ] || { echo "usage: tests/systems_page.sh --update [PROGRAM]" >&2; exit 2; }
program=$(realpath "${2:-$root/build/release/skifte}")
folder=${RESULTS:-}
if [ -z "$folder" ]; then folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; fi
mkdir -p "$folder"
python3 "$root/tests/systems_page.py" "$program" "$root/tests/systems_page.txt" "$root/docs/methods/systems.md" "$folder" \
  "${MEMBERS:-20}" "${JOBS:-2}"
