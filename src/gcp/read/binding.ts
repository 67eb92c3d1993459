import type { Scope } from "../../facts/fact";
import type { ResourceInstance } from "../../terraform/instance";
import type { Found, FoundList } from "./found";

/** The condition of a binding. */
export type Condition =
  | { readonly kind: "none" }
  | { readonly kind: "expression"; readonly text: string }
  | { readonly kind: "unknown"; readonly said: string };

/** Where a binding holds. */
export interface Place {
  readonly scope: Scope;
  /** The same for the same resource, so that two bindings on it are seen to be. */
  readonly key: string;
  /** The key of the service account on which it is set: its roles let others act as that account. */
  readonly account?: string;
}

/** One role for some members on one resource, before anybody is asked who they are. */
export interface Binding {
  readonly from: ResourceInstance;
  readonly place: Place;
  readonly role: Found;
  readonly members: FoundList;
  readonly condition: Condition;
  readonly authoritative?: "role" | "policy";
  /** Reading of objects, which may be public on purpose. */
  readonly objects?: boolean;
  /** Other resources that take part. */
  readonly others?: readonly string[];
  /** What could not be read for certain. */
  readonly doubts?: readonly string[];
}

export const noCondition: Condition = { kind: "none" };

/** One member or role that is known. */
export function known(text: string): Found {
  return { kind: "text", text };
}

/** A list of which all is known. */
export function complete(...found: readonly Found[]): FoundList {
  return { found, complete: true };
}
