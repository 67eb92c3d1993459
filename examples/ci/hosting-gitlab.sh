#!/usr/bin/env bash
# Keeps what GitLab answers about a branch and the environments of its project, for `leasehold check --hosting`:
#   GITLAB_TOKEN=… hosting-gitlab.sh https://gitlab.com 4711 main > hosting.json
# It needs curl and jq, and a token of a maintainer with the scope read_api. An answer that was refused is kept as such.
set -euo pipefail
server=${1:?which server, such as https://gitlab.com}
project=${2:?which project, by its number}
branch=${3:?which branch, such as main}
[[ $project =~ ^[0-9]+$ ]] || { echo "The project is named by its number." >&2; exit 2; }

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'PRIVATE-TOKEN: %s\n' "${GITLAB_TOKEN:?a token}" >"$work/token"
# keep NAME PATH: what GitLab answered, also where it refused.
keep() {
  curl --silent --show-error --header @"$work/token" --output "$work/$1" "$server/api/v4/projects/$project$2" || true
  jq -e . "$work/$1" >/dev/null 2>&1 || echo null >"$work/$1"
}

keep project ""
for name in protected_branches approval_rules protected_environments; do
  # A list that fills its page may go on; it is not known then.
  keep "$name" "/$name?per_page=100"
  jq -e 'type != "array" or length < 100' "$work/$name" >/dev/null || echo null >"$work/$name"
done
keep approvals /approvals

jq -n --arg branch "$branch" --slurpfile project "$work/project" --slurpfile branches "$work/protected_branches" \
  --slurpfile approvals "$work/approvals" --slurpfile rules "$work/approval_rules" --slurpfile environments "$work/protected_environments" \
  '{ service: "gitlab", $branch, project: $project[0], protected_branches: $branches[0], approvals: $approvals[0],
     approval_rules: $rules[0], protected_environments: $environments[0] }'
