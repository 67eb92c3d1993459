import { targetsOf } from "../../../estate/targets";
import type { Role, Target } from "../../../estate/types";
import { privileges } from "../../../facts/privilege";
import { windowOf } from "../../../lease/window";
import { formatInstant } from "../../../time/instant";
import type { AmountView, Effect } from "../../change";
import { type Held, heldByGrant, heldByRole } from "../amount";
import { beyond, isNothing } from "../beyond";
import type { Context } from "../context";
import { effect, listed, mostNamed, placed, without } from "../words";
import { beyondText } from "./beyond-text";

/** What a role allows, where, and what of law 9's list it opens; and whose leases change with it. */
export function reachEffects(was: Role, is: Role, context: Context): readonly Effect[] {
  const amounts = amountEffects(was, is, context);
  const places = placeEffects(was, is);
  const limits = [...limitEffects(was, is, context), ...persistenceEffects(was, is)];
  const widened = { amount: isWider(amounts), places: isWider(places), limits: isWider(limits) };
  return [...amounts, ...places, ...limits, ...isolationEffects(was, is), ...leaseEffects(was, is, widened, context)];
}

function isWider(effects: readonly Effect[]): boolean {
  return effects.some(({ direction }) => direction === "widens" || direction === "unguards");
}

function amountEffects(was: Role, is: Role, { views }: Context): readonly Effect[] {
  const [before, after] = [heldByRole(was), heldByRole(is)];
  const found = heldEffects(before, after, `a lease of ${is.name}`);
  const amounts = [views.amount(before, targetsOf(was)), views.amount(after, targetsOf(is))] as const;
  return [...found, ...classEffects(amounts[0], amounts[1], is.name)];
}

/** What is held more and less. */
export function heldEffects(before: Held, after: Held, who: string): readonly Effect[] {
  const [wider, narrower] = [beyond(after, before), beyond(before, after)];
  const scope = ({ actions, gcpRoles, undecided }: typeof wider): "privilege" | "scope" =>
    actions.length + gcpRoles.length + undecided.length > 0 ? "privilege" : "scope";
  return [
    ...(isNothing(wider) ? [] : [effect("widens", scope(wider), `${who} may also ${beyondText(wider, "forbade")}`)]),
    ...(isNothing(narrower)
      ? []
      : [effect("tightens", scope(narrower), `${who} may no longer ${beyondText(narrower, "now forbids")}`)]),
  ];
}

/** How grave it is, where that changes. */
export function classEffects(was: AmountView, is: AmountView, what: string): readonly Effect[] {
  if (was.privilege === is.privilege) return [];
  // What cannot be told is taken for the gravest.
  const place = ({ privilege }: AmountView): number => (privilege === undefined ? -1 : privileges.indexOf(privilege));
  const isGraver = place(is) < place(was);
  const because = isGraver && is.because.length > 0 ? `: ${is.because.join("; ")}` : "";
  return [
    effect(
      isGraver ? "widens" : "tightens",
      "privilege",
      `${what} amounts to ${is.text} instead of ${was.text}${because}`,
    ),
  ];
}

function placeEffects(was: Role, is: Role): readonly Effect[] {
  const [before, after] = [byName(targetsOf(was)), byName(targetsOf(is))];
  const added = without(after.keys(), before.keys()).flatMap((name) => after.get(name) ?? []);
  const removed = without(before.keys(), after.keys()).flatMap((name) => before.get(name) ?? []);
  return [
    ...(added.length > 0
      ? [effect("widens", "scope", `${is.name} may be held in ${listed(added.map(placed), mostNamed)} too`)]
      : []),
    ...(removed.length > 0
      ? [effect("tightens", "scope", `${is.name} may no longer be held in ${listed(removed.map(placed), mostNamed)}`)]
      : []),
  ];
}

function byName(targets: Iterable<Target>): ReadonlyMap<string, Target> {
  return new Map([...targets].map((target) => [target.name, target]));
}

function limitEffects(was: Role, is: Role, { base, head }: Context): readonly Effect[] {
  const found: Effect[] = [];
  const { name } = is;
  const owned = [was.aws?.ownedResourcesOnly === true, is.aws?.ownedResourcesOnly === true] as const;
  if (was.aws && is.aws && owned[0] !== owned[1]) {
    found.push(
      owned[1]
        ? effect("tightens", "scope", `${name} reaches only what its owner's tag marks`)
        : effect(
            "unguards",
            "scope",
            `${name} reaches resources of every owner, and no longer only those that its owner's tag marks`,
          ),
    );
  }
  const gcpOwned = [was.gcp?.ownedResourcesOnly, is.gcp?.ownedResourcesOnly] as const;
  if (was.gcp && is.gcp && gcpOwned[0] !== gcpOwned[1]) {
    found.push(
      gcpOwned[1] === undefined
        ? effect(
            "unguards",
            "scope",
            `${name} reaches Google Cloud resources of every owner, and no longer only those that its owner's tag marks`,
          )
        : effect(
            gcpOwned[0] === undefined ? "tightens" : "widens",
            "scope",
            `${name} reaches only what the owner tag of ${gcpOwned[1]} marks`,
          ),
    );
  }
  const tagged = (owned[0] && owned[1]) || (gcpOwned[0] !== undefined && gcpOwned[1] !== undefined);
  const [from, to] = [was.owners.entitlement?.name, is.owners.entitlement?.name];
  if (tagged && from !== to) {
    found.push(
      effect("widens", "scope", `${name} reaches what belongs to ${to ?? "nobody"} instead of ${from ?? "nobody"}`),
    );
  }
  const [tag, other] = [base.policy.ownerTag, head.policy.ownerTag];
  if (tagged && tag !== other)
    found.push(effect("widens", "scope", `${name} knows what is its owner's by tag ${other} instead of ${tag}`));
  return [...found, ...mayGrantEffects(was, is)];
}

function mayGrantEffects(was: Role, is: Role): readonly Effect[] {
  if (!was.gcp || !is.gcp) return [];
  const [before, after] = [was.gcp.mayGrant, is.gcp.mayGrant];
  if (before === undefined && after === undefined) return [];
  if (after === undefined)
    return [effect("widens", "privilege", `${is.name} is no longer limited in the roles that it may grant`)];
  if (before === undefined) {
    return [effect("tightens", "privilege", `${is.name} may grant ${listed(after, mostNamed)} and no other role`)];
  }
  const [added, removed] = [without(after, before), without(before, after)];
  return [
    ...(added.length > 0
      ? [effect("widens", "privilege", `${is.name} may grant ${listed(added, mostNamed)} too`)]
      : []),
    ...(removed.length > 0
      ? [effect("tightens", "privilege", `${is.name} may no longer grant ${listed(removed, mostNamed)}`)]
      : []),
  ];
}

function isolationEffects(was: Role, is: Role): readonly Effect[] {
  const found: Effect[] = [];
  if (was.isolation !== is.isolation) {
    found.push(
      is.isolation === "shared"
        ? effect("widens", "scope", `leases of ${is.name} share one IAM role, which policies of resources may name`)
        : effect("tightens", "scope", `each lease of ${is.name} is an IAM role of its own`),
    );
  }
  if (was.gcp && is.gcp && was.gcp.pam !== is.gcp.pam) {
    const text = is.gcp.pam ? "is held" : "is no longer held";
    found.push(
      effect("restates", "requirements", `the entitlement of ${is.name} ${text} by Privileged Access Manager`),
    );
  }
  return found;
}

function persistenceEffects(was: Role, is: Role): readonly Effect[] {
  const [before, after] = [was.persistence, is.persistence];
  const role = is.name;
  if (after.kind === "denied") {
    return before.kind === "denied"
      ? []
      : [effect("tightens", "persistence", `a lease of ${role} can make nothing any more that outlives it`)];
  }
  if (after.kind === "bounded") {
    if (before.kind === "bounded") return [];
    return [
      effect(
        "unguards",
        "persistence",
        `a lease of ${role} may make users, roles and attachments that outlive it, within the target's permissions boundary`,
      ),
    ];
  }
  const opened = before.kind === "allow" ? before.actions : [];
  const [added, removed] = [without(after.actions, opened), without(opened, after.actions)];
  const closed = before.kind === "bounded" ? " instead of what the permissions boundary allows" : "";
  const found: Effect[] = [];
  if (added.length > 0) {
    found.push(
      effect(
        "unguards",
        "persistence",
        `a lease of ${role} may outlive itself by ${listed(added)}${closed}: ${after.because}`,
      ),
    );
  }
  if (removed.length > 0)
    found.push(effect("tightens", "persistence", `a lease of ${role} may no longer do ${listed(removed)}`));
  if (before.kind === "allow" && found.length === 0 && before.because !== after.because) {
    found.push(
      effect("restates", "persistence", `${listed(after.actions)} stays open for another reason: ${after.because}`),
    );
  }
  return found;
}

/** Whoever holds a lease gains what its role does, at once and without a further approval. */
function leaseEffects(
  was: Role,
  is: Role,
  widened: Readonly<Record<"amount" | "places" | "limits", boolean>>,
  { after }: Context,
): readonly Effect[] {
  if (!widened.amount && !widened.places && !widened.limits) return [];
  const gaining = after.openGrantsOf(is.name).filter((grant) => {
    if (widened.limits || (widened.places && grant.targets === undefined)) return true;
    if (grant.task === undefined && grant.actions === undefined) return widened.amount;
    return !isNothing(beyond(heldByGrant({ ...grant, role: is }), heldByGrant({ ...grant, role: was })));
  });
  const held = gaining.flatMap((grant) => {
    const window = windowOf(grant);
    return window === undefined ? [] : [`${grant.identity.name} (${grant.name}, until ${formatInstant(window.end)})`];
  });
  if (held.length === 0) return [];
  return [effect("gains", "access", `who holds ${is.name} already gains it at once: ${listed(held.sort())}`)];
}
