import { hash } from "node:crypto";
import { targetsOf } from "../estate/targets";
import type { Estate, Grant, Identity, Role, Target, Task } from "../estate/types";
import { argument } from "../terraform/argument";
import type { Landscape, ResourceInstance } from "../terraform/instance";
import { humanDuration, parseDuration, type Seconds } from "../time/duration";
import { type Instant, parseInstant } from "../time/instant";
import type { Window } from "../time/window";

/** A `leasehold_grant` of a plan or a state, held to an estate. */
export type ResourceGrant =
  /** It declares what the estate lets be. `settled`: its window is known, and not only how long it is. */
  | {
      readonly kind: "declared";
      readonly instance: ResourceInstance;
      readonly grant: Grant;
      /** The name that it has in the cloud, where that is known. */
      readonly called?: string;
      readonly settled: boolean;
    }
  | {
      readonly kind: "refused";
      readonly instance: ResourceInstance;
      readonly rule:
        | "lease-exceeds-maximum"
        | "lease-without-declaration"
        | "undeclared-principal"
        | "agent-without-task-scope";
      readonly because: string;
      /** When it ends, where that is known. */
      readonly end?: Instant;
    }
  /** It cannot be told what it is a lease of. */
  | { readonly kind: "unknown"; readonly instance: ResourceInstance; readonly because: string };

/**
 * The leases that leasehold's own provider makes. A resource of the same type from another provider (`ResourceInstance.own` says which
 * one it is, by the full source address of `required_providers`) is none: it could export anything.
 */
export function ownGrants({ instances }: Landscape): readonly ResourceInstance[] {
  return instances.filter(({ type, mode, own }) => type === "leasehold_grant" && mode === "managed" && own === true);
}

/**
 * Holds a lease to the estate: its role is declared, its identity is eligible, its length within the role's maximum and the limit for
 * that kind of identity; an agent has one of its tasks, and a target is one of the role's.
 *
 * @param now when one begins that is yet to be made
 */
export function resourceGrant(instance: ResourceInstance, estate: Estate, now: Instant): ResourceGrant {
  try {
    return new Reading(instance, estate, now).read();
  } catch (fault) {
    if (fault instanceof Undecided) return fault.outcome;
    throw fault;
  }
}

/** How long a lease is to be, where that is known. */
export function lengthOf(instance: ResourceInstance): Seconds | undefined {
  const ttl = argument(instance, "ttl");
  const parsed = parseDuration(ttl.kind === "known" && typeof ttl.value === "string" ? ttl.value : "");
  return "fault" in parsed ? undefined : parsed.seconds;
}

class Undecided extends Error {
  constructor(readonly outcome: ResourceGrant) {
    super("undecided");
  }
}

class Reading {
  constructor(
    private readonly instance: ResourceInstance,
    private readonly estate: Estate,
    private readonly now: Instant,
  ) {}

  read(): ResourceGrant {
    const { instance } = this;
    const window = this.#window();
    const role = this.#role(window);
    const identity = this.#identity(window);
    if (!isEligible(role, identity.name)) {
      this.#refuse("lease-without-declaration", `${identity.name} is not eligible for role "${role.name}"`, window);
    }
    const ttl = lengthOf(instance) ?? this.#cannotTell("its `ttl` is not known before apply");
    const length = Math.max(ttl, window === undefined ? 0 : window.end - window.start);
    const maximum = maximumOf(role, identity);
    if (length > maximum) {
      const most = `${humanDuration(maximum)} is the most that role "${role.name}" allows ${identity.name}`;
      this.#refuse("lease-exceeds-maximum", `it lasts ${humanDuration(length)}, and ${most}`, window);
    }
    const task = this.#task(identity, window);
    const target = this.#target(role, window);
    const [called, ticket, justification] = [this.#text("name"), this.#text("ticket"), this.#text("justification")];
    const start = window?.start ?? this.#instant("start");
    const grant: Grant = {
      // A declared name holds no "_", so that none is overwritten.
      name: `in_state_${hash("sha256", instance.address, "hex").slice(0, 10)}`,
      role,
      identity,
      start: start ?? this.now,
      ttl: length,
      ...(ticket === undefined ? {} : { ticket }),
      ...(justification === undefined ? {} : { justification }),
      ...(task === undefined ? {} : { task }),
      ...(target === undefined ? {} : { targets: [target] }),
      extensions: [],
      approvals: [],
    };
    const settled = start !== undefined;
    return { kind: "declared", instance, grant, settled, ...(called === undefined ? {} : { called }) };
  }

  /** The window that the provider has fixed; version 0 of its state called the ends otherwise. */
  #window(): Window | undefined {
    const start = this.#instant("starts_at") ?? this.#instant("starts");
    const end = this.#instant("ends_at") ?? this.#instant("ends");
    if (start !== undefined && end !== undefined && start < end) return { start, end };
    if (end !== undefined) this.#cannotTell("its window is none");
    return undefined;
  }

  #role(window: Window | undefined): Role {
    const name = this.#required("role");
    const role = this.estate.roles.get(name);
    return role ?? this.#refuse("lease-without-declaration", `the estate declares no role "${name}"`, window);
  }

  #identity(window: Window | undefined): Identity {
    const name = this.#required("identity");
    const identity = this.estate.identities.get(name);
    return identity ?? this.#refuse("undeclared-principal", `the estate declares no identity "${name}"`, window);
  }

  #task(identity: Identity, window: Window | undefined): Task | undefined {
    const name = this.#optional("task");
    if (name === undefined) {
      if (identity.kind !== "agent") return undefined;
      return this.#refuse("agent-without-task-scope", `agent "${identity.name}" is given no task`, window);
    }
    const task = this.estate.tasks.get(name);
    if (task?.agents.some((agent) => agent.name === identity.name)) return task;
    return this.#refuse("lease-without-declaration", `"${name}" is no task of ${identity.name}`, window);
  }

  #target(role: Role, window: Window | undefined): Target | undefined {
    const name = this.#optional("target");
    const targets = targetsOf(role);
    if (name === undefined) {
      const clouds = targets.map(({ cloud }) => cloud.kind);
      if (new Set(clouds).size < clouds.length)
        this.#cannotTell("it does not say for which of the role's targets it is");
      return undefined;
    }
    const target = targets.find((one) => one.name === name);
    return (
      target ?? this.#refuse("lease-without-declaration", `role "${role.name}" is not in target "${name}"`, window)
    );
  }

  /** An argument that there must be. */
  #required(name: string): string {
    return this.#optional(name) ?? this.#cannotTell(`its \`${name}\` is not in the plan`);
  }

  #optional(name: string): string | undefined {
    const found = argument(this.instance, name);
    if (found.kind === "unknown") return this.#cannotTell(`its \`${name}\` is not known before apply`);
    if (found.kind === "absent" || found.value === "") return undefined;
    return typeof found.value === "string" ? found.value : this.#cannotTell(`its \`${name}\` is no text`);
  }

  /** An attribute as far as it is known. */
  #text(name: string): string | undefined {
    const { values, unknown } = this.instance;
    const marked = typeof unknown === "object" && unknown !== null && (unknown as typeof values)[name] === true;
    const value = values[name];
    return !marked && unknown !== true && typeof value === "string" && value !== "" ? value : undefined;
  }

  #instant(name: string): Instant | undefined {
    const text = this.#text(name);
    if (text === undefined) return undefined;
    const parsed = parseInstant(text);
    return "fault" in parsed ? this.#cannotTell(`its \`${name}\` is no time`) : parsed.instant;
  }

  #refuse(rule: Extract<ResourceGrant, { kind: "refused" }>["rule"], because: string, window?: Window): never {
    const { instance } = this;
    throw new Undecided({ kind: "refused", instance, rule, because, ...(window ? { end: window.end } : {}) });
  }

  #cannotTell(because: string): never {
    throw new Undecided({ kind: "unknown", instance: this.instance, because });
  }
}

function maximumOf({ maxTtl, limits }: Role, { kind }: Identity): Seconds {
  return Math.min(maxTtl, limits[kind] ?? maxTtl);
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
