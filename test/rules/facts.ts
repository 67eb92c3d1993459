import type { Bound } from "../../src/facts/bound";
import type {
  AccessFact,
  CredentialFact,
  EntitlementFact,
  GuardrailFact,
  OwnershipFact,
  TrustFact,
} from "../../src/facts/fact";
import type { Principal, PrincipalKind } from "../../src/facts/principal";
import type { Provenance } from "../../src/facts/provenance";
import { at } from "../helpers/estate";

/** Hand-made facts with nothing of note in them but what a case says. */

export function principal(kind: PrincipalKind = "person", name = `aws_iam_role.${kind}`): Principal {
  return { kind, name, key: `key of ${name}` };
}

export function from(address = "aws_iam_role_policy.deploy", parts: Partial<Provenance> = {}): Provenance {
  return { address, addresses: [address], type: address.split(".")[0] ?? "", change: "create", ...parts };
}

export const standing: Bound = { kind: "standing", because: "no condition ends it" };
export const doubtful: Bound = { kind: "indeterminate", because: "the policy is not known before apply" };
export const eligible: Bound = { kind: "eligible", maximum: 3600, because: "it must be activated" };

/** A lease from one RFC 3339 time (or none) until another. */
export function leased(until: string, start?: string): Bound {
  const begins = start === undefined ? {} : { from: at(start) };
  return { kind: "leased", ...begins, until: at(until), because: `its condition ends at ${until}` };
}

export function access(parts: Partial<AccessFact> = {}): AccessFact {
  return {
    kind: "access",
    principal: principal(),
    privilege: "administrative",
    because: ["*"],
    permissions: [{ actions: ["*"], except: false, resources: ["*"] }],
    scope: { cloud: "aws", container: "111122223333", text: "account 111122223333" },
    bound: standing,
    from: from(),
    ...parts,
  };
}

export function trust(parts: Partial<TrustFact> = {}): TrustFact {
  return {
    kind: "trust",
    principal: principal("ci", "repo:acme/orders"),
    becomes: principal("ci", "aws_iam_role.deploy"),
    bound: standing,
    from: from("aws_iam_role.deploy"),
    ...parts,
  };
}

export function credential(parts: Partial<CredentialFact> = {}): CredentialFact {
  return {
    kind: "credential",
    principal: principal("person", "aws_iam_user.ci"),
    credential: "an access key",
    active: true,
    from: from("aws_iam_access_key.ci"),
    ...parts,
  };
}

export function guardrail(parts: Partial<GuardrailFact> = {}): GuardrailFact {
  return {
    kind: "guardrail",
    guardrail: "organization-policy",
    protects: "ou-1234",
    content: "denies leaving",
    from: from("aws_organizations_policy_attachment.no_leaving"),
    ...parts,
  };
}

export function ownership(tags: Readonly<Record<string, string>>, parts: Partial<OwnershipFact> = {}): OwnershipFact {
  return { kind: "ownership", tags, partial: false, from: from("aws_iam_role.deploy"), ...parts };
}

export function entitlement(parts: Partial<EntitlementFact> = {}): EntitlementFact {
  return {
    kind: "entitlement",
    name: "projects/acme-prod/entitlements/admin",
    eligible: ["user:dana@acme.example"],
    privilege: "administrative",
    scope: { cloud: "gcp", container: "acme-prod", text: "projects/acme-prod" },
    maximum: 3600,
    approval: [{ count: 1, approvers: ["group:leads@acme.example"] }],
    bound: eligible,
    from: from("google_privileged_access_manager_entitlement.admin"),
    ...parts,
  };
}
