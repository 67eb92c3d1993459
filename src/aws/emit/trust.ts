import type { DeclarationPath } from "../../diagnostics/diagnostic";
import type { Reporter } from "../../diagnostics/report";
import { unresolvedToken } from "../../estate/formats";
import type { AwsBinding, AwsPartition, AwsTarget } from "../../estate/types";
import type { Lease } from "../../lease/types";
import { formatInstant } from "../../time/instant";
import type { Window } from "../../time/window";
import { type Condition, type PolicyDocument, type Principal, policyDocument } from "../policy/document";
import { checkAccount, checkPartition, type Place, parseArn } from "./arn";
import { verbatim } from "./condition";
import { checkOidc } from "./oidc";

/** Who may become a lease role, and by which calls: one principal, pinned by what it cannot choose itself. */
export interface Pin {
  readonly principal: Principal;
  readonly actions: readonly string[];
  readonly condition: Condition;
}

const samlAudience: Readonly<Record<AwsPartition, string>> = {
  aws: "https://signin.aws.amazon.com/saml",
  "aws-us-gov": "https://signin.amazonaws-us-gov.com/saml",
  "aws-cn": "https://signin.amazonaws.cn/saml",
};

/**
 * The pin of a binding in a target's account.
 *
 * Source: IAM User Guide, "AWS global condition context keys", "Available keys for SAML-based federation", "Available
 * keys for AWS OIDC federation"; IAM Roles Anywhere User Guide, "The trust model".
 */
export function pinOf(binding: AwsBinding, target: AwsTarget): Pin {
  const iam = `arn:${target.partition}:iam::`;
  switch (binding.kind) {
    case "user":
    case "role":
      return { principal: { AWS: binding.arn }, actions: ["sts:AssumeRole", "sts:SetSourceIdentity"], condition: {} };
    case "identityCenter": {
      const account = `${iam}${binding.account ?? target.account}`;
      const reserved = `${account}:role/aws-reserved/sso.amazonaws.com/`;
      const name = `AWSReservedSSO_${binding.permissionSet}_*`;
      return {
        principal: { AWS: `${account}:root` },
        actions: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        condition: {
          // Outside us-east-1 the region stands in the path.
          ArnLike: { "aws:PrincipalArn": [`${reserved}${name}`, `${reserved}*/${name}`] },
          StringLike: { "aws:userid": `*:${binding.userName}` },
          ...(binding.userId === undefined
            ? {}
            : { StringEquals: { "identitystore:userId": verbatim(binding.userId) } }),
        },
      };
    }
    case "saml":
      return {
        principal: { Federated: binding.provider },
        actions: ["sts:AssumeRoleWithSAML", "sts:SetSourceIdentity"],
        condition: {
          StringEquals: { "SAML:aud": samlAudience[target.partition], "SAML:sub": verbatim(binding.subject) },
        },
      };
    case "oidc": {
      const pins: Record<string, string> = {
        [`${binding.issuer}:aud`]: verbatim(binding.audience),
        [`${binding.issuer}:sub`]: verbatim(binding.subject),
      };
      for (const [claim, value] of [...binding.claims].sort()) pins[`${binding.issuer}:${claim}`] = verbatim(value);
      return {
        principal: { Federated: `${iam}${target.account}:oidc-provider/${binding.issuer}` },
        actions: ["sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity"],
        condition: { StringEquals: pins },
      };
    }
    case "rolesAnywhere":
      return spiffePin(binding.spiffe, binding.trustAnchor);
  }
}

/** The pin of a workload that IAM Roles Anywhere lets in by the SPIFFE id of its certificate, for which a trust anchor vouches. */
export function spiffePin(spiffe: string, trustAnchor: string) {
  return {
    principal: { Service: "rolesanywhere.amazonaws.com" },
    actions: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    condition: {
      StringEquals: { "aws:PrincipalTag/x509SAN/URI": verbatim(spiffe) },
      ArnEquals: { "aws:SourceArn": trustAnchor },
    },
  } satisfies Pin;
}

/** The trust policy of a lease role: one statement, one principal, from `start` until just before `end`. */
export function trustDocument(pin: Pin, window: Window, mfa: boolean): PolicyDocument {
  return policyDocument([
    {
      Sid: "Lease",
      Effect: "Allow",
      Principal: pin.principal,
      Action: pin.actions,
      Condition: {
        ...pin.condition,
        ...(mfa ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {}),
        DateGreaterThanEquals: { "aws:CurrentTime": formatInstant(window.start) },
        DateLessThan: { "aws:CurrentTime": formatInstant(window.end) },
      },
    },
  ]);
}

const principalName = /^[\w+=,.@/-]+$/;
const sessionName = /^[\w+=,.@-]{2,64}$/;

/** Reports a binding that does not pin one principal, or that AWS would not accept in this target. */
export function checkBinding(reporter: Reporter, place: Place, lease: Lease, binding: AwsBinding): boolean {
  const identity = lease.identity.name;
  const path = ["identities", identity, "aws", binding.kind];
  const unclear = (value: string, expected: string, at: DeclarationPath = path): false => {
    reporter.report("aws-principal-unclear", { identity, value, expected }, at);
    return false;
  };
  let fine = true;
  if (lease.role.require.mfa && binding.kind !== "user") {
    const { grant, role } = lease;
    reporter.report("aws-mfa-impossible", { grant: grant.name, role: role.name, identity, binding: binding.kind }, [
      "roles",
      role.name,
      "require",
      "mfa",
    ]);
    fine = false;
  }
  const inPartition = (what: string, arn: string): boolean =>
    checkPartition(reporter, place, `${what} of identity "${identity}"`, arn, path);
  switch (binding.kind) {
    case "user":
    case "role": {
      // Through constructs, a role that the same app makes; Terraform knows its ARN.
      if (unresolvedToken.test(binding.arn)) return fine;
      const arn = parseArn(binding.arn);
      const name = arn?.resource.startsWith(`${binding.kind}/`) ? arn.resource.slice(binding.kind.length + 1) : "";
      if (arn?.service !== "iam" || !/^\d{12}$/.test(arn.account) || !principalName.test(name)) {
        return unclear(binding.arn, `the whole ARN of one IAM ${binding.kind}, without wildcards`);
      }
      return inPartition(`The ${binding.kind}`, binding.arn) && fine;
    }
    case "identityCenter":
      if (!/^[\w+=,.@-]{1,32}$/.test(binding.permissionSet)) {
        fine = unclear(binding.permissionSet, "the permission set's name: at most 32 letters, digits and `_+=,.@-`");
      }
      if (!sessionName.test(binding.userName)) {
        fine = unclear(binding.userName, "the user name as sessions carry it: 2 to 64 letters, digits and `_+=,.@-`");
      }
      return fine;
    case "saml": {
      const arn = parseArn(binding.provider);
      if (arn?.service !== "iam" || !/^saml-provider\/[\w.-]+$/.test(arn.resource)) {
        return unclear(binding.provider, "the ARN of the SAML provider");
      }
      if (binding.subject === "") fine = unclear(binding.subject, "the subject that assertions name this person by");
      const there = inPartition("The SAML provider", binding.provider);
      return (
        there &&
        checkAccount(reporter, place, `The SAML provider of identity "${identity}"`, binding.provider, path) &&
        fine
      );
    }
    case "oidc":
      return checkOidc(reporter, identity, binding) && fine;
    case "rolesAnywhere": {
      if (unresolvedToken.test(binding.trustAnchor)) return fine;
      const arn = parseArn(binding.trustAnchor);
      const what = `The trust anchor of identity "${identity}"`;
      if (arn?.service !== "rolesanywhere" || !/^trust-anchor\/[\w-]+$/.test(arn.resource)) {
        return unclear(binding.trustAnchor, "the ARN of the trust anchor");
      }
      if (!inPartition("The trust anchor", binding.trustAnchor)) return false;
      if (!checkAccount(reporter, place, what, binding.trustAnchor, path)) return false;
      if (arn.region !== place.aws.region) {
        const { region } = place.aws;
        reporter.report(
          "aws-wrong-region",
          { what, arn: binding.trustAnchor, target: place.target.name, region },
          path,
        );
        return false;
      }
      return fine;
    }
  }
}
