#!/usr/bin/env bash
# Installs leasehold at one exact version, outside of the workspace, so that no file of a pull request has a say in it.
set -euo pipefail

if ! [[ ${LEASEHOLD_VERSION:-} =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]]; then
  echo "::error title=leasehold::The version has to be exact, such as 1.2.3; a range or a tag may be something else tomorrow."
  exit 2
fi
if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
  echo "::error title=leasehold::It needs Node 20.19 or later; add actions/setup-node before it."
  exit 2
fi
tool="$RUNNER_TEMP/leasehold-tool-$LEASEHOLD_VERSION"
[ -e "$tool/installed" ] && exit 0
mkdir -p "$tool"
cd "$tool"
npm install --ignore-scripts --omit=dev --no-audit --no-fund --no-save --prefix "$tool" "leasehold@$LEASEHOLD_VERSION"
touch "$tool/installed"
