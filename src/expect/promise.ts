import { emitAws } from "../aws/emit/emit";
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

/** All that should stand in one target, as a reader of the cloud would find it. */
export interface TargetPromise {
  readonly target: Target;
  /** As `Scope.container`. */
  readonly container: string;
  readonly leases: readonly Lease[];
  readonly roles: readonly PromisedRole[];
  readonly policies: readonly PromisedPolicy[];
  readonly bindings: readonly PromisedBinding[];
}

/**
 * What the targets of an estate promise. They are compiled as `synth` would and read as what is found is, so that both are compared
 * like with like.
 *
 * @throws Error when the estate is not what `check` lets pass
 */
export function promisesOf(estate: Estate): readonly TargetPromise[] {
  return lower(estate).map((target) => promiseOf(estate, target));
}

function promiseOf(estate: Estate, leases: TargetLeases): TargetPromise {
  const { target } = leases;
  const common = { target, container: containerOf(target), leases: leases.leases };
  if (target.cloud.kind === "aws") {
    const { resources } = emitAws(leases, estate);
    const { roles, policies } = shapesOf(settledLandscape(target, resources));
    const byGrant = new Map(leases.leases.map((lease) => [lease.grant.name, lease]));
    return {
      ...common,
      roles: [...roles.values()].flatMap((shape) => {
        const lease = byGrant.get(shape.instance.name);
        return lease === undefined ? [] : [{ lease, shape }];
      }),
      policies: [...policies.values()].map((shape) => {
        const { [`${estate.policy.prefix}:grant`]: grant, [`${estate.policy.prefix}:role`]: role } = shape.tags ?? {};
        return { role: role ?? shape.instance.name, ...(grant === undefined ? {} : { grant }), shape };
      }),
      bindings: [],
    };
  }
  const { resources } = emitGcp(leases, estate);
  const byGrant = new Map(leases.leases.map((lease) => [lease.grant.name, lease]));
  return {
    ...common,
    roles: [],
    policies: [],
    bindings: bindingShapes(settledLandscape(target, resources)).flatMap((binding) => {
      // A declared name holds no "_": what stands before the first one is the grant's.
      const lease = byGrant.get(binding.instance.name.split("_", 1)[0] ?? "");
      return lease === undefined ? [] : [{ lease, binding }];
    }),
  };
}
