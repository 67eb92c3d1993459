import { approversOf } from "../check/people";
import type { Grant } from "../estate/types";

/** One step of an approval, as it stands for one request. */
export interface ApprovalAsked {
  readonly group: string;
  readonly count: number;
  /** Names of those whose approval counts: the group's people without the requester and its sponsor. */
  readonly people: readonly string[];
}

/** Who has to approve a grant. */
export interface WhoApproves {
  /** Why nobody has to. */
  readonly none?: string;
  readonly steps: readonly ApprovalAsked[];
  /** The condition under which no person is asked; only where the identity is one of those that it is for. */
  readonly auto?: string;
  /** Of a critical role, people of different teams. */
  readonly distinctTeams: boolean;
}

/** Who has to approve a grant, by its role: never its identity, nor an agent's sponsor. */
export function whoApproves({ role, identity }: Grant): WhoApproves {
  const { none, steps = [], auto } = role.approval ?? {};
  const sponsor = identity.kind === "agent" ? identity.sponsor?.name : undefined;
  const applies = auto?.for.some(({ name }) => name === identity.name) === true && role.sensitivity !== "critical";
  return {
    ...(none === undefined ? {} : { none }),
    steps: steps.map(({ group, count }) => ({
      group: group.name,
      count,
      people: [...approversOf(group)].filter((name) => name !== identity.name && name !== sponsor).sort(),
    })),
    ...(auto && applies ? { auto: auto.when } : {}),
    distinctTeams: role.sensitivity === "critical" && steps.length > 1,
  };
}
