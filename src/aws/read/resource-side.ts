import type { Fact } from "../../facts/fact";
import type { Landscape } from "../../terraform/instance";
import { readBucketAcls } from "./bucket-acls";
import { readCredentials } from "./credentials";
import { readGuardrails } from "./guardrails";
import { readOrganizationGuardrails } from "./organization-guardrails";
import { readOwnership } from "./ownership";
import type { Principals } from "./principals";
import { readProviderSecrets } from "./provider-secrets";
import type { Denies } from "./resource-access";
import { readResourcePolicies } from "./resource-policies";
import { readSharing } from "./sharing";
import { resourceSurroundings } from "./site";
import { readStatementStyle } from "./statement-style";

/** What the identity side has already found out. */
export interface IdentitySide {
  /** Its facts: a user's policy makes the user a static credential, a role's that ends makes it a lease. */
  readonly facts: readonly Fact[];
  /** The Denies of a principal's own policies, which no resource's policy overrules. */
  readonly denies: Denies;
}

const unknownSide: IdentitySide = { facts: [], denies: () => [] };

/**
 * The resource side of access on AWS: the policies that resources hold, statements of them that are resources of their
 * own, shares and access control lists; static credentials; guardrails; ownership.
 */
export function readResourceSide(
  landscape: Landscape,
  principals: Principals,
  identity: IdentitySide = unknownSide,
): Fact[] {
  const around = resourceSurroundings(landscape, principals, identity.denies);
  return [
    ...readResourcePolicies(around),
    ...readStatementStyle(around),
    ...readSharing(around),
    ...readBucketAcls(around),
    ...readCredentials(around, identity.facts),
    ...readProviderSecrets(landscape),
    ...readGuardrails(around, identity.facts),
    ...readOrganizationGuardrails(around),
    ...readOwnership(landscape),
  ];
}
