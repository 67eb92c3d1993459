import { z } from "zod";
import type { Account } from "../pull";
import { isBotLogin } from "./account";
import { PullFault } from "./fault";
import { id } from "./shape";

/** Somebody, as GitLab's answers name them. */
export const gitLabUser = z.looseObject({ id, username: z.string().min(1), bot: z.boolean().optional() });

/** An account of GitLab's; unknown where it is gone. */
export function accountOf(user: z.output<typeof gitLabUser> | null | undefined): Account {
  if (!user) return { service: "gitlab", bot: false };
  const bot = user.bot === true || isBotLogin("gitlab", user.username);
  return { service: "gitlab", id: user.id, login: user.username, bot };
}

export function anotherMergeRequest(what: string): PullFault {
  return new PullFault(
    "pull-other",
    `The pull file is not of one merge request: ${what}.`,
    "Fetch the merge request, its approvals and its commits again, all of the same one and at one time.",
  );
}
