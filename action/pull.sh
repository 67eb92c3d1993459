#!/usr/bin/env bash
# Writes the pull request, its reviews and its commits, as the REST API answers them, into one file.
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=action/common.sh
source "$here/common.sh"

api="repos/$GITHUB_REPOSITORY/pulls/$number"
gh api "$api" >"$work/pull-alone.json" || fail "The pull request cannot be read."
gh api --paginate "$api/reviews?per_page=100" | jq -s 'add // []' >"$work/reviews.json" || fail "Its reviews cannot be read."
gh api --paginate "$api/commits?per_page=100" | jq -s 'add // []' >"$work/commits.json" || fail "Its commits cannot be read."

{ read -r at && read -r said && read -r listed; } < <(
  jq -rn --slurpfile pull "$work/pull-alone.json" --slurpfile commits "$work/commits.json" \
    '$pull[0].head.sha, $pull[0].commits, ($commits[0] | length)'
) || fail "The pull request is not as GitHub answers it."
[ "$at" = "$head" ] || fail "Something was pushed since this run began; the run of that push judges it."
# GitHub lists 250 commits at most. Whoever wrote another one may not approve, and would not be known.
[ "$said" = "$listed" ] || fail "GitHub does not list all of its commits (250 at most): make fewer of them."
# Who pushed the head commit may be nobody whom the commits name, and may not approve it either. A fork's pushes are not told.
echo null >"$work/activity.json"
if ! from_fork && name=$(jq -er '.pull_request.head.ref // empty | "refs/heads/\(.)" | @uri' "$GITHUB_EVENT_PATH"); then
  gh api "repos/$GITHUB_REPOSITORY/activity?ref=$name&per_page=100" >"$work/activity.json" 2>/dev/null || echo null >"$work/activity.json"
fi
jq -n --slurpfile pull "$work/pull-alone.json" --slurpfile reviews "$work/reviews.json" --slurpfile commits "$work/commits.json" \
  --slurpfile activity "$work/activity.json" --slurpfile event "$GITHUB_EVENT_PATH" --arg head "$head" '
    ([$activity[0][]? | select(.after == $head)] | first | .actor)
      // (if $event[0].action == "synchronize" then $event[0].sender else null end)
    | { pull: $pull[0], reviews: $reviews[0], commits: $commits[0] } + if . then { pusher: . } else {} end' >"$work/pull.json"
