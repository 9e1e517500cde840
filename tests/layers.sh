#!/usr/bin/env bash
# Includes point one way: sim <- agents <- scenarios <- output <- analysis <- workshop, the program above all.
set -euo pipefail
cd "$(dirname "$0")/.."
layers=(sim agents scenarios output analysis workshop program)
wrong=0
for ((i = 0; i < ${#layers[@]}; i++)); do
  for ((j = i + 1; j < ${#layers[@]}; j++)); do
    if grep -rnE "#include \"${layers[j]}/" "${layers[i]}" --include='*.hpp' --include='*.cpp' 2>/dev/null; then wrong=1; fi
  done
done
if [ $wrong -ne 0 ]; then echo "layers.sh: the includes above point upward" >&2; exit 1; fi
# The engine knows no city and no kind of agent.
if grep -rniE 'helsingborg|household|powertrain' sim --include='*.hpp' --include='*.cpp' | grep -v '^sim/unit'; then
  echo "layers.sh: sim/ names an agent or a city" >&2; exit 1
fi
# Every kind of agent has its page, in one form (ODD+D).
headings='Purpose State Events Decisions Assumptions Data Scope Validation '
for folder in agents/*/; do
  found=$(grep -oE '^## [A-Za-z]+' "${folder}README.md" | cut -c4- | tr '\n' ' ' || true)
  if [ "$found" != "$headings" ]; then echo "layers.sh: ${folder}README.md has the headings '$found', not '$headings'" >&2; exit 1; fi
done
echo "layers: 1 passed, 0 failed"
