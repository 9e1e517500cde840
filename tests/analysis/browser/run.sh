#!/bin/sh
# Checks a report in a real browser: run.sh REPORT.html OUTDIR [PACKAGES]
# Screenshots and a PDF go to OUTDIR; npm's packages are installed once, into PACKAGES (default OUTDIR/packages).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
report=$1
outdir=$2
packages=${3:-$outdir/packages}
mkdir -p "$outdir" "$packages"
if ! cmp -s "$here/package-lock.json" "$packages/package-lock.json" || [ ! -d "$packages/node_modules" ]; then
  cp "$here/package.json" "$here/package-lock.json" "$packages/"
  if ! npm ci --prefix "$packages" --ignore-scripts --no-audit --no-fund --loglevel=error; then
    rm -f "$packages/package-lock.json"
    echo "npm could not fetch the browser test's packages (needed once): is there a connection?" >&2
    exit 1
  fi
fi
BROWSER_PACKAGES=$packages exec node "$here/check_report.mjs" "$report" "$outdir"
