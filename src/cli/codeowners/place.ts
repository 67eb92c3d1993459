import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

// Where GitHub looks, in its order, and where only GitLab does. Sources: GitHub, "About code owners"; GitLab, "Code Owners".
const places = [join(".github", "CODEOWNERS"), "CODEOWNERS", join("docs", "CODEOWNERS"), join(".gitlab", "CODEOWNERS")];

/** The code-owners file of a repository: the one that the hosting service takes, or where a new one goes. */
export function codeOwnersFile(repository: string): string {
  const found = places.find((place) => existsSync(join(repository, place)));
  if (found !== undefined) return join(repository, found);
  const onGitLab = existsSync(join(repository, ".gitlab-ci.yml")) && !existsSync(join(repository, ".github"));
  return join(repository, onGitLab ? ".gitlab" : ".github", "CODEOWNERS");
}

/** The top of the repository that an estate is in or is: where `.git` is, else where the command runs. */
export function repositoryAround(estate: string): string {
  for (let directory = estate; ; directory = dirname(directory)) {
    if (existsSync(join(directory, ".git"))) return directory;
    if (dirname(directory) === directory) break;
  }
  const here = process.cwd();
  const seen = relative(here, estate);
  return seen === ".." || seen.startsWith(`..${sep}`) ? dirname(estate) : here;
}
