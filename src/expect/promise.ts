import { emitAws } from "../aws/emit/emit";
import { namingOf } from "../aws/emit/names";
import { type PolicyShape, type RoleShape, shapesOf } from "../aws/read/role-shapes";
import type { Estate, Target } from "../estate/types";
import { emitGcp } from "../gcp/emit/emit";
import { type BindingShape, bindingShapes } from "../gcp/read/binding-shapes";
import { lower } from "../lease/lower";
import type { Lease, TargetLeases } from "../lease/types";
import { containerOf } from "./leases";
import { settledLandscape } from "./settled";

/** An IAM role that a declared lease is, as it should stand. */
export interface PromisedRole {
  readonly lease: Lease;
  /** `shape.instance.address` is its address in the target's root. */
  readonly shape: RoleShape;
}

/** A customer managed policy that an estate keeps: of a role, whether or not anybody holds it, or of one grant. */
export interface PromisedPolicy {
  readonly role: string;
  readonly grant?: string;
  readonly shape: PolicyShape;
}

/** A conditional IAM binding that a declared lease is on Google Cloud. */
export interface PromisedBinding {
  readonly lease: Lease;
  readonly binding: BindingShape;
}

/** Something that should stand in a target, in few words. */
export interface Expected {
  readonly arn: string;
  /** Its address in the target's root. */
  readonly address: string;
  /** Of a lease's role. */
  readonly lease?: Lease;
  /** Of a policy: whose it is. */
  readonly policy?: Pick<PromisedPolicy, "role" | "grant">;
}

/** All that should stand in one target, as a reader of the cloud would find it. */
export interface TargetPromise {
  readonly target: Target;
  /** As `Scope.container`. */
  readonly container: string;
  readonly leases: readonly Lease[];
  /** By ARN. */
  readonly roles: ReadonlyMap<string, PromisedRole>;
  /** By ARN. */
  readonly policies: ReadonlyMap<string, PromisedPolicy>;
  readonly bindings: readonly PromisedBinding[];
  /** The roles and policies in few words. */
  readonly expected: readonly Expected[];
}

/**
 * What the targets of an estate promise. They are compiled as `synth` would and read as what is found is, so that both are compared
 * like with like; those on AWS when they are first asked for.
 *
 * @throws Error when the estate is not what `check` lets pass
 */
export function promisesOf(estate: Estate): readonly TargetPromise[] {
  const kept = new Kept<AwsPromise, Compiled>();
  return lower(estate).map((leases) =>
    leases.target.cloud.kind === "aws" ? new AwsPromise(estate, leases, kept) : gcpPromise(estate, leases),
  );
}

interface Compiled {
  readonly roles: ReadonlyMap<string, PromisedRole>;
  readonly policies: ReadonlyMap<string, PromisedPolicy>;
}

/** Companies have thousands of targets, and look at one after the other: only the last ones are remembered whole. */
class AwsPromise implements TargetPromise {
  readonly target: Target;
  readonly container: string;
  readonly bindings = [];
  #expected: readonly Expected[] | undefined;

  constructor(
    private readonly estate: Estate,
    private readonly declared: TargetLeases,
    private readonly kept: Kept<AwsPromise, Compiled>,
  ) {
    this.target = declared.target;
    this.container = containerOf(declared.target);
  }

  get leases(): readonly Lease[] {
    return this.declared.leases;
  }

  get roles(): ReadonlyMap<string, PromisedRole> {
    return this.#compiled().roles;
  }

  get policies(): ReadonlyMap<string, PromisedPolicy> {
    return this.#compiled().policies;
  }

  get expected(): readonly Expected[] {
    if (this.#expected === undefined) this.#compiled();
    return this.#expected ?? [];
  }

  #compiled(): Compiled {
    return this.kept.get(this, () => {
      const compiled = compile(this.estate, this.declared);
      this.#expected ??= [
        ...[...compiled.roles].map(([arn, { lease, shape }]) => ({ arn, address: shape.instance.address, lease })),
        ...[...compiled.policies].map(([arn, { role, grant, shape }]) => ({
          arn,
          address: shape.instance.address,
          policy: { role, ...(grant === undefined ? {} : { grant }) },
        })),
      ];
      return compiled;
    });
  }
}

function compile(estate: Estate, { target, footprints, leases }: TargetLeases): Compiled {
  const { resources } = emitAws({ target, footprints, leases }, estate);
  const shapes = shapesOf(settledLandscape(target, resources));
  const byGrant = new Map(leases.map((lease) => [lease.grant.name, lease]));
  const { path } = namingOf(estate);
  const roles = new Map<string, PromisedRole>();
  for (const [arn, shape] of shapes.roles) {
    // By its path a role is known to be no one else's before it is read.
    if (!arn.includes(`:role${path}`)) throw new Error(`fault in leasehold: ${arn} stands at no own path`);
    const lease = byGrant.get(shape.instance.name);
    if (lease !== undefined) roles.set(arn, { lease, shape });
  }
  const policies = new Map<string, PromisedPolicy>();
  for (const [arn, shape] of shapes.policies) {
    if (!arn.includes(`:policy${path}`)) throw new Error(`fault in leasehold: ${arn} stands at no own path`);
    const { [`${estate.policy.prefix}:grant`]: grant, [`${estate.policy.prefix}:role`]: role } = shape.tags ?? {};
    policies.set(arn, { role: role ?? shape.instance.name, ...(grant === undefined ? {} : { grant }), shape });
  }
  return { roles, policies };
}

function gcpPromise(estate: Estate, leases: TargetLeases): TargetPromise {
  const { target } = leases;
  const { resources } = emitGcp(leases, estate);
  const byGrant = new Map(leases.leases.map((lease) => [lease.grant.name, lease]));
  return {
    target,
    container: containerOf(target),
    leases: leases.leases,
    roles: new Map(),
    policies: new Map(),
    bindings: bindingShapes(settledLandscape(target, resources)).flatMap((binding) => {
      // A declared name holds no "_": what stands before the first one is the grant's.
      const lease = byGrant.get(binding.instance.name.split("_", 1)[0] ?? "");
      return lease === undefined ? [] : [{ lease, binding }];
    }),
    expected: [],
  };
}

/** As many targets as are remembered whole. */
const mostKept = 16;

/** The values that were asked for last. */
class Kept<K, V> {
  readonly #values = new Map<K, V>();

  get(key: K, make: () => V): V {
    const known = this.#values.get(key);
    const value = known ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > mostKept && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}
