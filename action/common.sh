# Sourced by the scripts of the action. What comes from a pull request is only ever data here: it is quoted, compared and
# handed to jq, and never part of a command.
set -euo pipefail

# fail MESSAGE: one line of ours that shows in the run and in the comment; status 2, not judged.
fail() {
  [ ! -d "${work:-}" ] || printf '%s\n' "$1" >"$work/why"
  printf '::error title=leasehold::%s\n' "$(one_line "$1")"
  exit 2
}

# What GitHub would take for an order, or for a further line, is taken out.
one_line() {
  printf '%s' "$1" | tr -d '\000-\037' | sed 's/%/%25/g'
}

# A server of one's own goes by another name to gh.
if [ "${GITHUB_SERVER_URL:-https://github.com}" != https://github.com ]; then
  export GH_HOST="${GITHUB_SERVER_URL#*://}" GH_ENTERPRISE_TOKEN="${GH_TOKEN:-}"
fi

event() {
  jq -er "$1 // empty" "$GITHUB_EVENT_PATH"
}

estate=${LEASEHOLD_ESTATE:-access}
case "/$estate/" in
  *//* | */../* | */./* | */-*) fail "The estate has to be a directory of the repository, such as access or infra/access." ;;
esac
# Several estates of one repository have a comment, findings and a folder each.
mark=$(printf '%s' "$estate" | sha256sum | cut -c1-16)
work="$RUNNER_TEMP/leasehold-$mark"
# shellcheck disable=SC2034 # Read by the scripts that source this one.
reports="$work/reports"

# Both at once: each question to the event is a process.
{ read -r number && read -r head; } < <(jq -r '.pull_request | .number // "", .head.sha // ""' "$GITHUB_EVENT_PATH" || printf '\n\n') || true
[ -n "$number" ] || fail "It runs on pull_request, pull_request_target and pull_request_review, which name a pull request."
[[ $number =~ ^[0-9]+$ ]] || fail "The event names no pull request."
[[ $head =~ ^[0-9a-f]{40,64}$ ]] || fail "The event names no head commit."

# Whether the pull request comes from another repository, where a token may only read.
from_fork() {
  jq -e '.pull_request | .head.repo.full_name != .base.repo.full_name' "$GITHUB_EVENT_PATH" >/dev/null
}
