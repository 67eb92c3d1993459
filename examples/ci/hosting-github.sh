#!/usr/bin/env bash
# Keeps what GitHub answers about a branch and the environments of its repository, for `leasehold check --hosting`:
#   hosting-github.sh acme/infrastructure main production > hosting.json
# It needs gh and jq, and a token that may read the repository's administration. An answer that was refused is kept as such.
set -euo pipefail
repository=${1:?which repository, such as acme/infrastructure}
branch=${2:?which branch, such as main}
# The environments from which is applied; all of them if none is named.
shift 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# keep NAME PATH: what GitHub answered, also where it refused.
keep() {
  gh api "repos/$repository$2" >"$work/$1" 2>/dev/null || true
  jq -e . "$work/$1" >/dev/null 2>&1 || echo null >"$work/$1"
}
# keep_all NAME PATH: all pages of a list.
keep_all() {
  gh api --paginate "repos/$repository$2" 2>/dev/null | jq -s 'if all(type == "array") then add // [] else first end' >"$work/$1" || echo null >"$work/$1"
}
escaped() {
  jq -rn --arg name "$1" '$name | @uri'
}

keep repository ""
keep protection "/branches/$(escaped "$branch")/protection"
keep_all rules "/rules/branches/$(escaped "$branch")?per_page=100"
keep environments "/environments?per_page=100"

# Who may bypass a ruleset stands in the ruleset alone.
echo '[]' >"$work/rulesets"
for id in $(jq -r 'if type == "array" then map(.ruleset_id) | unique | .[] else empty end' "$work/rules"); do
  keep ruleset "/rulesets/$id"
  jq --slurpfile one "$work/ruleset" '. + ($one | map(select(.id)))' "$work/rulesets" >"$work/more"
  mv "$work/more" "$work/rulesets"
done

if [ "$#" -gt 0 ]; then
  jq 'if .environments then .environments |= map(select(.name as $name | $ARGS.positional | index($name))) | .total_count = ($ARGS.positional | length) else . end' \
    "$work/environments" --args "$@" >"$work/named"
  mv "$work/named" "$work/environments"
fi
echo '{}' >"$work/policies"
jq -r '.environments // [] | .[] | select(.deployment_branch_policy.custom_branch_policies) | .name' "$work/environments" |
  while IFS= read -r name; do
    keep policy "/environments/$(escaped "$name")/deployment-branch-policies?per_page=100"
    jq --arg name "$name" --slurpfile one "$work/policy" '. + { ($name): $one[0] }' "$work/policies" >"$work/more"
    mv "$work/more" "$work/policies"
  done

jq -n --arg branch "$branch" --slurpfile repository "$work/repository" --slurpfile protection "$work/protection" \
  --slurpfile rules "$work/rules" --slurpfile rulesets "$work/rulesets" --slurpfile environments "$work/environments" \
  --slurpfile policies "$work/policies" \
  '{ service: "github", $branch, repository: $repository[0], protection: $protection[0], rules: $rules[0], rulesets: $rulesets[0],
     environments: $environments[0], deployment_branch_policies: $policies[0] }'
