#!/usr/bin/env bash
# Ends as the worst of what was judged; what was not judged has not passed.
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=action/common.sh
source "$here/common.sh"

status=$(cat "$work/status" 2>/dev/null || echo 2)
case "$status" in
  0) state=success said="Approved, and nothing stands in the way" ;;
  1) state=failure said="Not approved, or findings" ;;
  *) state=error said="Not judged" ;;
esac
if [ -n "${LEASEHOLD_STATUS_CONTEXT:-}" ]; then
  jq -n --arg state "$state" --arg context "$LEASEHOLD_STATUS_CONTEXT" --arg description "$said" \
    --arg target_url "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" '{ $state, $context, $description, $target_url }' |
    gh api --method POST "repos/$GITHUB_REPOSITORY/statuses/$head" --input - >/dev/null || from_fork ||
    fail "The commit status cannot be set: the job needs statuses: write."
fi
echo "leasehold: $said (status $status)"
exit "$status"
