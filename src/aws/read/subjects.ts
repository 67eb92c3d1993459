import type { Principal } from "../../facts/principal";
import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { namedIn, type PolicyGrant, uncertain } from "./grants";
import type { Holder, Named } from "./holders";
import type { ReadPolicy } from "./policies";
import type { PoliciesByArn } from "./policy-by-arn";
import type { Surroundings } from "./stand-in";

/** A policy that a principal holds, and where it got it from. */
export interface HeldPolicy {
  readonly instance: ResourceInstance;
  readonly policy: ReadPolicy;
  /** Further resources on the way: a membership, a group. */
  readonly through: readonly string[];
}

/** A role, user or group with all that the landscape gives it. */
export interface Subject {
  readonly principal: Principal;
  /** Absent for a principal that is only named. */
  readonly holder?: Holder;
  readonly kind: Holder["kind"];
  readonly policies: readonly HeldPolicy[];
  readonly boundary?: ReadPolicy;
  /** What cannot be told of it as a whole. */
  readonly doubts: readonly string[];
  /** Not even its name is known. */
  readonly nameless?: boolean;
}

type Draft = { -readonly [K in keyof Subject]: Subject[K] } & { policies: HeldPolicy[] };

/** Everybody who holds a policy, and every role that somebody may assume; members of groups hold what the group does. */
export function subjectsOf(
  grants: readonly PolicyGrant[],
  around: Surroundings,
  policies: PoliciesByArn,
): readonly Subject[] {
  const drafts = new Map<string, Draft>();
  const subjectOf = (holder: Holder): Draft => {
    const known = drafts.get(holder.handle);
    if (known !== undefined) return known;
    const boundary = boundaryOf(holder, policies);
    const draft: Draft = {
      principal: around.principals.of(holder),
      holder,
      kind: holder.kind,
      policies: [],
      doubts: [],
      ...(boundary === undefined ? {} : { boundary }),
    };
    drafts.set(holder.handle, draft);
    return draft;
  };
  const onlyNamed = (kind: Holder["kind"], { only = "a name", ambiguous }: Named, from: ResourceInstance): Draft => {
    const principal = around.principals.named(kind, only, from);
    const known = drafts.get(principal.key);
    if (known !== undefined) return known;
    const draft: Draft = {
      principal,
      kind,
      policies: [],
      doubts: [`the ${kind} ${only} is only named in the plan`],
      ...(ambiguous ? { nameless: true } : {}),
    };
    drafts.set(principal.key, draft);
    return draft;
  };
  const those = (kind: Holder["kind"], named: Named, from: ResourceInstance): readonly Draft[] =>
    named.holders.length === 0 ? [onlyNamed(kind, named, from)] : named.holders.map(subjectOf);

  for (const { instance, policy, to } of grants) {
    const { named, kind } = to;
    const held = named.ambiguous ? uncertain(policy, `which ${kind} has it`) : policy;
    for (const draft of those(kind, named, instance)) draft.policies.push({ instance, policy: held, through: [] });
  }
  // Groups have their policies by now.
  const joined = new Set<Draft>();
  for (const { user, group, by } of memberships(around)) {
    for (const member of those("user", user, by)) {
      for (const of of those("group", group, by)) {
        joined.add(of);
        member.policies.push(...throughGroup(of, by, user.ambiguous || group.ambiguous));
      }
    }
  }
  return [...drafts.values()].filter((draft) => !joined.has(draft));
}

function throughGroup(group: Draft, by: ResourceInstance, ambiguous: boolean): readonly HeldPolicy[] {
  const { holder } = group;
  const own = holder === undefined ? [] : [holder.instance.address];
  const held = group.policies.map(({ instance, policy, through }) => {
    const doubtful = { ...policy, doubts: [...policy.doubts, ...group.doubts] };
    return {
      instance,
      policy: ambiguous ? uncertain(doubtful, "who is in the group") : doubtful,
      through: [...through, by.address, ...own],
    };
  });
  if (holder?.instance.mode === "managed") return held;
  const doubts = [`what else the group ${group.principal.name} may do is not in the plan`];
  return [...held, { instance: by, policy: { statements: [], doubts, addresses: [] }, through: own }];
}

interface Membership {
  readonly user: Named;
  readonly group: Named;
  readonly by: ResourceInstance;
}

function memberships(around: Surroundings): readonly Membership[] {
  const { holders } = around.principals;
  return around.landscape.instances.flatMap((by): readonly Membership[] => {
    if (by.mode !== "managed") return [];
    if (by.type === "aws_iam_group_membership") {
      const group = holders.named("group", by, "group");
      return namedIn("user", by, "users", around).map((user) => ({ user, group, by }));
    }
    if (by.type === "aws_iam_user_group_membership") {
      const user = holders.named("user", by, "user");
      return namedIn("group", by, "groups", around).map((group) => ({ user, group, by }));
    }
    return [];
  });
}

/** A boundary that is only named does not narrow anything for certain. */
function boundaryOf({ instance, kind }: Holder, policies: PoliciesByArn): ReadPolicy | undefined {
  if (kind === "group" || argument(instance, "permissions_boundary").kind === "absent") return undefined;
  const [only, ...others] = policies.named(instance, "permissions_boundary") ?? [];
  return only === undefined || others.length > 0 ? undefined : only.policy;
}
