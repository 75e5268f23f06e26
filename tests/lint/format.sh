#!/usr/bin/env bash
# Fails on every C++ file that clang-format would change; with --fix it changes them. No file, no problem.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
case ${1:-} in
  '') mode=(--dry-run --Werror) ;;
  --fix) mode=(-i) ;;
  *) echo "Usage: tests/lint/format.sh [--fix]" >&2 && exit 2 ;;
esac
# Another version lays some lines out in another way.
version=$(clang-format --version | sed -n 's/.*version \([0-9]*\)\..*/\1/p')
if [ "$version" != 14 ]; then
  echo "skipped: the tree is laid out by clang-format 14 (Debian 12), and this is version ${version:-unknown}"
  exit 77
fi
find planner adapters bot config tests deploy -name node_modules -prune -o -type f \( -name '*.cpp' -o -name '*.hpp' \) -print0 |
  sort -z | xargs -0 -r clang-format --style=file "${mode[@]}"
