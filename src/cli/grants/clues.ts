import { spawnSync } from "node:child_process";
import type { Clue } from "../../grants/who-asks";

/** By what the surroundings of this process say who asks: the CI's own account ids, else git's address. */
export function cluesOfSurroundings(directory: string): readonly Clue[] {
  const { env } = process;
  const accounts: Clue[] = [];
  for (const [service, variable] of variables) {
    const id = env[variable];
    if (id !== undefined && /^[1-9]\d{0,15}$/.test(id)) {
      accounts.push({ kind: "account", service, id: Number(id), from: variable });
    }
  }
  if (accounts.length > 0) return accounts;
  const email = gitEmail(directory);
  return email === undefined ? [] : [{ kind: "email", value: email, from: "git's user.email" }];
}

const variables = [
  ["github", "GITHUB_ACTOR_ID"],
  ["gitlab", "GITLAB_USER_ID"],
] as const;

/** The address that git would commit with in a directory; undefined where there is no git, or it knows none. */
function gitEmail(directory: string): string | undefined {
  const { status, stdout } = spawnSync(
    "git",
    ["-C", directory === "" ? "." : directory, "config", "--get", "user.email"],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 10_000,
    },
  );
  const email = status === 0 ? stdout.trim() : "";
  return email === "" ? undefined : email;
}
