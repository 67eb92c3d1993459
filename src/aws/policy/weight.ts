import { privileges } from "../../facts/privilege";
import data from "../data/privileges.json";
import { controlling, controlsOf, mostReasons, type Weight } from "../sensitivity/statements";
import { ActionSet, holds, nameAt } from "./action-set";

/** Actions that some statement gives, and on how much. */
export interface Held {
  readonly actions: ActionSet;
  /** On every resource, at least of a service. */
  readonly unlimited: boolean;
  /** Named, not what a `NotAction` leaves. */
  readonly writtenOut: boolean;
  /** `*` on `*`. */
  readonly everything: boolean;
}

/** What actions amount to together; as `weigh`, on sets. */
export function weighHeld(held: readonly Held[], unknown: readonly string[]): Weight {
  if (held.some(({ everything, actions }) => everything && actions.isAll())) {
    return { privilege: "administrative", actions: ["*"], more: 0, unknown };
  }
  const unlimited = held.filter((one) => one.unlimited);
  const controlled = controlling.filter((service) => controls(service, unlimited));
  // In a member account Identity Center obeys nobody: holding it counts as control only where it is written out.
  if (
    controls(
      "sso",
      unlimited.filter((one) => one.writtenOut),
    )
  )
    controlled.push("sso");
  if (controlled.length > 0) {
    return { privilege: "administrative", actions: controlled.map((service) => `${service}:*`), more: 0, unknown };
  }
  return { ...gravest(joined(held)), unknown };
}

function joined(held: readonly Held[]): ActionSet {
  return held.reduce((all, { actions }) => all.union(actions), ActionSet.none);
}

function controls(service: string, unlimited: readonly Held[]): boolean {
  const all = ActionSet.matching(controlsOf(service));
  return !all.isEmpty() && all.within(joined(unlimited));
}

/** By service a digit for each action, in the order of the table: its position in `privileges`. */
const classes: ReadonlyMap<string, string> = new Map(Object.entries(data));

const weights = new WeakMap<ActionSet, Omit<Weight, "unknown">>();

function gravest(actions: ActionSet): Omit<Weight, "unknown"> {
  let found = weights.get(actions);
  if (found === undefined) {
    found = gravestOf(actions);
    weights.set(actions, found);
  }
  return found;
}

function gravestOf(actions: ActionSet): Omit<Weight, "unknown"> {
  let best = privileges.indexOf("read");
  let found: [service: string, position: number][] = [];
  for (const [service, part] of actions.byService()) {
    const digits = classes.get(service) ?? "";
    for (let position = 0; position < digits.length; position++) {
      const own = digits.charCodeAt(position) - zero;
      if (own > best || !holds(part, position)) continue;
      if (own < best) found = [];
      best = own;
      found.push([service, position]);
    }
  }
  const names = found.map(([service, position]) => nameAt(service, position)).sort();
  return {
    privilege: privileges[best] ?? "administrative",
    actions: names.slice(0, mostReasons),
    more: Math.max(0, names.length - mostReasons),
  };
}

const zero = "0".charCodeAt(0);
