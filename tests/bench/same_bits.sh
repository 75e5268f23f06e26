#!/usr/bin/env bash
# Whether a forecast is the same to the last bit, whoever compiles it and wherever it runs: the planner and a small program around it, by
# g++ and clang++, at -O0 and -O2, with AVX2 and without, under two locales and zones. Prints a digest for each; fails if two differ.
#
#   tests/bench/same_bits.sh [FOLDER]     where to build; a temporary folder unless said
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"
declare -A seen
if ! locale -a | grep -qi '^de_DE.utf-\?8$'; then  # with a decimal comma
  localedef -i de_DE -f UTF-8 "$folder/de_DE.UTF-8" || true
  export LOCPATH=$folder
fi
sources=(tests/bench/same_bits.cpp)
for part in backward calendar doubt draw lanes lanes_avx2 lognormal measure openings order_statistic plan ref sampled sampler settled spread time_table timeline; do
  sources+=("planner/$part.cpp")
done
for compiler in g++ clang++; do
  command -v "$compiler" >/dev/null || { echo "$compiler: not here" && continue; }
  for level in -O0 -O2; do
    name=$folder/$compiler$level
    flags=(-std=c++20 "$level" -ffp-contract=off -I. -DBACKWALK_AVX2 -w)
    objects=()
    for source in "${sources[@]}"; do
      object=$name.$(basename "$source" .cpp).o
      wide=()
      if [ "$source" = planner/lanes_avx2.cpp ]; then wide=(-mavx2); fi
      "$compiler" "${flags[@]}" "${wide[@]}" -c "$source" -o "$object"
      objects+=("$object")
    done
    "$compiler" "${objects[@]}" -o "$name"
    for vectors in fastest plain; do
      for place in C:UTC de_DE.UTF-8:Asia/Shanghai; do
        digest=$(LC_ALL=${place%%:*} TZ=${place##*:} "$name" "$vectors" | sha256sum | cut -c1-16)
        echo "$digest $compiler $level $vectors $place"
        seen[$digest]=1
      done
    done
  done
done
[ "${#seen[@]}" = 1 ]
