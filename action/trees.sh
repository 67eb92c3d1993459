#!/usr/bin/env bash
# Fetches the base branch as it is now, and what it would be with the pull request merged, as plain files.
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=action/common.sh
source "$here/common.sh"

base=$(event .pull_request.base.ref) || fail "The event names no base branch."
git check-ref-format "refs/heads/$base" || fail "The event names no base branch."

export GIT_DIR="$work/repository/.git" GIT_TERMINAL_PROMPT=0 GIT_LFS_SKIP_SMUDGE=1
git init --quiet "$work/repository"
# Files as they are kept: no filter, no conversion and no link that leads elsewhere, whatever .gitattributes says.
mkdir -p "$GIT_DIR/info"
echo '* -text !eol !ident !filter !working-tree-encoding !merge' >"$GIT_DIR/info/attributes"
git config core.symlinks false
git config core.hooksPath /dev/null
git config submodule.recurse false
git remote add origin "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"
if [ -n "${GH_TOKEN:-}" ]; then
  # In the environment, where no other process reads it, and in no file.
  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$GITHUB_SERVER_URL/.extraheader"
  GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$GH_TOKEN" | base64 -w0)"
  export GIT_CONFIG_VALUE_0
fi
git fetch --quiet --no-tags --no-recurse-submodules --filter=blob:none origin \
  "+refs/heads/$base:refs/leasehold/base" "+refs/pull/$number/head:refs/leasehold/head" ||
  fail "The branches of the pull request cannot be fetched."
[ "$(git rev-parse refs/leasehold/head)" = "$head" ] ||
  fail "Something was pushed since this run began; the run of that push judges it."

# The rules that decide are those of the base as it is now, and the change is what a merge would make of it.
merged=$(git merge-tree --write-tree --no-messages refs/leasehold/base refs/leasehold/head | head -n 1) ||
  fail "It conflicts with the base branch: merge that into it first."

# files TREE DIRECTORY
files() {
  mkdir -p "$2"
  GIT_INDEX_FILE="$work/$(basename "$2").index" git --work-tree="$2" read-tree --reset -u "$1"
}
files refs/leasehold/base "$work/base"
files "$merged" "$work/head"
# What is judged has a name, as it would have on the base branch: the tree, whatever commit holds it.
commit=$(git -c user.name=leasehold -c user.email=leasehold@localhost commit-tree "$merged" -p refs/leasehold/base -p refs/leasehold/head -m merged)
git update-ref --no-deref HEAD "$commit"
printf 'gitdir: %s\n' "$GIT_DIR" >"$work/head/.git"
# A base without an estate has no rules, and nothing is approved by them.
[ -d "$work/base/$estate" ] || { [ ! -e "$work/base/$estate" ] && mkdir -p "$work/base/$estate"; } ||
  fail "What the base branch calls the estate is no directory."
