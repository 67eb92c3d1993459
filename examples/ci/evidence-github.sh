#!/usr/bin/env bash
# Who approved the commit that was merged: evidence for `leasehold gate --require-approval`, made anew where it is needed, so
# that no file of another run has to be believed. It is run on a push to the protected branch, with that commit checked out.
#
#   evidence-github.sh BEFORE ESTATE EVIDENCE
#
# BEFORE is the commit that the branch was at before the push: its rules and its approvers decide. It needs gh with a token that
# may read pull requests, jq, git with both commits, and leasehold; status 1 where it was not approved, 2 where nobody can tell.
set -euo pipefail

before=$1 estate=$2 evidence=$3
fail() {
  printf '::error title=leasehold::%s\n' "$1" >&2
  exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -f "$evidence"

[[ $before =~ ^[0-9a-f]{40,64}$ && ! $before =~ ^0+$ ]] || fail "It is not known what the branch was at before."
repository="repos/$GITHUB_REPOSITORY"
number=$(gh api "$repository/commits/$GITHUB_SHA/pulls" |
  jq -r --arg sha "$GITHUB_SHA" 'map(select(.merged_at != null and .merge_commit_sha == $sha)) | if length == 1 then .[0].number else empty end')
[[ $number =~ ^[0-9]+$ ]] || fail "The commit was not made by merging one pull request."

gh api "$repository/pulls/$number" >"$work/pull-alone.json"
gh api --paginate "$repository/pulls/$number/reviews?per_page=100" | jq -s 'add // []' >"$work/reviews.json"
gh api --paginate "$repository/pulls/$number/commits?per_page=100" | jq -s 'add // []' >"$work/commits.json"
[ "$(jq .commits "$work/pull-alone.json")" = "$(jq length "$work/commits.json")" ] ||
  fail "GitHub does not list all of its commits (250 at most)."
# Who pushed the head commit may not approve it; a fork's pushes are not told.
echo null >"$work/pusher.json"
if ref=$(jq -er 'select(.head.repo.full_name == .base.repo.full_name) | "refs/heads/\(.head.ref)" | @uri' "$work/pull-alone.json") &&
  gh api "$repository/activity?ref=$ref&per_page=100" >"$work/activity.json" 2>/dev/null; then
  jq --arg head "$(jq -r .head.sha "$work/pull-alone.json")" 'map(select(.after == $head)) | first | .actor' "$work/activity.json" >"$work/pusher.json"
fi
jq -n --slurpfile pull "$work/pull-alone.json" --slurpfile reviews "$work/reviews.json" --slurpfile commits "$work/commits.json" \
  --slurpfile pusher "$work/pusher.json" \
  '{ pull: $pull[0], reviews: $reviews[0], commits: $commits[0] } + if $pusher[0] then { pusher: $pusher[0] } else {} end' >"$work/pull.json"

mkdir -p "$work/base/$estate"
if git cat-file -e "$before:$estate" 2>/dev/null; then git archive "$before" -- "$estate" | tar -x -C "$work/base"; fi
env -u GH_TOKEN ${LEASEHOLD:-leasehold} review --base "$work/base/$estate" --head "$estate" --pull "$work/pull.json" \
  --repository "$GITHUB_REPOSITORY" --number "$number" --evidence "$evidence"
