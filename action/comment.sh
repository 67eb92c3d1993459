#!/usr/bin/env bash
# Writes the one comment of the pull request, or brings it up to date where it is there.
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=action/common.sh
source "$here/common.sh"

marker="<!-- leasehold:review:$mark -->"
author=${LEASEHOLD_AUTHOR:-github-actions[bot]}
# GitHub takes 65,536 characters.
limit=64000
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
body="$work/comment.md"
mkdir -p "$work"

# length FILE: as GitHub may count, whichever way that is; two for a character beyond the first plane.
length() {
  jq -Rs '[explode[] | if . > 65535 then 2 else 1 end] | add // 0' "$1"
}

# section NAME: a report that has something to say, folded; if it does not fit it is left out whole, and where it is is said.
section() {
  local name=$1 status
  status=$(cat "$reports/$name.status" 2>/dev/null || echo 2)
  if [ "$status" = 0 ] || [ ! -f "$reports/$name.md" ]; then return 0; fi
  { printf '\n<details><summary>leasehold %s</summary>\n\n' "$name"; cat "$reports/$name.md"; printf '\n</details>\n'; } >"$work/section.md"
  if [ $(($(length "$body") + $(length "$work/section.md"))) -lt "$limit" ]; then
    cat "$work/section.md" >>"$body"
  else
    printf '\nThe report of `leasehold %s` is in [the summary of the run](%s).\n' "$name" "$run" >>"$body"
  fi
}

printf '%s\n' "$marker" >"$body"
if [ -f "$reports/review.md" ] && [ "$(length "$reports/review.md")" -lt "$limit" ]; then
  cat "$reports/review.md" >>"$body"
elif [ -f "$reports/review.md" ]; then
  printf 'The review is too long for a comment; it is in [the summary of the run](%s).\n' "$run" >>"$body"
else
  # An earlier comment must not go on saying that all is approved.
  printf '**Not judged.** leasehold could not judge commit %s. %s\n\n[The run](%s) says more.\n' \
    "$head" "$(cat "$work/why" 2>/dev/null || true)" "$run" >>"$body"
fi
section check
section gate

for name in review check gate; do
  # GitHub takes 1 MiB for each step.
  if [ -f "$reports/$name.md" ] && [ "$(wc -c <"$reports/$name.md")" -lt 500000 ]; then
    { cat "$reports/$name.md"; echo; } >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  fi
done

# Ours begins with the mark and is written by who holds the token: the login of a bot can be nobody else's, and a mark that
# somebody wrote, or that stands within a comment, is only text.
comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"
post() {
  local id
  id=$(gh api --paginate "$comments?per_page=100" | jq -rs --arg author "$author" --arg marker "$marker" '
    add // []
    | map(select(.user.login == $author and (.user.type == "Bot" or ($author | endswith("[bot]") | not))))
    | map(select(.body | startswith($marker)))
    | sort_by(.id) | first | .id // empty') || return 1
  if [ -n "$id" ]; then
    jq -n --rawfile body "$body" '{ $body }' | gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --input - >/dev/null
  else
    jq -n --rawfile body "$body" '{ $body }' | gh api --method POST "$comments" --input - >/dev/null
  fi
}
if ! post; then
  if from_fork; then
    echo "::notice title=leasehold::This pull request comes from a fork, where the token may not comment. The review is in the summary of the run."
  else
    fail "The comment cannot be written: the job needs pull-requests: write, and comment-author the token's login."
  fi
fi
