import { maximumOf } from "../../check/ceilings";
import { targetsOf } from "../../estate/targets";
import type { IdentityKind, Role, Target } from "../../estate/types";
import { containerOf } from "../../expect/leases";
import type { AccessFact, EntitlementFact, Fact, Scope } from "../../facts/fact";
import type { Privilege } from "../../facts/privilege";
import type { Provenance } from "../../facts/provenance";
import { type Canonical, canonicalText, sorted } from "../../lease/digest";
import { formatDuration, humanDuration, type Seconds } from "../../time/duration";
import { formatClockTime, type RecurringHours } from "../../time/recurring";
import { TimeSet } from "../../time/time-set";
import { type Amounts, heldByRole } from "./amount";
import { limitsIn } from "./limits";
import { approverNames, everyone, namesIn } from "./people";
import { placeText } from "./words";

/** Where a declared fact stands: `roles.reader`, and the target where it is one of several. */
export function declaredAt(address: string, type: string, target?: Target, others: readonly string[] = []): Provenance {
  return {
    address,
    addresses: [address, ...others],
    type,
    ...(target === undefined ? {} : { index: target.name }),
    change: "no-op",
  };
}

export function scopeOf(target: Target): Scope {
  return { cloud: target.cloud.kind, container: containerOf(target), text: placeText(target) };
}

/** What a role promises: who may ask for it where and for how long, what limits it, who answers. */
export function factsOfRole(role: Role, ownerTag: string | undefined, amounts: Amounts): readonly Fact[] {
  const address = `roles.${role.name}`;
  return [
    ...targetsOf(role).flatMap((target) => factsIn(role, target, ownerTag, amounts)),
    {
      kind: "guardrail",
      guardrail: "guard",
      protects: address,
      content: limitsText(role),
      from: declaredAt(address, "role"),
    },
    { kind: "ownership", tags: tagsOf(role), partial: false, from: declaredAt(address, "role") },
  ];
}

/** What may be held in a target, and who may ask for it there. */
function factsIn(role: Role, target: Target, ownerTag: string | undefined, amounts: Amounts): readonly Fact[] {
  const held = heldByRole(role);
  const limits = limitsIn(role, target, ownerTag);
  const scope = scopeOf(target);
  const aws = target.cloud.kind === "aws";
  const allowance = aws ? amounts.inAws(held, limits) : amounts.inGcp(held, scope.text, limits);
  const from = declaredAt(`roles.${role.name}`, "role", target);
  const because = `role "${role.name}" must be leased first`;
  const access: AccessFact = {
    kind: "access",
    // Nobody yet: who may ask is said by the entitlement.
    principal: { kind: "unknown", name: `whoever holds ${role.name}`, key: `role ${role.name}` },
    ...allowance,
    scope,
    bound: { kind: "eligible", maximum: role.maxTtl, because },
    from,
  };
  return [access, ...entitlementsIn(role, scope, from, allowance.privilege)];
}

/** One for each maximum that kinds of identities have, and one for those whose request needs no person. */
function entitlementsIn(
  role: Role,
  scope: Scope,
  from: Provenance,
  privilege: Privilege | undefined,
): readonly EntitlementFact[] {
  const common = {
    kind: "entitlement",
    name: role.name,
    ...(privilege === undefined ? {} : { privilege }),
    scope,
    from,
  } as const;
  const approval = stepsOf(role);
  const found: EntitlementFact[] = [];
  for (const [maximum, eligible] of byMaximum(role)) {
    const because = `a lease of role "${role.name}" lasts at most ${humanDuration(maximum)}`;
    found.push({
      ...common,
      eligible,
      maximum,
      ...(approval === undefined ? {} : { approval }),
      bound: { kind: "eligible", maximum, because },
    });
  }
  const auto = role.approval?.auto;
  if (auto !== undefined) {
    const because = `nobody is asked when ${auto.when}`;
    found.push({ ...common, eligible: namesIn(auto.for), approval: [], bound: { kind: "eligible", because } });
  }
  return found;
}

function byMaximum(role: Role): ReadonlyMap<Seconds, readonly string[]> {
  const found = new Map<Seconds, string[]>();
  for (const [name, { kind }] of [...everyone(role.eligible)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const maximum = maximumOf(role, kind);
    found.set(maximum, [...(found.get(maximum) ?? []), name]);
  }
  if (found.size === 0) found.set(role.maxTtl, []);
  return found;
}

function stepsOf({ approval }: Role): EntitlementFact["approval"] {
  if (approval === undefined) return undefined;
  return approval.steps.map(({ group, count }) => ({ count, approvers: approverNames(group) }));
}

/** What limits every lease of a role, in one spelling. */
function limitsText({
  persistence,
  require,
  extensions,
  isolation,
  sensitivity,
  review,
  limits,
  maxTtl,
}: Role): string {
  const kinds: readonly Exclude<IdentityKind, "group">[] = ["agent", "person", "workload"];
  return canonicalText({
    extensions: extensions && { count: extensions.count, upTo: formatDuration(extensions.upTo) },
    isolation,
    limits: Object.fromEntries(kinds.map((kind) => [kind, formatDuration(Math.min(maxTtl, limits[kind] ?? maxTtl))])),
    persistence: persistence.kind === "allow" ? sorted(persistence.actions) : persistence.kind,
    require: {
      justification: require.justification,
      mfa: require.mfa,
      ticket: require.ticket,
      within: hoursIn(require.within),
    },
    review: review && formatDuration(review.every),
    sensitivity,
  });
}

/** Hours in one form, however they are split: each day of each zone from when until when. */
function hoursIn(within: readonly RecurringHours[]): Canonical {
  const days = new Map<string, TimeSet>();
  for (const { days: those, from, to, zone } of within) {
    for (const day of those) {
      const key = `${zone} ${day}`;
      days.set(key, (days.get(key) ?? TimeSet.empty).union(TimeSet.of({ start: from, end: to })));
    }
  }
  return sorted(
    [...days].flatMap(([day, { intervals }]) =>
      intervals.map(({ start, end }) => `${day} ${formatClockTime(start)} ${formatClockTime(end)}`),
    ),
  );
}

function tagsOf({ owners }: Role): Readonly<Record<string, string>> {
  const { entitlement, platform, business } = owners;
  return {
    ...(entitlement === undefined ? {} : { owner: entitlement.name }),
    ...(platform === undefined ? {} : { "platform-owner": platform.name }),
    ...(business === undefined ? {} : { "business-owner": business.name }),
  };
}
