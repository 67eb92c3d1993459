import { Declared, type DeclaredProps, type IDeclared, type Reference } from "./declared";
import type { Construct } from "./framework";
import type { Identity } from "./identity";
import type { JitRole } from "./jit-role";
import { declarationOf } from "./marks";
import { addressToken } from "./references";
import type { Target } from "./target";
import type { Task } from "./task";

/** A lease made longer. */
export interface ExtensionProps {
  /** By how much: `30m`. */
  readonly by: string;
  /** When that was decided, RFC 3339 with an offset. */
  readonly at: string;
}

/** An approval that was given. */
export interface GivenApprovalProps {
  /** Who approved; it counts only if they may. */
  readonly by: Reference<Identity>;
  /**
   * When, RFC 3339 with an offset.
   * @default not said
   */
  readonly at?: string;
  /**
   * For which step, counted from 1.
   * @default the first that it can meet
   */
  readonly step?: number;
  /**
   * Where it can be seen, such as a pull request.
   * @default not said
   */
  readonly url?: string;
}

/** When, for how long, and why. */
export interface GrantTermsProps extends DeclaredProps {
  /**
   * When the lease begins, RFC 3339 with an offset.
   * @default none: the lease is only requested, and nothing is made for it
   */
  readonly start?: string;
  /** How long it holds: `90m`, `PT1H30M`. */
  readonly ttl: string;
  /**
   * The ticket that it belongs to.
   * @default none
   */
  readonly ticket?: string;
  /**
   * Why it is needed.
   * @default none
   */
  readonly justification?: string;
  /**
   * The one task that it is for; a lease to an agent must have one.
   * @default all that the role allows
   */
  readonly task?: Reference<Task>;
  /**
   * Fewer targets than the role's.
   * @default the role's
   */
  readonly targets?: readonly Reference<Target>[];
  /**
   * Fewer actions than the role's.
   * @default the role's
   */
  readonly actions?: readonly string[];
  /**
   * By how much it was made longer, and when.
   * @default none
   */
  readonly extensions?: readonly ExtensionProps[];
  /**
   * When it was taken back, RFC 3339 with an offset; it ends then.
   * @default it was not
   */
  readonly revoked?: string;
  /**
   * When it was given back, RFC 3339 with an offset; it ends then.
   * @default it was not
   */
  readonly completed?: string;
  /**
   * Who approved.
   * @default nobody
   */
  readonly approvals?: readonly GivenApprovalProps[];
}

/** What is said of a grant. */
export interface GrantProps extends GrantTermsProps {
  /**
   * The role that is leased.
   * @default the role under which the construct stands
   */
  readonly role?: Reference<JitRole>;
  /** Who leases it. */
  readonly identity: Reference<Identity>;
}

/** One activation of one role by one identity: a lease. */
export class Grant extends Declared<"grants"> {
  constructor(scope: Construct, id: string, props: GrantProps) {
    const above = declarationOf(scope);
    const role = props.role ?? (above?.section === "roles" ? above.name : undefined);
    super(scope, id, "grants", props, role === undefined ? {} : { role });
  }

  /**
   * A token for the ARN of the IAM role that the grant becomes in an AWS target.
   * Synthesis fails if the grant has none there (it is only requested, or not for that target).
   */
  roleArn(target: Target): string {
    return addressToken(target, `aws_iam_role.${this.declaredName}`, "arn");
  }

  /** As `roleArn`, for the name of the IAM role. */
  roleName(target: Target): string {
    return addressToken(target, `aws_iam_role.${this.declaredName}`, "name");
  }
}

/** `dana-instance-operator-20261123t090000z`: what a grant is called when nobody named it; it says nothing but the grant. */
export function grantId(role: string, identity: Reference<IDeclared>, start: string | undefined): string {
  const who = typeof identity === "string" ? identity : identity.declaredName;
  const when = start
    ?.toLowerCase()
    .replace(/\+/g, "p")
    .replace(/[^0-9a-z]/g, "");
  return [who, role, ...(when ? [when] : [])].join("-");
}
