import type { ApprovalGroup } from "./approval-group";
import { Declared, type DeclaredProps, type Reference } from "./declared";
import type { Construct } from "./framework";
import { Grant, type GrantTermsProps, grantId } from "./grant";
import type { Identity } from "./identity";
import { addressToken } from "./references";
import type { StatementProps } from "./statement";
import type { Target } from "./target";
import type { Team } from "./team";

/** Who answers for a role. */
export interface OwnersProps {
  /**
   * Can change it and explain its purpose: accountable.
   * @default none, which governance refuses
   */
  readonly entitlement?: Reference<Team>;
  /**
   * Runs where it is used.
   * @default the target's owner
   */
  readonly platform?: Reference<Team>;
  /**
   * Answers for the purpose; required when an agent is eligible.
   * @default none
   */
  readonly business?: Reference<Team>;
}

/** One step of an approval. */
export interface ApprovalStepProps {
  /** Who may approve it. */
  readonly group: Reference<ApprovalGroup>;
  /**
   * How many of them must.
   * @default 1
   */
  readonly count?: number;
}

/** What counts as an approval without anybody's. */
export interface AutoApprovalProps {
  /** Workloads and agents only, and not for critical roles. */
  readonly for: readonly Reference<Identity>[];
  /** A CEL expression over `request` that must be true. */
  readonly when: string;
}

/** Who approves a lease. */
export interface ApprovalProps {
  /**
   * Why no approval is needed; only for low and moderate roles.
   * @default an approval is needed
   */
  readonly none?: string;
  /**
   * Who approves, in this order. The requester never counts.
   * @default none
   */
  readonly steps?: readonly ApprovalStepProps[];
  /**
   * When a request counts as approved by itself.
   * @default never
   */
  readonly auto?: AutoApprovalProps;
}

/** Hours that come again every week. The whole lease must lie within them. */
export interface HoursProps {
  /** On these days. */
  readonly days: readonly ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
  /** `07:00` */
  readonly from: string;
  /** `19:00` */
  readonly to: string;
  /** An IANA name, such as `Europe/Berlin`. */
  readonly zone: string;
}

/** What a request must bring along. */
export interface RequireProps {
  /**
   * A regular expression that the ticket must match.
   * @default no ticket is asked for
   */
  readonly ticket?: string;
  /**
   * The least number of characters of the justification, after trimming.
   * @default no justification is asked for
   */
  readonly justification?: number;
  /**
   * The hours within which the whole lease must lie.
   * @default any
   */
  readonly within?: readonly HoursProps[];
  /**
   * Whether the session must come with a second factor; only IAM users can show one.
   * @default false
   */
  readonly mfa?: boolean;
}

/** The tightest maximum for one kind of identity. */
export interface LimitsProps {
  /**
   * For a person: `1h`.
   * @default `maxTtl`
   */
  readonly person?: string;
  /**
   * For a CI job or a service.
   * @default `maxTtl`
   */
  readonly workload?: string;
  /**
   * For an AI agent.
   * @default `maxTtl`
   */
  readonly agent?: string;
}

/** How often, and by how much, a running lease may be made longer; always within `maxTtl`. */
export interface ExtensionsProps {
  /** How often a lease may be extended. */
  readonly count: number;
  /** Per extension: `1h`. */
  readonly upTo: string;
}

/** How often the entitlement is looked at again. */
export interface ReviewProps {
  /** `90d` */
  readonly every: string;
  /**
   * The date of the last one, `2026-10-01`.
   * @default never
   */
  readonly last?: string;
}

/** Persistence actions that the guard lets through, and why. Each is a residual, named in every review. */
export interface PersistenceAllowProps {
  /** The single actions, such as `iam:PassRole`; never on the estate's own roles and policies. */
  readonly allow: readonly string[];
  /** Why the role cannot do without. */
  readonly because: string;
}

/** What the role holds in AWS. */
export interface AwsRoleProps {
  /** The AWS targets in which it can be leased. */
  readonly targets: readonly Reference<Target>[];
  /**
   * What it allows.
   * @default nothing besides `managedPolicies`
   */
  readonly statements?: readonly StatementProps[];
  /**
   * ARNs of managed policies; tokens may stand here, and what such a policy amounts to cannot then be told.
   * @default none
   */
  readonly managedPolicies?: readonly string[];
  /**
   * Allows each action only on resources whose owner tag names the entitlement owner.
   * @default false
   */
  readonly ownedResourcesOnly?: boolean;
}

/** What the role holds in GCP. */
export interface GcpRoleProps {
  /** The GCP targets in which it can be leased. */
  readonly targets: readonly Reference<Target>[];
  /** `roles/cloudsql.viewer`, … */
  readonly roles: readonly string[];
  /**
   * The only roles that a holder may grant to others (`modifiedGrantsByRole`).
   * @default a role that could grant is refused
   */
  readonly mayGrant?: readonly string[];
  /**
   * The organization or project id whose owner tag a resource must carry.
   * @default all resources of the target
   */
  readonly ownedResourcesOnly?: string;
  /**
   * Whether Privileged Access Manager is to hold the entitlement.
   * @default false
   */
  readonly pam?: boolean;
}

/** What is said of a role. */
export interface JitRoleProps extends DeclaredProps {
  /**
   * What it is for.
   * @default not said
   */
  readonly description?: string;
  /**
   * Who answers for it.
   * @default none, which governance refuses
   */
  readonly owners?: OwnersProps;
  /** How much harm it could do: sets the ceiling of `maxTtl` and the floor of the approval. */
  readonly sensitivity: "low" | "moderate" | "high" | "critical";
  /**
   * Who may ask for a lease.
   * @default nobody
   */
  readonly eligible?: readonly Reference<Identity>[];
  /** The longest lease, extensions included: `2h`, `PT2H`. */
  readonly maxTtl: string;
  /**
   * A tighter maximum for one kind of identity.
   * @default `maxTtl` for all
   */
  readonly limits?: LimitsProps;
  /**
   * Who approves a lease.
   * @default none, which governance refuses unless a reason is given by `none`
   */
  readonly approval?: ApprovalProps;
  /**
   * What a request must bring along.
   * @default nothing
   */
  readonly require?: RequireProps;
  /**
   * Whether a running lease may be made longer.
   * @default it may not
   */
  readonly extensions?: ExtensionsProps;
  /**
   * How often the entitlement is looked at again.
   * @default never
   */
  readonly review?: ReviewProps;
  /**
   * `per-grant` makes an IAM role for each grant, `shared` one role with a stable ARN.
   * @default "per-grant"
   */
  readonly isolation?: "per-grant" | "shared";
  /**
   * What becomes of actions by which access could outlive its lease: `bounded` opens those IAM actions that a permissions
   * boundary bounds, a list opens single ones.
   * @default all are denied
   */
  readonly persistence?: "bounded" | PersistenceAllowProps;
  /**
   * What it holds in AWS.
   * @default nothing
   */
  readonly aws?: AwsRoleProps;
  /**
   * What it holds in GCP.
   * @default nothing
   */
  readonly gcp?: GcpRoleProps;
}

/** A role that can be leased: what it allows, where, to whom, for how long at most, approved by whom. */
export class JitRole extends Declared<"roles"> {
  constructor(scope: Construct, id: string, props: JitRoleProps) {
    super(scope, id, "roles", props);
  }

  /**
   * Leases the role to an identity; governance decides at synthesis whether that may be.
   * @param terms when, for how long, and why; `name` is the grant's name and the construct's id
   */
  grant(identity: Reference<Identity>, terms: GrantTermsProps): Grant {
    const id = terms.name ?? grantId(this.declaredName, identity, terms.start);
    return new Grant(this, id, { ...terms, identity });
  }

  /**
   * A token for the ARN of the policy that holds the role's permissions in an AWS target.
   * Synthesis fails if the role has no policy of its own there.
   */
  policyArn(target: Target): string {
    return addressToken(target, `aws_iam_policy.${this.declaredName}`, "arn");
  }
}
