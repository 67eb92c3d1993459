import type { Locate } from "../diagnostics/report";
import type { Seconds } from "../time/duration";
import type { Instant } from "../time/instant";
import type { RecurringHours } from "../time/recurring";

/** How much harm a role could do; sets the ceiling on its TTL and the floor of its approval. */
export type Sensitivity = "low" | "moderate" | "high" | "critical";

/** What may hold access. A `group` only makes its members eligible. */
export type IdentityKind = "person" | "workload" | "agent" | "group";

/** All that one directory, or one `JitEstate`, declares, with every name linked to what it names. */
export interface Estate {
  readonly name: string;
  readonly policy: Policy;
  readonly teams: ReadonlyMap<string, Team>;
  readonly identities: ReadonlyMap<string, Identity>;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly approvalGroups: ReadonlyMap<string, ApprovalGroup>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly grants: ReadonlyMap<string, Grant>;
  readonly waivers: ReadonlyMap<string, Waiver>;
  readonly breakGlass: ReadonlyMap<string, BreakGlass>;
  /** Finds the place of a value of the declaration. */
  readonly locate: Locate;
}

export interface Policy {
  readonly governance: Team;
  readonly ownerTag?: string;
  /** Default 7 days. */
  readonly maxAdvance: Seconds;
  /** Default 1 hour. */
  readonly cooldown: Seconds;
  /** Default "leasehold". */
  readonly prefix: string;
  /** What the estate says of ceilings; the defaults are `defaultCeilings`. */
  readonly ceilings: Partial<Record<Sensitivity, Seconds>>;
  readonly backend?: Backend;
  readonly audit?: Readonly<Record<string, unknown>>;
}

/** The ceilings on `maxTtl` when the estate sets none: critical 1 h, high 4 h, moderate 12 h, low 7 d. */
export const defaultCeilings: Readonly<Record<Sensitivity, Seconds>> = {
  critical: 3600,
  high: 4 * 3600,
  moderate: 12 * 3600,
  low: 7 * 86400,
};

/** Terraform's own backend block: its type and its settings, `{estate}` and `{target}` not yet filled in. */
export interface Backend {
  readonly type: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Team {
  readonly name: string;
  readonly contact?: string;
  readonly review?: string;
  readonly members: readonly Identity[];
  readonly escalation: readonly Team[];
}

interface IdentityBase {
  readonly name: string;
  readonly email?: string;
  readonly github?: { readonly login: string; readonly id: number };
  readonly gitlab?: { readonly username: string; readonly id: number };
  readonly aws?: AwsBinding;
  readonly gcp?: { readonly member: string };
}

export interface Person extends IdentityBase {
  readonly kind: "person";
}
export interface Workload extends IdentityBase {
  readonly kind: "workload";
  readonly team?: Team;
}
export interface Agent extends IdentityBase {
  readonly kind: "agent";
  readonly sponsor?: Identity;
  readonly team?: Team;
}
export interface Group extends IdentityBase {
  readonly kind: "group";
  readonly members: readonly Identity[];
  /** `external`: who is in it is kept elsewhere, so nobody can be shown not to be. */
  readonly membership: "declared" | "external";
}
export type Identity = Person | Workload | Agent | Group;

/** How AWS knows an identity. */
export type AwsBinding =
  | { readonly kind: "user"; readonly arn: string }
  | {
      readonly kind: "identityCenter";
      readonly permissionSet: string;
      readonly userName: string;
      readonly userId?: string;
      /** The account whose permission set the person uses; default: the target's. */
      readonly account?: string;
    }
  | { readonly kind: "saml"; readonly provider: string; readonly subject: string }
  | { readonly kind: "role"; readonly arn: string; readonly exclusive: boolean }
  | {
      readonly kind: "oidc";
      /** Host and path, without a scheme. */
      readonly issuer: string;
      readonly audience: string;
      readonly subject: string;
      readonly claims: ReadonlyMap<string, string>;
    }
  | { readonly kind: "rolesAnywhere"; readonly spiffe: string; readonly trustAnchor: string };

/** One Allow, as people write it. */
export interface PermissionStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** IAM's condition block: operator, key, values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface Task {
  readonly name: string;
  readonly description?: string;
  readonly agents: readonly Identity[];
  readonly statements: readonly PermissionStatement[];
}

export interface Target {
  readonly name: string;
  readonly environment?: string;
  readonly owner: Team;
  readonly cloud: AwsTarget | GcpTarget;
  readonly backend?: Backend;
}

export type AwsPartition = "aws" | "aws-us-gov" | "aws-cn";

export interface AwsTarget {
  readonly kind: "aws";
  readonly account: string;
  readonly region: string;
  readonly partition: AwsPartition;
  readonly assumeRole?: string;
  readonly externalId?: string;
  readonly permissionsBoundary?: string;
}

export interface GcpTarget {
  readonly kind: "gcp";
  readonly scope: "project" | "folder" | "organization" | "bucket";
  /** The project's id, the folder's or organization's number, or the bucket's name. */
  readonly id: string;
  readonly impersonate?: string;
}

export interface ApprovalGroup {
  readonly name: string;
  readonly team: Team;
  readonly members: readonly Identity[];
}

export interface ApprovalStep {
  readonly group: ApprovalGroup;
  readonly count: number;
}

export interface Approval {
  /** Why no approval is needed. */
  readonly none?: string;
  readonly steps: readonly ApprovalStep[];
  readonly auto?: { readonly for: readonly Identity[]; readonly when: string };
}

/** What becomes of the persistence actions that every guard denies (law 9). */
export type Persistence =
  | { readonly kind: "denied" }
  | { readonly kind: "allow"; readonly actions: readonly string[]; readonly because: string }
  | { readonly kind: "bounded" };

export interface Role {
  readonly name: string;
  readonly description: string;
  readonly owners: { readonly entitlement?: Team; readonly platform?: Team; readonly business?: Team };
  readonly sensitivity: Sensitivity;
  readonly eligible: readonly Identity[];
  readonly maxTtl: Seconds;
  readonly limits: Partial<Record<IdentityKind, Seconds>>;
  readonly approval?: Approval;
  readonly require: {
    readonly ticket?: string;
    /** The least number of characters, after trimming. */
    readonly justification?: number;
    readonly within: readonly RecurringHours[];
    readonly mfa: boolean;
  };
  readonly extensions?: { readonly count: number; readonly upTo: Seconds };
  readonly review?: { readonly every: Seconds; readonly last?: Instant };
  readonly isolation: "per-grant" | "shared";
  readonly persistence: Persistence;
  readonly aws?: {
    readonly targets: readonly Target[];
    readonly statements: readonly PermissionStatement[];
    readonly managedPolicies: readonly string[];
    readonly ownedResourcesOnly: boolean;
  };
  readonly gcp?: {
    readonly targets: readonly Target[];
    readonly roles: readonly string[];
    /** The roles that a holder may grant to others (`modifiedGrantsByRole`). */
    readonly mayGrant?: readonly string[];
    /** The organization or project id whose owner tag a resource must carry. */
    readonly ownedResourcesOnly?: string;
    readonly pam: boolean;
  };
}

export interface Grant {
  readonly name: string;
  readonly role: Role;
  readonly identity: Identity;
  /** Absent while the grant is only requested. */
  readonly start?: Instant;
  readonly ttl: Seconds;
  readonly ticket?: string;
  readonly justification?: string;
  readonly task?: Task;
  /** Fewer targets than the role's. */
  readonly targets?: readonly Target[];
  /** Fewer actions than the role's. */
  readonly actions?: readonly string[];
  readonly extensions: readonly { readonly by: Seconds; readonly at: Instant }[];
  readonly revoked?: Instant;
  readonly completed?: Instant;
  readonly approvals: readonly {
    readonly by: Identity;
    readonly at?: Instant;
    readonly step?: number;
    readonly url?: string;
  }[];
}

export interface Waiver {
  readonly name: string;
  readonly rule: string;
  readonly resource: string;
  readonly owner: Team;
  readonly acceptedBy: Identity;
  readonly reason: string;
  readonly expires: Instant;
}

export interface BreakGlass {
  readonly name: string;
  readonly description: string;
  readonly owners: { readonly entitlement?: Team; readonly platform?: Team; readonly business?: Team };
  readonly target: Target;
  readonly people: readonly Identity[];
  readonly managedPolicies: readonly string[];
  readonly statements: readonly PermissionStatement[];
  readonly roles: readonly string[];
  readonly alarm?: { readonly sns?: string; readonly channel?: string };
  readonly reviewWithin: Seconds;
}
