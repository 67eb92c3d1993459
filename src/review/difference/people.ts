import { approversOf, everyoneIn, externalIn } from "../../check/people";
import type { ApprovalGroup, Estate, Identity } from "../../estate/types";
import { listed, namesOf } from "./words";

/** Everyone in a list, groups opened up, by name; a group whose members are kept elsewhere counts as somebody too. */
export function everyone(list: readonly Identity[]): ReadonlyMap<string, Identity> {
  const all = new Map<string, Identity>();
  for (const [name, { identity }] of everyoneIn(list)) all.set(name, identity);
  for (const { group } of externalIn(list)) all.set(group.name, group);
  return all;
}

/** The names of everyone in a list, in order. */
export function namesIn(list: readonly Identity[]): readonly string[] {
  return [...everyone(list).keys()].sort();
}

/** The names of those who may approve, in order; a group whose members are kept elsewhere by its own. */
export function approverNames(group: ApprovalGroup): readonly string[] {
  return [
    ...new Set([...approversOf(group), ...namesOf(externalIn(group.members).map(({ group: outside }) => outside))]),
  ].sort();
}

/** Names as one reads them: of a group whose members are kept elsewhere, everyone in it. */
export function spoken(
  names: readonly string[],
  { base, head }: { readonly base: Estate; readonly head: Estate },
): string {
  return listed(
    names.map((name) => {
      const identity = head.identities.get(name) ?? base.identities.get(name);
      return identity?.kind === "group" ? `everyone in ${name} (kept elsewhere)` : name;
    }),
  );
}
