import type { Estate, Identity } from "../estate/types";
import { type Planned, refused } from "./refused";

/** By what somebody who asks may be known; `from` says where it was read. */
export type Clue =
  | { readonly kind: "email"; readonly value: string; readonly from: string }
  | { readonly kind: "account"; readonly service: "github" | "gitlab"; readonly id: number; readonly from: string };

/** An identity, and how it came to be known. */
export interface WhoAsks {
  readonly identity: string;
  /** `git's user.email, dana@acme.example`. */
  readonly by: string;
}

const services = { github: "GitHub", gitlab: "GitLab" } as const;

/**
 * Finds the one identity that all clues lead to: an e-mail address by what identities declare, or by the id that a hosting
 * service puts into its private addresses; an account by its numeric id, since logins are reassigned.
 */
export function whoAsks(estate: Estate, clues: readonly Clue[]): Planned<WhoAsks> {
  if (clues.length === 0) {
    return refused("identity-unknown", "Who asks is not known: neither git nor the CI says it.", giveAs);
  }
  const said = clues.map(textOf);
  const found = new Set<Identity>();
  for (const clue of clues) for (const identity of matching(estate, clue)) found.add(identity);
  const [identity, other] = [...found];
  if (!identity) {
    return refused("identity-unknown", `No identity of the estate has ${said.join(" or ")}.`, mendOf(clues));
  }
  if (other) {
    const names = [...found].map(({ name }) => name).join(", ");
    return refused("identity-ambiguous", `Who asks is not clear: ${said.join(" and ")} lead to ${names}.`, giveAs);
  }
  return { identity: identity.name, by: said.join(" and ") };
}

const giveAs = "Name the identity: --as IDENTITY";

function mendOf(clues: readonly Clue[]): string {
  const isOld = clues.some((clue) => clue.kind === "email" && /^[^+]+@users\.noreply\.github\.com$/i.test(clue.value));
  return isOld ? `That address holds no id by which anybody is known. ${giveAs}` : giveAs;
}

function textOf(clue: Clue): string {
  return clue.kind === "email"
    ? `${clue.from}, ${clue.value}`
    : `the ${services[clue.service]} user id ${clue.id} (${clue.from})`;
}

function matching(estate: Estate, clue: Clue): readonly Identity[] {
  const all = [...estate.identities.values()];
  if (clue.kind === "account") return all.filter((identity) => identity[clue.service]?.id === clue.id);
  const address = clue.value.toLowerCase();
  const account = privateAddress(address);
  return all.filter(
    (identity) =>
      identity.email?.toLowerCase() === address ||
      (account !== undefined && identity[account.service]?.id === account.id),
  );
}

/** The account behind an address by which a hosting service keeps the real one private. */
function privateAddress(address: string): { readonly service: "github" | "gitlab"; readonly id: number } | undefined {
  const github = /^(\d{1,15})\+[^@]+@users\.noreply\.github\.com$/.exec(address)?.[1];
  if (github !== undefined) return { service: "github", id: Number(github) };
  const gitlab = /^(\d{1,15})-[^@]+@users\.noreply\.gitlab\.com$/.exec(address)?.[1];
  return gitlab === undefined ? undefined : { service: "gitlab", id: Number(gitlab) };
}
