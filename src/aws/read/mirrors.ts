import type { ResourceInstance } from "../../terraform/instance";
import { givenBy, isSet, ownPolicies, type PolicyGrant, policyGrants } from "./grants";
import { type PoliciesByArn, policiesByArn } from "./policy-by-arn";
import { principalsOf } from "./principals";
import type { Surroundings } from "./stand-in";
import { text, texts } from "./values";

/**
 * What the computed mirrors of roles (`inline_policy`, `managed_policy_arns`) show and nothing else gives. They show
 * what was before the plan (FACTS 4.8), so they count only
 *
 * - where nothing is left to apply, or there is no configuration to tell a mirror from an argument; of a role whose policies are
 *   managed exclusively only what is listed there, since a state may hold a mirror from before the apply that took a policy away;
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
  const listed = listedMirrors(around);
  for (const role of landscape.instances) {
    if (role.type !== "aws_iam_role" || role.mode !== "managed") continue;
    const mirrored = (counts: (name: string) => boolean) =>
      ownPolicies(role, around, policies, (_, name) => !isSet(role, name) && counts(name)).filter(
        ({ policyKey, to }) => !has(to.named, policyKey),
      );
    if (role.configured === undefined || landscape.settled === true) {
      found.push(...mirrored(() => true).filter(({ policyKey }) => listed(role, policyKey)));
    } else if (landscape.behind?.drifted.has(role.address) === true) {
      behind.push(...mirrored((name) => !isUndone(role, name, around)));
    }
  }
  return [...found, ...leftBehind(behind, around)];
}

const exclusives = {
  aws_iam_role_policies_exclusive: { argument: "policy_names", mark: "inline " },
  aws_iam_role_policy_attachments_exclusive: { argument: "policy_arns", mark: "" },
} as const;

/**
 * Whether what manages a role's policies exclusively lists one, by its `policyKey`; true where nothing does. Of what is there these
 * lists hold what is there, and after an apply what it left.
 */
export function listedMirrors({
  landscape,
  principals,
}: Surroundings): (role: ResourceInstance, key: string) => boolean {
  const lists = new Map<ResourceInstance, { inline?: ReadonlySet<string>; attached?: ReadonlySet<string> }>();
  if (landscape.settled !== true) return () => true;
  for (const instance of landscape.instances) {
    if (instance.mode !== "managed" || !isExclusive(instance.type)) continue;
    const { argument, mark } = exclusives[instance.type];
    const listed = new Set(texts(instance.values[argument]).map((name) => `${mark}${name}`));
    for (const { instance: role } of principals.holders.named("role", instance, "role_name").holders) {
      lists.set(role, { ...lists.get(role), [mark === "" ? "attached" : "inline"]: listed });
    }
  }
  return (role, key) => {
    const list = lists.get(role);
    return (key.startsWith("inline ") ? list?.inline : list?.attached)?.has(key) !== false;
  };
}

function isExclusive(type: string): type is keyof typeof exclusives {
  return Object.hasOwn(exclusives, type);
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
