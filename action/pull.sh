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
jq -n --slurpfile pull "$work/pull-alone.json" --slurpfile reviews "$work/reviews.json" --slurpfile commits "$work/commits.json" \
  '{ pull: $pull[0], reviews: $reviews[0], commits: $commits[0] }' >"$work/pull.json"
