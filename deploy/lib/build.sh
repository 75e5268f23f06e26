# shellcheck shell=bash
# Configures and builds a preset. Sourced after say.sh, in the top folder of the repository.

# As many compilers at once as there are cores, and as fit into the memory that is free.
jobs_that_fit() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ {print int($2 / 1048576)}' /proc/meminfo 2>/dev/null || echo "$cores")
  if [ "${memory:-1}" -lt 1 ]; then memory=1; fi
  echo $((memory < cores ? memory : cores))
}

# build_preset preset [option of cmake]...
build_preset() {
  local preset=$1
  shift
  local fresh=()
  # A folder that was moved or copied remembers where it was made; then it is made anew.
  if [ -f "build/$preset/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "build/$preset/CMakeCache.txt"; then
    fresh=(--fresh)
  fi
  say "Configuring build/$preset"
  cmake --preset "$preset" "${fresh[@]}" "$@" || return 1
  say "Building build/$preset, $(jobs_that_fit) at once"
  cmake --build "build/$preset" --parallel "$(jobs_that_fit)"
}
