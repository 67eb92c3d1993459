import { emitAws } from "../aws/emit/emit";
import { readAws } from "../aws/read/read";
import type { Estate, Grant, Identity, Role, Target } from "../estate/types";
import type { AccessFact, Fact, TrustFact } from "../facts/fact";
import { ofKind } from "../facts/fact";
import { emitGcp } from "../gcp/emit/emit";
import { readGcp } from "../gcp/read/read";
import { lower } from "../lease/lower";
import type { Lease, TargetLeases } from "../lease/types";
import { type Json, toJson } from "../terraform/json";
import { landscapeOfSynthesized } from "../terraform/synthesized";
import type { Seconds } from "../time/duration";
import type { Window } from "../time/window";

/** One declared lease, and the access that it promises, in the form in which access is found. */
export interface DeclaredLease {
  readonly grant: Grant;
  readonly role: Role;
  readonly identity: Identity;
  readonly target: Target;
  readonly window: Window;
  /** The role's `maxTtl`, or the tighter limit for this kind of identity. */
  readonly maximum: Seconds;
  readonly access: readonly AccessFact[];
  readonly trust: readonly TrustFact[];
}

/** The AWS account of a target, or the GCP resource: what `Scope.container` holds. */
export function containerOf({ cloud }: Target): string {
  if (cloud.kind === "aws") return cloud.account;
  return cloud.scope === "project" ? cloud.id : `${cloud.scope}s/${cloud.id}`;
}

/**
 * What the leases of an estate's targets come to. They are compiled as `synth` would and read as a plan is, so that what is
 * declared and what is found are compared like with like.
 */
export function declaredLeases(estate: Estate, wanted: (target: Target) => boolean): readonly DeclaredLease[] {
  return lower(estate)
    .filter(({ target }) => wanted(target))
    .flatMap((target) => target.leases.map((lease) => declaredLease(estate, target, lease)));
}

function declaredLease(estate: Estate, target: TargetLeases, lease: Lease): DeclaredLease {
  const { grant, role, identity, window } = lease;
  const facts = factsOf(estate, {
    target: target.target,
    footprints: target.footprints.filter((footprint) => footprint.role === role),
    leases: [lease],
  });
  return {
    grant,
    role,
    identity,
    target: target.target,
    window,
    maximum: Math.min(role.maxTtl, role.limits[identity.kind] ?? role.maxTtl),
    access: ofKind(facts, "access"),
    trust: ofKind(facts, "trust"),
  };
}

function factsOf(estate: Estate, leases: TargetLeases): readonly Fact[] {
  const { cloud } = leases.target;
  const { resources } = cloud.kind === "aws" ? emitAws(leases, estate) : emitGcp(leases, estate);
  const byType: Record<string, Record<string, Json>> = {};
  for (const { type, name, attributes } of resources) {
    const ofType = byType[type] ?? {};
    ofType[name] = toJson(attributes);
    byType[type] = ofType;
  }
  const provider: Json =
    cloud.kind === "aws"
      ? { aws: [{ region: cloud.region, allowed_account_ids: [cloud.account] }] }
      : { google: [cloud.scope === "project" ? { project: cloud.id } : {}] };
  const landscape = landscapeOfSynthesized({ provider, resource: byType });
  return cloud.kind === "aws" ? readAws(landscape) : readGcp(landscape);
}
