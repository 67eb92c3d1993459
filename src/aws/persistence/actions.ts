import type { Persistence } from "../../estate/types";
import data from "../data/persistence.json";
import { actionsMatching, matchesPattern } from "../policy/actions";
import { lookUpAction } from "../policy/table";
import { persistenceGroups } from "./list";

interface Listed {
  readonly action: string;
  readonly because: string;
}

let sorted: readonly string[] | undefined;
let listed: ReadonlyMap<string, Listed> | undefined;

/** The list as compiled, by lower-case action: so that no run has to work it out from the whole table. */
function list(): ReadonlyMap<string, Listed> {
  if (listed !== undefined) return listed;
  const found = new Map<string, Listed>();
  for (const line of data.actions) {
    const [group = "", service = "", ...names] = line.split(" ");
    const because = persistenceGroups[Number(group)]?.because ?? "";
    for (const name of names) {
      const action = `${service}:${name}`;
      found.set(action.toLowerCase(), { action, because });
    }
  }
  listed = found;
  return found;
}

/** Every persistence action (law 9), `kms:CreateGrant` among them, spelled as AWS spells it, sorted. */
export function persistenceActions(): readonly string[] {
  sorted ??= [...list().values()].map((one) => one.action).sort();
  return sorted;
}

let byService: ReadonlyMap<string, readonly string[]> | undefined;

/** The persistence actions of one service, in the order of `persistenceActions`. */
export function persistenceActionsOf(service: string): readonly string[] {
  if (byService === undefined) {
    const found = new Map<string, string[]>();
    for (const action of persistenceActions()) {
      const own = action.slice(0, action.indexOf(":"));
      const known = found.get(own);
      if (known) known.push(action);
      else found.set(own, [action]);
    }
    byService = found;
  }
  return byService.get(service) ?? [];
}

/** Is the action, whatever its case, a persistence action? */
export function isPersistence(action: string): boolean {
  return list().has(action.toLowerCase());
}

/** Why the action is on the list; `undefined` when it is not. */
export function persistenceReason(action: string): string | undefined {
  return list().get(action.toLowerCase())?.because;
}

/** What a role's actions have in common with the persistence actions. */
export interface PersistenceReached {
  /** Written out: the guard denies what the role says that it wants. */
  readonly named: readonly string[];
  /** Held through a wildcard. */
  readonly throughWildcard: readonly string[];
}

/**
 * The persistence actions that the patterns reach and the guard of a role with this setting denies, by how they are
 * reached; sorted, none in both. An error where named, a note where held through a wildcard.
 */
export function persistenceReached(
  patterns: readonly string[],
  persistence: Persistence = { kind: "denied" },
): PersistenceReached {
  const named = new Set<string>();
  const throughWildcard = new Set<string>();
  for (const pattern of patterns) {
    const wild = /[*?]/.test(pattern);
    for (const action of actionsMatching(pattern)) {
      if (isPersistence(action) && !isOpened(action, persistence)) (wild ? throughWildcard : named).add(action);
    }
  }
  for (const action of named) throughWildcard.delete(action);
  return { named: [...named].sort(), throughWildcard: [...throughWildcard].sort() };
}

/** Does the role's `persistence` setting open the action, wholly or (`bounded`) within the target's boundary? */
export function isOpened(action: string, persistence: Persistence): boolean {
  switch (persistence.kind) {
    case "denied":
      return false;
    case "allow":
      return persistence.actions.some((pattern) => matchesPattern(pattern, action));
    case "bounded":
      return isBoundable(action);
  }
}

/**
 * Can the persistence action be held to a permissions boundary? Not the removal of a boundary, although it supports the
 * key: the key then holds the boundary that is there, so that equality would let the lease take it off.
 */
export function isBoundable(action: string): boolean {
  const entry = lookUpAction(action);
  return (
    entry?.permissionsBoundary === true &&
    isPersistence(action) &&
    !/^iam:Delete.+PermissionsBoundary$/.test(entry.action)
  );
}

/** Does one element of `persistence.allow` open what it should: one persistence action, written out? */
export function allowFault(element: string): "wildcard" | "unknown" | "not-persistence" | undefined {
  if (/[*?]/.test(element)) return "wildcard";
  if (lookUpAction(element) === undefined) return "unknown";
  return isPersistence(element) ? undefined : "not-persistence";
}
