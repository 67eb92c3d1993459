import { hash } from "node:crypto";
import type { Estate, Grant, Role } from "../estate/types";
import type { Landscape, ResourceInstance } from "../terraform/instance";
import { parseDuration } from "../time/duration";
import { parseInstant } from "../time/instant";

/**
 * The grants that a state's `leasehold_grant`s declare, of those that the estate lets be: of a role that it declares, to somebody who
 * is eligible for it, for no longer than its maximum. Others declare nothing, and what they made is judged as what it is.
 */
export function grantsInState(landscape: Landscape, estate: Estate): readonly Grant[] {
  return landscape.instances.flatMap((instance) => {
    const grant =
      instance.type === "leasehold_grant" && instance.mode === "managed" ? grantOf(instance, estate) : undefined;
    return grant === undefined ? [] : [grant];
  });
}

function grantOf(instance: ResourceInstance, estate: Estate): Grant | undefined {
  const text = (name: string): string | undefined => {
    const value = instance.values[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const role = estate.roles.get(text("role") ?? "");
  const identity = estate.identities.get(text("identity") ?? "");
  const ttl = parseDuration(text("ttl") ?? "");
  const start = parseInstant(text("start") ?? text("starts") ?? text("starts_at") ?? "");
  if (role === undefined || identity === undefined || "fault" in ttl || "fault" in start) return undefined;
  const maximum = Math.min(role.maxTtl, role.limits[identity.kind] ?? role.maxTtl);
  if (ttl.seconds > maximum || !isEligible(role, identity.name)) return undefined;
  const task = estate.tasks.get(text("task") ?? "");
  const [ticket, justification] = [text("ticket"), text("justification")];
  return {
    // A declared name holds no "_", so that none is overwritten.
    name: `in_state_${hash("sha256", instance.address, "hex").slice(0, 10)}`,
    role,
    identity,
    start: start.instant,
    ttl: ttl.seconds,
    ...(ticket === undefined ? {} : { ticket }),
    ...(justification === undefined ? {} : { justification }),
    ...(task === undefined ? {} : { task }),
    extensions: [],
    approvals: [],
  };
}

function isEligible({ eligible }: Role, name: string): boolean {
  const opened = new Set<string>();
  const waiting = [...eligible];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.name === name) return true;
    if (next.kind !== "group" || opened.has(next.name)) continue;
    opened.add(next.name);
    waiting.push(...next.members);
  }
  return false;
}

/** The estate with further grants. */
export function withGrants(estate: Estate, grants: readonly Grant[]): Estate {
  return { ...estate, grants: new Map([...estate.grants, ...grants.map((grant) => [grant.name, grant] as const)]) };
}
