import type { Estate, Grant, Identity, Policy, Role, Target, Team } from "../../src/estate/types";

/** Plain parts of an estate, whole but for what a case says. */
export function team(name: string): Team {
  return { name, members: [], escalation: [] };
}

export function awsTarget(name: string): Target {
  return {
    name,
    owner: team("platform"),
    cloud: { kind: "aws", account: "111122223333", region: "eu-central-1", partition: "aws" },
  };
}

export function gcpTarget(name: string, cloud: Partial<Extract<Target["cloud"], { kind: "gcp" }>> = {}): Target {
  return { name, owner: team("platform"), cloud: { kind: "gcp", scope: "project", id: "acme-orders-prod", ...cloud } };
}

export function person(name: string, member = `user:${name}@acme.example`): Identity {
  return { kind: "person", name, gcp: { member } };
}

export function role(name: string, parts: Partial<Role> = {}): Role {
  return {
    name,
    description: "Reading in an incident",
    owners: { entitlement: team("payments") },
    sensitivity: "moderate",
    eligible: [],
    maxTtl: 4 * 3600,
    limits: {},
    require: { within: [], mfa: false },
    isolation: "per-grant",
    persistence: { kind: "denied" },
    ...parts,
  };
}

export function gcpRole(name: string, gcp: Partial<NonNullable<Role["gcp"]>>, parts: Partial<Role> = {}): Role {
  return role(name, { gcp: { targets: [], roles: [], pam: false, ...gcp }, ...parts });
}

export function grant(name: string, of: Role, parts: Partial<Grant> = {}): Grant {
  return {
    name,
    role: of,
    identity: person("dana"),
    start: Date.parse("2026-11-23T09:00:00Z") / 1000,
    ttl: 5400,
    extensions: [],
    approvals: [],
    ...parts,
  };
}

function mapOf<T extends { readonly name: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.name, thing]));
}

export function estate(
  parts: {
    targets?: readonly Target[];
    roles?: readonly Role[];
    grants?: readonly Grant[];
    policy?: Partial<Policy>;
  } = {},
): Estate {
  return {
    name: "acme",
    policy: {
      governance: team("security"),
      maxAdvance: 7 * 86400,
      cooldown: 3600,
      prefix: "leasehold",
      ceilings: {},
      ...parts.policy,
    },
    teams: new Map(),
    identities: new Map(),
    tasks: new Map(),
    targets: mapOf(parts.targets ?? []),
    approvalGroups: new Map(),
    roles: mapOf(parts.roles ?? []),
    grants: mapOf(parts.grants ?? []),
    waivers: new Map(),
    breakGlass: new Map(),
    locate: () => undefined,
  };
}
