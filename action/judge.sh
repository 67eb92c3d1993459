#!/usr/bin/env bash
# Runs check, gate and review on what was fetched, and keeps their reports and exit statuses; the outcome is set later.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=action/common.sh
source "$here/common.sh"

rm -rf "$work"
mkdir -p "$reports"
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
cli=${LEASEHOLD_CLI:-$RUNNER_TEMP/leasehold-tool-$LEASEHOLD_VERSION/node_modules/leasehold/dist/src/cli/cli.js}

plan=
if [ -n "${LEASEHOLD_PLAN:-}" ]; then
  plan="$GITHUB_WORKSPACE/$LEASEHOLD_PLAN"
  [ -f "$plan" ] || fail "There is no plan at the path that was given."
fi
"$here/trees.sh"
"$here/pull.sh"

# Neither the token nor anything else of the run is needed any more; paths are told as seen from the repository's top.
unset GH_TOKEN GH_ENTERPRISE_TOKEN
export GITHUB_WORKSPACE="$work/head"
cd "$work/head"

# run NAME COMMAND...: its status goes to NAME.status.
run() {
  local name=$1 status=0
  shift
  node "$cli" "$@" || status=$?
  echo "$status" >"$reports/$name.status"
}
# judge NAME COMMAND...: for people, and for code scanning, at one and the same moment.
judge() {
  local name=$1
  shift
  run "$name" "$@" --now "$now" --format markdown --out "$reports/$name.md"
  node "$cli" "$@" --now "$now" --format sarif --out "$reports/$name.sarif" >/dev/null 2>&1 || true
}

base="$work/base/$estate"
judge check check "$estate"
[ -z "$plan" ] || judge gate gate "$plan" --estate "$estate" --base "$base" --source .
review=(review --base "$base" --head "$estate" --pull "$work/pull.json" --evidence "$reports/evidence.json")
[ -z "$plan" ] || review+=(--plan "$plan")
[ -z "${LEASEHOLD_ZONE:-}" ] || review+=("--zone=$LEASEHOLD_ZONE")
run review "${review[@]}" --format markdown --out "$reports/review.md"

worst=$(sort -n "$reports"/*.status | tail -n 1)
echo "$worst" >"$work/status"
{
  echo "status=$worst"
  [ ! -f "$reports/evidence.json" ] || echo "evidence=$reports/evidence.json"
  [ ! -f "$reports/review.md" ] || echo "review=$reports/review.md"
} >>"$GITHUB_OUTPUT"
