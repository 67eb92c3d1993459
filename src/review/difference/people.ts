import { approversOf, everyoneIn, externalIn } from "../../check/people";
import type { ApprovalGroup, Identity } from "../../estate/types";
import { namesOf } from "./words";

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
