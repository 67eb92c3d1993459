import { Declared, type DeclaredProps, type Reference } from "./declared";
import type { Construct } from "./framework";
import type { Team } from "./team";

/** A person as AWS IAM Identity Center knows them. */
export interface IdentityCenterBinding {
  /** The permission set through which the person comes. */
  readonly permissionSet: string;
  /** The user name; the trust policy names it, so nobody else of the permission set gets in. */
  readonly userName: string;
  /**
   * The user's id in the identity store; pinned besides the name, since a name can be given to another person.
   * @default only the name is pinned
   */
  readonly userId?: string;
  /**
   * The account in which the person uses the permission set.
   * @default the target's
   */
  readonly account?: string;
}

/** A person as a SAML provider in AWS knows them. */
export interface SamlBinding {
  /** ARN of the SAML provider. */
  readonly provider: string;
  /** The subject, as the provider asserts it. */
  readonly subject: string;
}

/** A workload that comes with a token of an OIDC provider in the target's account. */
export interface OidcBinding {
  /** Host and path, without a scheme: `token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** The audience, exactly. */
  readonly audience: string;
  /** The subject, exactly. */
  readonly subject: string;
  /**
   * Further claims that must be equal. A claim that AWS does not read from this issuer is an error.
   * @default none
   */
  readonly claims?: { readonly [claim: string]: string };
}

/** A workload that comes with a SPIFFE certificate through IAM Roles Anywhere. */
export interface RolesAnywhereBinding {
  /** The SPIFFE id in the certificate. */
  readonly spiffe: string;
  /** ARN of the trust anchor. */
  readonly trustAnchor: string;
}

/** How AWS knows an identity: exactly one of these. A person's names one human being. */
export interface AwsIdentityProps {
  /**
   * ARN of an IAM user.
   * @default none
   */
  readonly user?: string;
  /**
   * A user of IAM Identity Center.
   * @default none
   */
  readonly identityCenter?: IdentityCenterBinding;
  /**
   * A subject of a SAML provider.
   * @default none
   */
  readonly saml?: SamlBinding;
  /**
   * ARN of a role that a workload or an agent has; a token may stand here. Of a person only with `exclusive: true`.
   * @default none
   */
  readonly role?: string;
  /**
   * Beside `role`: asserts that one person alone holds it; it is reported, since nothing can check it.
   * @default false
   */
  readonly exclusive?: boolean;
  /**
   * A token of an OIDC provider.
   * @default none
   */
  readonly oidc?: OidcBinding;
  /**
   * A certificate through IAM Roles Anywhere.
   * @default none
   */
  readonly rolesAnywhere?: RolesAnywhereBinding;
}

/** How GCP knows an identity. */
export interface GcpIdentityProps {
  /** The member, as IAM writes it: `user:dana@acme.example`, `serviceAccount:…`, `principal://…`. */
  readonly member: string;
}

/** An account at GitHub. */
export interface GithubAccount {
  readonly login: string;
  /** The account's number, which does not change when the login does. */
  readonly id: number;
}

/** An account at GitLab. */
export interface GitlabAccount {
  readonly username: string;
  /** The account's number, which does not change when the name does. */
  readonly id: number;
}

/** What is said of an identity. */
export interface IdentityProps extends DeclaredProps {
  /** `person`, `workload` (CI job, service), `agent` (an AI agent), or `group`, which only makes its members eligible. */
  readonly kind: "person" | "workload" | "agent" | "group";
  /**
   * The e-mail address; two identities may not share one.
   * @default none
   */
  readonly email?: string;
  /**
   * The account at GitHub: how a reviewer is recognised. An approver without any such account is a warning.
   * @default none
   */
  readonly github?: GithubAccount;
  /**
   * The account at GitLab: how a reviewer is recognised.
   * @default none
   */
  readonly gitlab?: GitlabAccount;
  /**
   * The principal in AWS; without one, no lease in an AWS target can be granted to it.
   * @default none
   */
  readonly aws?: AwsIdentityProps;
  /**
   * The principal in GCP; without one, no lease in a GCP target can be granted to it.
   * @default none
   */
  readonly gcp?: GcpIdentityProps;
  /**
   * Of a workload or an agent: the team that answers for it.
   * @default none
   */
  readonly team?: Reference<Team>;
  /**
   * Of an agent: the person who answers for what it does, and who never approves for it.
   * @default none, which governance refuses for an agent
   */
  readonly sponsor?: Reference<Identity>;
  /**
   * Of a group: who is in it.
   * @default none
   */
  readonly members?: readonly Reference<Identity>[];
  /**
   * Of a group: `external` when who is in it is kept elsewhere, so that nobody can be shown not to be in it.
   * @default "declared"
   */
  readonly membership?: "declared" | "external";
}

/** Something that may hold access. */
export class Identity extends Declared<"identities"> {
  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id, "identities", props);
  }
}
