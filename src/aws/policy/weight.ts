import { type Privilege, privileges } from "../../facts/privilege";
import { privilegeOfAction } from "../sensitivity/action";
import { controlling, controlsOf, mostReasons, type Weight } from "../sensitivity/statements";
import { ActionSet, holds } from "./action-set";
import { actionsOfService } from "./table";

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

const classes = new Map<string, Uint8Array>();

/** The privilege of each of the service's actions, in the order of the table, as positions in `privileges`. */
function classesOf(service: string): Uint8Array {
  const known = classes.get(service);
  if (known !== undefined) return known;
  const found = Uint8Array.from(actionsOfService(service).values(), ({ action }) =>
    privileges.indexOf(privilegeOfAction(action) ?? "administrative"),
  );
  classes.set(service, found);
  return found;
}

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
  let names: string[] = [];
  for (const [service, part] of actions.byService()) {
    let position = 0;
    let of: Uint8Array | undefined;
    for (const { action } of actionsOfService(service).values()) {
      of ??= classesOf(service);
      const own = of[position] ?? 0;
      if (own <= best && holds(part, position)) {
        if (own < best) names = [];
        best = own;
        names.push(action);
      }
      position++;
    }
  }
  const privilege: Privilege = privileges[best] ?? "read";
  return {
    privilege,
    actions: names.sort().slice(0, mostReasons),
    more: Math.max(0, names.length - mostReasons),
  };
}
