# shellcheck shell=bash
# What the scripts say. Sourced.

say() { printf '\n== %s\n' "$*"; }

# One clear sentence, then the end. Further arguments are lines of advice.
give_up() {
  printf '\n%s: %s\n' "$(basename "$0")" "$1" >&2
  shift
  if [ $# -gt 0 ]; then printf '  %s\n' "$@" >&2; fi
  exit 1
}
