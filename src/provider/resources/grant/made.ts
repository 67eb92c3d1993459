import type { Grant } from "../../../estate/types";
import type { Configured } from "../../configured";
import type { Told } from "../../protocol/provider";
import type { Values } from "../../protocol/value";
import { toldAt } from "../../told-of";

/** By configuration: the leases that this process has made or changed, by name. */
const made = new WeakMap<Configured, Map<string, Grant>>();

function madeBy(configured: Configured): Map<string, Grant> {
  const known = made.get(configured) ?? new Map<string, Grant>();
  made.set(configured, known);
  return known;
}

/** Notes a lease that this process has made or changed. */
export function remember(configured: Configured, grant: Grant): void {
  madeBy(configured).set(grant.name, grant);
}

/** Takes note that a lease is there no longer. */
export function forget(configured: Configured, { name }: Values): void {
  if (typeof name === "string") madeBy(configured).delete(name);
}

/** The leases of the same role to the same identity that this process has made. */
export function madeBeside(configured: Configured, { name, role, identity }: Grant): readonly Grant[] {
  return [...madeBy(configured).values()].filter(
    (other) => other.name !== name && other.role === role && other.identity === identity,
  );
}

/** What is told of a name that another lease of this process has; nothing where it is free. */
export function nameMadeTwice(configured: Configured, { name }: Grant): readonly Told[] {
  if (!madeBy(configured).has(name)) return [];
  const told = toldAt(
    { summary: "The name is taken", path: ["name"] },
    `Another leasehold_grant of this configuration is named "${name}".`,
    "Give each of them its own `name`.",
    undefined,
  );
  return [told];
}
