import type { ResourceInstance } from "../../terraform/instance";
import { givenBy, isSet, ownPolicies, type PolicyGrant, policyGrants } from "./grants";
import { type PoliciesByArn, policiesByArn } from "./policy-by-arn";
import { principalsOf } from "./principals";
import type { Surroundings } from "./stand-in";
import { text } from "./values";

/**
 * What the computed mirrors of roles (`inline_policy`, `managed_policy_arns`) show and nothing else gives. They show
 * what was before the plan (FACTS 4.8), so they count only
 *
 * - where nothing is left to apply, or there is no configuration to tell a mirror from an argument;
 * - of what was put on behind Terraform's back, where nothing in the plan takes it away again: no resource that gave it
 *   is deleted, none manages the role's policies exclusively. What such a policy denies is not relied on.
 */
export function mirroredPolicies(
  given: readonly PolicyGrant[],
  around: Surroundings,
  policies: PoliciesByArn,
): readonly PolicyGrant[] {
  const { landscape } = around;
  const has = givenBy(given);
  const found: PolicyGrant[] = [];
  const behind: PolicyGrant[] = [];
  for (const role of landscape.instances) {
    if (role.type !== "aws_iam_role" || role.mode !== "managed") continue;
    const mirrored = (counts: (name: string) => boolean) =>
      ownPolicies(role, around, policies, (_, name) => !isSet(role, name) && counts(name)).filter(
        ({ policyKey, to }) => !has(to.named, policyKey),
      );
    if (role.configured === undefined || landscape.settled === true) found.push(...mirrored(() => true));
    else if (landscape.behind?.drifted.has(role.address) === true) {
      behind.push(...mirrored((name) => !isUndone(role, name, around)));
    }
  }
  return [...found, ...leftBehind(behind, around)];
}

/** Do the resources that manage a role's policies exclusively take away what they do not list? */
function isUndone(role: ResourceInstance, name: string, { landscape, principals }: Surroundings): boolean {
  const type =
    name === "inline_policy" ? "aws_iam_role_policies_exclusive" : "aws_iam_role_policy_attachments_exclusive";
  return landscape.instances.some(
    (instance) =>
      instance.type === type &&
      (text(instance, "role_name") !== undefined || instance.configured !== undefined) &&
      principals.holders.named("role", instance, "role_name").holders.some((holder) => holder.instance === role),
  );
}

/** Without what some resource gave that the plan deletes. */
function leftBehind(mirrored: readonly PolicyGrant[], { landscape }: Surroundings): readonly PolicyGrant[] {
  if (mirrored.length === 0 || landscape.behind === undefined) return [];
  const { earlier } = landscape.behind;
  const around = { landscape: earlier, principals: principalsOf(earlier) };
  const had = givenBy(policyGrants(around, policiesByArn(around)));
  return mirrored
    .filter(({ policyKey, to }) => !had(to.named, policyKey))
    .map((grant) => ({
      ...grant,
      policy: { ...grant.policy, statements: grant.policy.statements.filter(({ Effect }) => Effect === "Allow") },
    }));
}
