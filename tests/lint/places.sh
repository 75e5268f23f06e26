#!/usr/bin/env bash
# Nothing in the repository names a machine's own folders or a host to fetch packages from, and the top level holds what it may.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
bad=0
complain() { printf '%s\n' "$*" && bad=1; }

sources() { find . \( -path ./.git -o -path ./build -o -path ./var -o -name node_modules \) -prune -o -type f -print0; }

# The words are taken apart, so that this file does not find itself.
for word in '/wor''k/' '/ho''me/' '/tm''p/b/' 'registry.npm''js' 'npm''mirror' 'deb.deb''ian.org' '"reso''lved":'; do
  if found=$(sources | xargs -0 grep -IlF -- "$word"); then complain "\"$word\" stands in: $found"; fi
done

for entry in *; do
  case $entry in
    CMakeLists.txt | CMakePresets.json | README.md | LICENSE | CHANGELOG.md | planner | adapters | bot | config | tests | deploy | build | var) ;;
    *) complain "$entry does not belong at the top level" ;;
  esac
done
exit $bad
