import { hash } from "node:crypto";
import { conditionFault } from "../../check/auto-condition";
import { targetsOfGrant } from "../../estate/targets";
import type { Estate, Grant, Role } from "../../estate/types";
import { formatDuration, type Seconds } from "../../time/duration";
import { formatInstant, type Instant } from "../../time/instant";
import type { RequirementOutcome } from "../requirement";
import type { Claims, ClaimsOf, KnownClaims } from "./claims";

type Automatic = NonNullable<RequirementOutcome["automatic"]>;

interface Stage {
  readonly base: Estate;
  readonly head: Estate;
  readonly claims?: ClaimsOf | undefined;
}

/** What a request says; what it does not say is absent, so that a condition that asks for it cannot be evaluated. */
interface Asked {
  readonly identity: string;
  readonly kind: string;
  readonly role: string;
  readonly sensitivity: string;
  readonly ttl: Seconds;
  readonly task?: string;
  readonly ticket?: string;
  readonly environment?: string;
  readonly start?: Instant;
  readonly claims?: Claims;
}

/**
 * What a role's `when` at the base says of a grant; undefined where the role has none, or none for this identity. It approves only if it
 * is true: whatever cannot be evaluated (something is not said, an error, no truth value) asks a person, as do persons, critical roles
 * and identities that are not the ones of the base.
 */
export function automatic(name: string, stage: Stage): Automatic | undefined {
  const grant = stage.head.grants.get(name);
  const role = grant && stage.base.roles.get(grant.role.name);
  const auto = role?.approval?.auto;
  if (grant === undefined || role === undefined || auto === undefined) return undefined;
  if (!auto.for.some((identity) => identity.name === grant.identity.name)) return undefined;
  const known = knownClaims(grant, stage);
  const asked = askedOf(grant, role, stage, known);
  const evaluated = { expressionSha256: hash("sha256", auto.when, "hex"), inputs: inputsOf(asked) };
  const because = barOf(grant, role, stage) ?? doubtOf(auto.when, asked, known);
  if (because !== undefined) return { decision: "asks-a-person", because, ...evaluated };
  return { decision: "approved", because: "the role's condition at the base holds", ...evaluated };
}

function barOf({ identity, role: now }: Grant, role: Role, { base }: Stage): string | undefined {
  const kind = base.identities.get(identity.name)?.kind;
  if (role.sensitivity === "critical" || now.sensitivity === "critical") return "a critical role always asks a person";
  if (kind !== identity.kind) return `the identity ${identity.name} is another at the base`;
  if (kind !== "workload" && kind !== "agent") return "only workloads and agents are approved without a person";
  return undefined;
}

function knownClaims({ identity }: Grant, { base, claims }: Stage): KnownClaims {
  const there = base.identities.get(identity.name);
  if (claims === undefined || there === undefined) return { unknown: "no verified token is given" };
  return claims(there);
}

/** The whole length counts, extensions with it; the places are those of the base. */
function askedOf(grant: Grant, role: Role, { base }: Stage, known: KnownClaims): Asked {
  const { identity, task, ticket, start } = grant;
  const targets = targetsOfGrant(grant);
  const environments = new Set(targets.map((target) => base.targets.get(target.name)?.environment));
  const [environment] = environments.size === 1 ? environments : [];
  return {
    identity: identity.name,
    kind: identity.kind,
    role: role.name,
    sensitivity: role.sensitivity,
    ttl: grant.extensions.reduce((sum, { by }) => sum + by, grant.ttl),
    ...(task ? { task: task.name } : {}),
    ...(ticket === undefined ? {} : { ticket }),
    ...(environment === undefined ? {} : { environment }),
    ...(start === undefined ? {} : { start }),
    ...("claims" in known ? { claims: known.claims } : {}),
  };
}

function inputsOf({ ttl, start, ...rest }: Asked): Readonly<Record<string, unknown>> {
  return { ...rest, ttl: formatDuration(ttl), ...(start === undefined ? {} : { start: formatInstant(start) }) };
}

/** Why a condition does not hold for certain; undefined if it does. */
function doubtOf(when: string, { ttl, start, ...rest }: Asked, known: KnownClaims): string | undefined {
  const fault = conditionFault(when);
  if (fault !== undefined) return `the role's condition cannot be evaluated: ${fault.replace(/\.$/, "")}`;
  // Required here, because only leases that are approved by condition need it.
  const cel = require("@marcbachmann/cel-js") as typeof import("@marcbachmann/cel-js");
  try {
    const request = {
      ...rest,
      ttl: cel.evaluate(`duration("${ttl}s")`) as unknown,
      ...(start === undefined ? {} : { start: new Date(start * 1000) }),
    };
    const value: unknown = cel.evaluate(when, { request });
    if (value === true) return undefined;
    return value === false ? "the role's condition does not hold" : "the role's condition is neither true nor false";
  } catch (error) {
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "it failed";
    const unknown = "unknown" in known && /\bclaims\b/.test(when) ? ` (${known.unknown})` : "";
    return `the role's condition cannot be evaluated: ${said.replace(/\.$/, "")}${unknown}`;
  }
}
