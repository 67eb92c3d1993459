import type { Estate } from "../../estate/types";
import { canonicalText } from "../../lease/digest";
import type { Change, Part, Subject } from "../change";
import { canonicalOf, differingFields, type EntryOf } from "./canonical";
import { surelySame } from "./same";

/** The parts of a declaration, in the order in which people read them. */
export const parts: readonly Part[] = [
  "name",
  "policy",
  "targets",
  "waivers",
  "breakGlass",
  "grants",
  "roles",
  "tasks",
  "approvalGroups",
  "identities",
  "teams",
];

/** One entry as two estates declare it, where they do not declare the same. */
export type Pair = { readonly [P in Part]: PairOf<P> }[Part];

interface PairOf<P extends Part> {
  readonly part: P;
  readonly name: string;
  readonly was: EntryOf<P> | undefined;
  readonly is: EntryOf<P> | undefined;
  readonly fields: Change["fields"];
}

/** The entries of a part, by name; the estate's name and its policy have their key as their name. */
export function entriesOf<P extends Part>(estate: Estate, part: P): ReadonlyMap<string, EntryOf<P>>;
export function entriesOf(estate: Estate, part: Part): ReadonlyMap<string, unknown> {
  if (part === "name") return new Map([["name", { name: estate.name }]]);
  return part === "policy" ? new Map([["policy", estate.policy]]) : estate[part];
}

/** All that two estates do not declare alike, part by part and by name. */
export function differingEntries(base: Estate, head: Estate): readonly Pair[] {
  return parts.flatMap((part) => differingIn(part, base, head) as readonly Pair[]);
}

function differingIn<P extends Part>(part: P, base: Estate, head: Estate): readonly PairOf<P>[] {
  const [before, after] = [entriesOf(base, part), entriesOf(head, part)];
  const found: PairOf<P>[] = [];
  for (const [name, was] of before) {
    const pair = pairOf(part, name, was, after.get(name));
    if (pair !== undefined) found.push(pair);
  }
  for (const [name, is] of after) {
    if (before.has(name)) continue;
    found.push({ part, name, was: undefined, is, fields: differingFields(undefined, spelled(part, is)) });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pairOf<P extends Part>(
  part: P,
  name: string,
  was: EntryOf<P>,
  is: EntryOf<P> | undefined,
): PairOf<P> | undefined {
  if (is === undefined) return { part, name, was, is, fields: differingFields(spelled(part, was), undefined) };
  if (surelySame(was, is)) return undefined;
  const [before, after] = [spelled(part, was), spelled(part, is)];
  if (canonicalText(before) === canonicalText(after)) return undefined;
  return { part, name, was, is, fields: differingFields(before, after) };
}

function spelled<P extends Part>(part: P, entry: EntryOf<P>): ReturnType<(typeof canonicalOf)[P]> {
  return canonicalOf[part](entry) as ReturnType<(typeof canonicalOf)[P]>;
}

/** Every entry of an estate. */
export function* subjectsOf(estate: Estate): Iterable<Subject> {
  for (const part of parts) for (const name of entriesOf(estate, part).keys()) yield { part, name };
}
