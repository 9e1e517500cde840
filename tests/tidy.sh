#!/usr/bin/env bash
# clang-tidy over what is compiled in the folders given, two files at a time; every finding is a fault.
# usage: tests/tidy.sh build/release FOLDER...
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
shift
printf '%s\n' "$@" | xargs -I{} git ls-files '{}/*.cpp' |
  xargs -P 2 -n 4 clang-tidy -p "$build" --quiet 2> >(grep -vE 'warnings? generated|^$' >&2)
