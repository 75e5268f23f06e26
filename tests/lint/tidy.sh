#!/usr/bin/env bash
# clang-tidy (16 or newer: older ones cannot read the standard library of g++ 12) over the whole tree, a dozen files at once since the
# headers are most of its work; or over the files that are named, each by itself. As .clang-tidy says; about ten minutes on two cores.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
if [ "${1:-}" = --help ]; then
  echo "Usage: tests/lint/tidy.sh [FILE.cpp...]" && exit 0
fi
tidy=clang-tidy
for version in 19 18 17 16; do
  if command -v "clang-tidy-$version" >/dev/null; then tidy=clang-tidy-$version && break; fi
done
# configure FOLDER UNITY: without the precompiled header, which is g++'s own.
configure() { cmake --preset dev -B "$1" -DBACKWALK_PCH=OFF -DBACKWALK_UNITY="$2" >/dev/null; }
if [ $# -gt 0 ]; then
  build=build/tidy-each
  configure "$build" OFF
  files=("$@")
else
  build=build/tidy
  configure "$build" ON
  mapfile -t files < <(grep -oP '"file": "\K[^"]*' "$build/compile_commands.json" | sort -u)
fi
# A dozen files at once are one that includes the others; that is no slip.
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" "$tidy" --quiet --checks=-bugprone-suspicious-include -p "$build"
