#!/usr/bin/env bash
# Uploads what check and gate found as code scanning alerts. Who has no code scanning is told, and loses only that view.
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=action/common.sh
source "$here/common.sh"

for name in check gate; do
  [ -f "$reports/$name.sarif" ] || continue
  # The category is part of the file in this API. The file may be longer than a command line.
  jq --arg id "leasehold-$name-$mark/" '.runs[].automationDetails = { $id }' "$reports/$name.sarif" | gzip -c | base64 -w0 >"$work/$name.sarif.gz"
  jq -n --arg commit "$head" --arg ref "refs/pull/$number/head" --rawfile sarif "$work/$name.sarif.gz" \
    '{ commit_sha: $commit, $ref, $sarif }' |
    gh api --method POST "repos/$GITHUB_REPOSITORY/code-scanning/sarifs" --input - >/dev/null ||
    echo "::notice title=leasehold::Findings of $name were not uploaded: code scanning is off, the job has no security-events: write, or this comes from a fork."
done
