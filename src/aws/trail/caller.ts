import type { AwsBinding, AwsTarget } from "../../estate/types";
import { parseArn } from "../emit/arn";
import type { AwsCall, AwsCaller } from "./call";

/** Whether the caller is the one whom a binding names; `untold` where the record does not say enough. */
export type Sameness = "same" | "another" | "untold";

/** How people know a caller; only names, never a key. */
export function callerName({
  type,
  arn,
  userName,
  identityProvider,
  account,
  invokedBy,
  principalId,
}: AwsCaller): string {
  if (arn !== undefined) return arn;
  if (type === "WebIdentityUser" || type === "SAMLUser") {
    const who = userName ?? principalId?.split(":").at(-1) ?? "somebody";
    return identityProvider === undefined || type === "SAMLUser" ? who : `${who} of ${issuerName(identityProvider)}`;
  }
  if (type === "AWSService") return invokedBy ?? "a service of AWS";
  if (account !== undefined) return `somebody of account ${account}`;
  return "a caller whom the trail does not name";
}

/**
 * Holds who asked for a lease's role against the binding of the lease's identity.
 *
 * Source: AWS CloudTrail User Guide, "CloudTrail userIdentity element"; IAM User Guide, "Logging IAM and AWS STS API calls
 * with CloudTrail".
 */
export function sameCaller(binding: AwsBinding, target: AwsTarget, call: AwsCall): Sameness {
  const { caller } = call;
  if (caller.type === "" || caller.type === "Unknown")
    return binding.kind === "rolesAnywhere" ? anywhere(binding, call) : "untold";
  // The record in the role's own account names nobody of another account but by an id that means nothing there.
  if (caller.type === "AWSAccount" || caller.type === "AWSAccountPrincipal")
    return fromElsewhere(binding, target, caller);
  switch (binding.kind) {
    case "user":
      return told(
        caller.type === "IAMUser" ? caller.arn : caller.type === "FederatedUser" ? caller.issuer : "",
        binding.arn,
      );
    case "role":
      if (caller.type !== "AssumedRole") return "another";
      return caller.issuer === undefined ? ofSession(caller, binding.arn) : told(caller.issuer, binding.arn);
    case "identityCenter":
      return caller.type === "AssumedRole" ? identityCenter(binding, target, caller) : "another";
    case "saml": {
      if (caller.type !== "SAMLUser") return "another";
      const provider = call.through?.samlProvider;
      if (provider !== undefined && provider !== binding.provider) return "another";
      if (caller.userName !== undefined) return told(caller.userName, binding.subject);
      if (caller.principalId === undefined) return "untold";
      return caller.principalId.endsWith(`:${binding.subject}`) ? "same" : "another";
    }
    case "oidc":
      return caller.type === "WebIdentityUser" ? webIdentity(binding, caller) : "another";
    case "rolesAnywhere":
      return anywhere(binding, call);
  }
}

/** Holds what a session of a lease's role tells of how it began against the binding. */
export function sameSession(binding: AwsBinding, { federatedProvider }: AwsCaller): Sameness {
  if (federatedProvider === undefined) return "untold";
  if (binding.kind === "saml") return federatedProvider === binding.provider ? "untold" : "another";
  if (binding.kind !== "oidc") return "another";
  return issuerName(federatedProvider) === binding.issuer ? "untold" : "another";
}

function told(found: string | undefined, expected: string): Sameness {
  if (found === undefined) return "untold";
  return found === expected ? "same" : "another";
}

/** `arn:aws:sts::111122223333:assumed-role/NAME/SESSION`; the role's path is not in it. */
export function assumedRole(arn: string | undefined): { account: string; role: string; session: string } | undefined {
  const parsed = arn === undefined ? undefined : parseArn(arn);
  if (parsed?.service !== "sts") return undefined;
  const match = /^assumed-role\/([^/]+)\/(.+)$/.exec(parsed.resource);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { account: parsed.account, role: match[1], session: match[2] };
}

function ofSession(caller: AwsCaller, role: string): Sameness {
  const session = assumedRole(caller.arn);
  const expected = parseArn(role);
  if (!session || !expected) return "untold";
  return session.account === expected.account && expected.resource.endsWith(`/${session.role}`) ? "same" : "another";
}

function identityCenter(
  binding: Extract<AwsBinding, { kind: "identityCenter" }>,
  target: AwsTarget,
  caller: AwsCaller,
): Sameness {
  const session = assumedRole(caller.arn);
  if (!session) return "untold";
  const head = `AWSReservedSSO_${binding.permissionSet}_`;
  const reserved = session.role.startsWith(head) && /^[0-9A-Za-z]+$/.test(session.role.slice(head.length));
  const issued = caller.issuer === undefined || caller.issuer.includes(":role/aws-reserved/sso.amazonaws.com/");
  if (!reserved || !issued || session.account !== (binding.account ?? target.account)) return "another";
  if (session.session !== binding.userName) return "another";
  const known = binding.userId !== undefined && caller.onBehalfOf !== undefined;
  return known && binding.userId !== caller.onBehalfOf ? "another" : "same";
}

function webIdentity(binding: Extract<AwsBinding, { kind: "oidc" }>, caller: AwsCaller): Sameness {
  const { identityProvider, userName, principalId } = caller;
  if (identityProvider !== undefined && issuerName(identityProvider) !== binding.issuer) return "another";
  if (userName !== undefined && userName !== binding.subject) return "another";
  if (principalId !== undefined) {
    return principalId.endsWith(`${binding.issuer}:${binding.audience}:${binding.subject}`) ? "same" : "another";
  }
  return identityProvider !== undefined && userName !== undefined ? "same" : "untold";
}

/** Host and path of an issuer, of which the trail writes the provider's ARN, a URL or the bare name. */
function issuerName(provider: string): string {
  return provider
    .replace(/^arn:[^:]*:iam::\d*:oidc-provider\//, "")
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "");
}

function anywhere(
  binding: Extract<AwsBinding, { kind: "rolesAnywhere" }>,
  { caller, service, through }: AwsCall,
): Sameness {
  const direct = service === "rolesanywhere.amazonaws.com";
  if (
    !direct &&
    caller.type !== "" &&
    caller.type !== "Unknown" &&
    caller.invokedBy !== "rolesanywhere.amazonaws.com"
  ) {
    return "another";
  }
  if (through?.trustAnchor !== undefined && through.trustAnchor !== binding.trustAnchor) return "another";
  return through?.spiffe === undefined ? "untold" : told(through.spiffe, binding.spiffe);
}

function fromElsewhere(binding: AwsBinding, target: AwsTarget, { account }: AwsCaller): Sameness {
  const expected =
    binding.kind === "user" || binding.kind === "role"
      ? parseArn(binding.arn)?.account
      : binding.kind === "identityCenter"
        ? (binding.account ?? target.account)
        : undefined;
  if (expected === undefined) return "another";
  return account === undefined || account === expected ? "untold" : "another";
}
