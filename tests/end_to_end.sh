#!/usr/bin/env bash
# From scenario to page as a user goes: end_to_end.sh SKIFTE. An ensemble of the contract scenario and of the baseline, opened
# by other people's readers, then the report, opened in a real browser. What is not installed here is skipped, with a word.
# The last line counts: 'end_to_end: N passed, N failed, N skipped'.
set -uo pipefail
[ $# = 1 ] || { echo "usage: end_to_end.sh SKIFTE" >&2; exit 2; }
skifte=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
export SKIFTE_HOME=${SKIFTE_HOME:-$(dirname "$here")}
work=$(mktemp -d "${TMPDIR:-/tmp}/skifte-end-to-end-XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
not_installed=77

# step NAME COMMAND...: runs it and counts; what it says is shown only when it fails.
step() {
  local name=$1 began=$SECONDS status=0
  shift
  "$@" >"$work/said" 2>&1 || status=$?
  case $status in
    0) passed=$((passed + 1)) word=passed ;;
    "$not_installed" | 127) skipped=$((skipped + 1)) word=skipped ;;
    *) failed=$((failed + 1)) word=FAILED ;;
  esac
  printf '%-7s %s (%d s)\n' "$word" "$name" $((SECONDS - began))
  [ "$word" = passed ] || sed 's/^/        /' "$work/said" | tail -40
}

# python SCRIPT ARGUMENTS...: by the first interpreter that has what the script needs; the second has Debian's packages.
python() {
  local status=$not_installed
  for interpreter in python3 /usr/bin/python3; do
    command -v "$interpreter" >/dev/null || continue
    status=0
    "$interpreter" "$@" || status=$?
    [ "$status" = "$not_installed" ] || return "$status"
  done
  return "$status"
}

page_stands_alone() {
  local page=$1
  [ -s "$page" ] || { echo "no page"; return 1; }
  [ "$(head -c 15 "$page" | tr 'A-Z' 'a-z')" = '<!doctype html>' ] || { echo "no doctype"; return 1; }
  if grep -oiE '(src|href)="https?://[^"]*\.(js|css|png|woff2?)"|@import|<link [^>]*stylesheet' "$page" | head -3 | grep .; then
    echo "the page fetches something"; return 1
  fi
}

ncdump_lists() {
  command -v ncdump >/dev/null || return "$not_installed"
  ncdump -h "$1" >"$work/cdl" || return 1
  for line in 'member = 20 ;' 'year = 36 ;' 'double emissions(member, year, sector) ;' ':skifte_format = 1 ;'; do
    grep -qF "$line" "$work/cdl" || { echo "ncdump -h lacks: $line"; return 1; }
  done
}

in_r() { command -v Rscript >/dev/null || return "$not_installed"; Rscript "$here/end_to_end/read_hdf5r.R" "$1"; }

in_browser() {
  command -v node >/dev/null && command -v npm >/dev/null || return "$not_installed"
  [ -f "$here/analysis/browser/run.sh" ] || return "$not_installed"
  sh "$here/analysis/browser/run.sh" "$1" "$work/browser" "${SKIFTE_BROWSER_PACKAGES:-$work/browser/packages}"
}

merged_shards() {
  local i
  for i in 1 2 3; do
    "$skifte" ensemble contract-2030 -n 20 --seed 2030 --shard "$i/3" -o "$work/part$i.h5" || return 1
  done
  "$skifte" merge "$work/merged.h5" "$work/part2.h5" "$work/part3.h5" "$work/part1.h5" || return 1
  python "$here/end_to_end/read_xarray.py" h5netcdf "$work/merged.h5" "$baseline" || return $?
  python "$here/end_to_end/read_h5py.py" "$work/merged.h5"
}

# The first snapshot comes after a minute.
snapshot_reader() {
  "$skifte" ensemble baseline -n 4000 --jobs 1 -o "$work/long.h5" 2>"$work/long.log" &
  local run=$! status
  python "$here/end_to_end/read_snapshot.py" "$work/long.h5" "$run"
  status=$?
  kill -TERM "$run" 2>/dev/null
  wait "$run"
  return "$status"
}

contract=$work/contract.h5 baseline=$work/baseline.h5 page=$work/report.html
step "the contract scenario is sound" "$skifte" check contract-2030
step "20 futures of the contract" "$skifte" ensemble contract-2030 -n 20 --seed 2030 -o "$contract"
step "20 futures of the baseline, paired" "$skifte" ensemble baseline -n 20 --seed 2030 -o "$baseline"
step "xarray by h5netcdf" python "$here/end_to_end/read_xarray.py" h5netcdf "$contract" "$baseline"
step "xarray by netcdf4" python "$here/end_to_end/read_xarray.py" netcdf4 "$contract" "$baseline"
step "h5py" python "$here/end_to_end/read_h5py.py" "$contract"
step "ncdump" ncdump_lists "$contract"
step "R by hdf5r" in_r "$contract"
step "the IAMC table" "$skifte" export "$contract" "$baseline" --format iamc -o "$work/iamc.csv"
step "pyam" python "$here/end_to_end/read_pyam.py" "$work/iamc.csv" contract-2030
step "the report in Swedish" "$skifte" report "$contract" "$baseline" -o "$page" --language sv
step "the page stands alone" page_stands_alone "$page"
step "the report of one result in English" "$skifte" report "$contract" -o "$work/one.html" --language en
step "the page in a browser" in_browser "$page"
step "20 futures by rules" "$skifte" ensemble contract-2030-adaptive -n 20 --seed 2030 -o "$work/rules.h5"
step "the report of a scenario with rules" "$skifte" report "$work/rules.h5" "$contract" "$baseline" -o "$work/rules.html"
step "a page with rules in a browser" in_browser "$work/rules.html"
step "a single future" "$skifte" run contract-2030 -o "$work/single.h5"
step "the report of a single future" "$skifte" report "$work/single.h5" -o "$work/single.html"
step "a single future's page in a browser" in_browser "$work/single.html"
step "20 futures of another city" "$skifte" ensemble baseline-malmo -n 20 -o "$work/malmo.h5"
step "the report of another city" "$skifte" report "$work/malmo.h5" -o "$work/malmo.html"
step "another city's page in a browser" in_browser "$work/malmo.html"
step "shards merged, read by xarray" merged_shards
step "a snapshot opened while the run goes on" snapshot_reader
step "every byte that counts is sound" "$skifte" verify "$contract" "$baseline"
step "an array of jobs under Slurm" bash "$here/slurm.sh" "$skifte"
echo "end_to_end: $passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
