#!/usr/bin/env bash
# Writes the pull request, its reviews and its commits, as the REST API answers them, into one file.
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=action/common.sh
source "$here/common.sh"

api="repos/$GITHUB_REPOSITORY/pulls/$number"
gh api "$api" >"$work/pull-alone.json" || fail "The pull request cannot be read."
gh api --paginate "$api/reviews?per_page=100" | jq -s 'add // []' >"$work/reviews.json" || fail "Its reviews cannot be read."
gh api --paginate "$api/commits?per_page=100" | jq -s 'add // []' >"$work/commits.json" || fail "Its commits cannot be read."

[ "$(jq -r .head.sha "$work/pull-alone.json")" = "$head" ] ||
  fail "Something was pushed since this run began; the run of that push judges it."
# GitHub lists 250 commits at most. Whoever wrote another one may not approve, and would not be known.
[ "$(jq .commits "$work/pull-alone.json")" = "$(jq length "$work/commits.json")" ] ||
  fail "GitHub does not list all of its commits (250 at most): make fewer of them."
# Who pushed the head commit may be nobody whom the commits name, and may not approve it either. A fork's pushes are not told.
jq -n --slurpfile event "$GITHUB_EVENT_PATH" '$event[0] | if .action == "synchronize" then .sender else null end' >"$work/pusher.json"
if ! from_fork && ref=$(event .pull_request.head.ref) && name=$(jq -rn --arg ref "refs/heads/$ref" '$ref | @uri') &&
  gh api "repos/$GITHUB_REPOSITORY/activity?ref=$name&per_page=100" >"$work/activity.json" 2>/dev/null; then
  jq --arg head "$head" 'map(select(.after == $head)) | first | .actor' "$work/activity.json" >"$work/actor.json"
  jq -e . "$work/actor.json" >/dev/null && mv "$work/actor.json" "$work/pusher.json"
fi
jq -n --slurpfile pull "$work/pull-alone.json" --slurpfile reviews "$work/reviews.json" --slurpfile commits "$work/commits.json" \
  --slurpfile pusher "$work/pusher.json" \
  '{ pull: $pull[0], reviews: $reviews[0], commits: $commits[0] } + if $pusher[0] then { pusher: $pusher[0] } else {} end' >"$work/pull.json"
