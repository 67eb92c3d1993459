import type { Instant } from "../../time/instant";

/**
 * How a call ended. `failed`: with an error that says nothing of permission, so that it cannot be told whether it would have been
 * allowed.
 */
export type CallOutcome = "succeeded" | "denied" | "failed";

/** Who called, as far as CloudTrail says (`userIdentity`). Nothing of a credential is kept. */
export interface AwsCaller {
  /** `IAMUser`, `AssumedRole`, `WebIdentityUser`, `SAMLUser`, `AWSAccount`, `AWSService`, `Root`, … */
  readonly type: string;
  readonly arn?: string;
  readonly principalId?: string;
  readonly account?: string;
  readonly userName?: string;
  readonly identityProvider?: string;
  /** The role or user that issued the session. */
  readonly issuer?: string;
  readonly sourceIdentity?: string;
  /** The provider through which the session's role was assumed. */
  readonly federatedProvider?: string;
  /** The Identity Center user behind the call. */
  readonly onBehalfOf?: string;
  readonly invokedBy?: string;
}

/** One call that CloudTrail recorded. */
export interface AwsCall {
  readonly kind: "aws-call";
  /** The same for the same record, wherever it was delivered twice. */
  readonly id?: string;
  /** The same for the records of one call in several accounts. */
  readonly sharedId?: string;
  readonly at: Instant;
  /** `sts.amazonaws.com` */
  readonly service: string;
  /** `AssumeRole` */
  readonly name: string;
  /** The account whose trail it is. */
  readonly account?: string;
  readonly caller: AwsCaller;
  readonly outcome: CallOutcome;
  /** The ARN of the role that is asked for, of calls that ask for one. */
  readonly asksFor?: string;
  /** The source identity that is asked for with it. */
  readonly asksAs?: string;
  /** The SAML provider, the trust anchor or the SPIFFE ID with which it is asked for. */
  readonly through?: { readonly samlProvider?: string; readonly trustAnchor?: string; readonly spiffe?: string };
}

/** Does the call ask for a session of a role? */
export function isAssumption({ service, name }: AwsCall): boolean {
  return (
    (service === "sts.amazonaws.com" && /^AssumeRole(WithSAML|WithWebIdentity)?$/.test(name)) ||
    (service === "rolesanywhere.amazonaws.com" && name === "CreateSession")
  );
}
