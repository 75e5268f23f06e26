# shellcheck shell=bash
# Which Debian packages are needed, and the installation of those that are missing. Sourced after say.sh.

# Boost 1.81 or newer: Debian 12 has it under a name of its own, newer ones as their default.
boost_package() {
  local codename
  codename=$(. /etc/os-release && echo "${DEBIAN_CODENAME:-${VERSION_CODENAME:-}}")
  if [ "$codename" = bookworm ]; then echo libboost1.81-dev; else echo libboost-dev; fi
}

build_packages() {
  echo g++ cmake ninja-build "$(boost_package)" libabsl-dev libcli11-dev libfmt-dev libical-dev libjemalloc-dev libsoci-dev libspdlog-dev libsqlite3-dev libssl-dev \
    nlohmann-json3-dev prometheus-cpp-dev libpango1.0-dev libcairo2-dev zlib1g-dev pkgconf \
    fonts-noto-core fonts-noto-cjk ca-certificates tzdata
}

test_packages() {
  echo libgtest-dev libgmock-dev python3 clang-format chromium mold locales
  local major
  major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
  if [ "${major:-0}" -lt 18 ]; then
    echo nodejs npm
  elif ! command -v npm >/dev/null; then
    echo npm
  fi
}

missing_of() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# Runs a command as root. What it needs stands in "$@" only: sudo may drop the environment.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

is_debian_like() {
  [ -r /etc/os-release ] && command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

# install_packages package...: says what is missing, then installs just that.
install_packages() {
  is_debian_like || give_up "this is not Debian or one of its children (no apt-get)." \
    "Install by hand what these Debian packages hold, then build with cmake --preset release && cmake --build --preset release:" "$*"
  local missing
  missing=$(missing_of "$@" | tr '\n' ' ')
  if [ -z "$missing" ]; then
    say "Packages: all $# that are needed are here"
    return
  fi
  say "Packages: these will be installed by apt-get: ${missing% }"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || give_up "packages are missing, and neither is this root nor is there sudo." \
      "As root run: apt-get update && apt-get install --no-install-recommends ${missing% }"
    sudo -n true 2>/dev/null || { [ -t 0 ] && sudo true; } || give_up "sudo wants a password, and there is nobody to give one." \
      "As root run: apt-get update && apt-get install --no-install-recommends ${missing% }"
  fi
  local options=(-q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
  # A machine that is thrown away need not have every file on its disk before the next: that is a quarter of an hour for npm's 460 packages.
  if [ -n "${CI:-}" ]; then options+=(-o Dpkg::Options::=--force-unsafe-io); fi
  as_root apt-get "${options[@]}" update </dev/null || give_up "apt-get update failed: is there a network, and is /etc/apt in order?"
  # shellcheck disable=SC2086 # a list of words
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install --no-install-recommends $missing </dev/null ||
    give_up "apt-get could not install: ${missing% }" "Debian 12 or newer has all of them in its main section."
}
