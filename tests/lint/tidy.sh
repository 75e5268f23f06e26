#!/usr/bin/env bash
# clang-tidy (16 or newer: older ones cannot read the standard library of g++ 12) over the whole tree, or over the files that are named, as
# .clang-tidy says. About ten minutes on two cores.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
if [ "${1:-}" = --help ]; then
  echo "Usage: tests/lint/tidy.sh [FILE.cpp...]   (BACKWALK_BUILD: a configured build folder, build/tidy unless set)" && exit 0
fi
build=${BACKWALK_BUILD:-build/tidy}
if [ ! -f "$build/compile_commands.json" ]; then  # without the precompiled header, which is g++'s own
  cmake --preset dev -B "$build" -DBACKWALK_PCH=OFF >/dev/null
fi
if [ $# -gt 0 ]; then files=("$@"); else mapfile -t files < <(find planner adapters bot config tests -name node_modules -prune -o -name '*.cpp' -print | sort); fi
tidy=clang-tidy
for version in 19 18 17 16; do
  if command -v "clang-tidy-$version" >/dev/null; then tidy=clang-tidy-$version && break; fi
done
printf '%s\0' "${files[@]}" | xargs -0 -n 4 -P "$(nproc)" "$tidy" --quiet -p "$build"
