#!/usr/bin/env bash
# Shared by ./run and ./check: installs what packages.txt names and is missing, then builds a preset.
# usage: . cmake/set_up.sh; install_packages [all]; build PRESET [TARGET...]

# Objects compiled in one checkout serve another: paths below this folder do not count.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

install_packages() {
  local wanted='/^# For .\/check alone/q; s/#.*//; p' missing=() package
  [ "${1:-}" = all ] && wanted='s/#.*//; p'
  for package in $(sed -n "$wanted" packages.txt); do
    # node and npm may come from elsewhere than Debian's packages; what counts is that they run.
    case $package in
      nodejs) command -v node >/dev/null && continue ;;
      npm) command -v npm >/dev/null && continue ;;
    esac
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c \
      'apt-get update -q && apt-get install -q -y --no-install-recommends "$@"' sh "${missing[@]}" >build/packages.log 2>&1; then
    tail -n 20 build/packages.log >&2
    echo "Debian packages could not be installed (see build/packages.log). As root: apt-get install ${missing[*]}" >&2
    return 1
  fi
}

build() {
  local preset=$1
  shift
  if ! { cmake --preset "$preset" && cmake --build --preset "$preset" ${@:+--target "$@"}; } >"build/$preset.log" 2>&1; then
    grep -E 'error|Error|FAILED' "build/$preset.log" | head -n 30 >&2
    echo "The build failed; all of it stands in build/$preset.log" >&2
    return 1
  fi
}
