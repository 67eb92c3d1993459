import type { Persistence } from "../../estate/types";
import { actionsMatching, matchesPattern } from "../policy/actions";
import { lookUpAction } from "../policy/table";
import { notPersistence, persistenceGroups } from "./list";

let reasons: ReadonlyMap<string, string> | undefined;

/** The persistence actions with the reason for each, in the order of the list. */
function reasonsByAction(): ReadonlyMap<string, string> {
  if (reasons !== undefined) return reasons;
  const found = new Map<string, string>();
  // A reason that holds in every service explains why a criterion does not bring the action in; it takes nothing out.
  const narrowing = notPersistence.flatMap((group) => group.actions).filter((pattern) => !pattern.startsWith("*:"));
  const leftOut = new Set(narrowing.flatMap(actionsMatching));
  for (const group of persistenceGroups) {
    for (const pattern of group.actions) {
      for (const action of actionsMatching(pattern)) {
        if (found.has(action)) continue;
        // What is left out narrows a whole service (`iam:*`); a pattern that says more has been reviewed as it stands.
        const whole = pattern.endsWith(":*");
        const level = lookUpAction(action)?.level;
        if (whole && leftOut.has(action)) continue;
        if (pattern.includes("*") && (level === "read" || level === "list")) continue;
        found.set(action, group.because);
      }
    }
  }
  reasons = found;
  return found;
}

/** Every persistence action (law 9), `kms:CreateGrant` among them, spelled as AWS spells it, sorted. */
export function persistenceActions(): readonly string[] {
  return [...reasonsByAction().keys()].sort();
}

/** Is the action, whatever its case, a persistence action? */
export function isPersistence(action: string): boolean {
  const entry = lookUpAction(action);
  return entry !== undefined && reasonsByAction().has(entry.action);
}

/** Why the action is on the list; `undefined` when it is not. */
export function persistenceReason(action: string): string | undefined {
  const entry = lookUpAction(action);
  return entry === undefined ? undefined : reasonsByAction().get(entry.action);
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
