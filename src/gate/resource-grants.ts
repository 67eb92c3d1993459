import { Within } from "../check/within-role";
import { Declared } from "../expect/declared";
import { type GrantOutputs, outputsOf } from "../expect/resource-grant-outputs";
import { lengthOf, ownGrants, type ResourceGrant, resourceGrant, withGrants } from "../expect/resource-grants";
import type { Fact } from "../facts/fact";
import type { Rule } from "../rules/rule";
import { type Judged, judgedBy, ruleNamed } from "../rules/rules";
import type { Landscape, ResourceInstance } from "../terraform/instance";
import { provenanceOf } from "../terraform/provenance";
import { humanDuration, type Seconds } from "../time/duration";
import type { Instant } from "../time/instant";
import { filledIn } from "./filled-in";
import type { Granted } from "./granted";
import type { SourceIndex } from "./source-index";

/** As `lease-exceeds-maximum` has it, with or without an estate. */
const longest: Seconds = 7 * 86_400;

/**
 * Holds the `leasehold_grant`s of a landscape to the estate. What they will export is filled in as if each were made now: it is a lease
 * for at most its `ttl`, whenever it is made. Without an estate nobody can tell what they will export.
 */
export function grantedHere(
  landscape: Landscape,
  { declared, source, now }: { readonly declared?: Declared; readonly source?: SourceIndex; readonly now: Instant },
): Granted {
  const own = ownGrants(landscape);
  const place = (instance: ResourceInstance) => placeOf(instance, source);
  if (declared === undefined) {
    const judged = own.flatMap((instance) => tooLong(instance).map((because) => exceeding(instance, because, place)));
    return { landscape, judged, explained: (facts) => facts };
  }
  const { estate } = declared;
  const within = new Within();
  const grants = own.map((instance) => withinRole(resourceGrant(instance, estate, now), within));
  const declaring = new Map(grants.flatMap((one) => (one.kind === "declared" ? [[one.instance, one] as const] : [])));
  const known = new Map<ResourceInstance, GrantOutputs>();
  const {
    landscape: whole,
    from,
    unclear,
  } = filledIn(landscape, (instance, name) => {
    const one = declaring.get(instance);
    if (one === undefined) return undefined;
    const outputs = known.get(instance) ?? outputsOf(estate, one.grant, one.called);
    known.set(instance, outputs);
    return outputs.get(name);
  });
  const open = new Map(
    [...from].map(([address, those]) => [
      address,
      those.flatMap((instance) => {
        const one = declaring.get(instance);
        return one === undefined || one.settled ? [] : [{ address: instance.address, ttl: one.grant.ttl }];
      }),
    ]),
  );
  return {
    landscape: whole,
    declared:
      declaring.size === 0
        ? declared
        : new Declared(
            withGrants(
              estate,
              [...declaring.values()].map(({ grant }) => grant),
            ),
          ),
    judged: grants.flatMap((one) => verdictsOn(one, now, place)),
    explained: (facts) => facts.map((fact) => explained(fact, open, unclear)),
  };
}

/** A task may be an agent's and not be of this role. */
function withinRole(one: ResourceGrant, within: Within): ResourceGrant {
  if (one.kind !== "declared" || one.grant.task === undefined) return one;
  const { instance, grant } = one;
  const { task, role } = grant;
  const beyond = task && within.beyond(task, role);
  if (beyond === undefined) return one;
  const because = `task "${task?.name}" is not within role "${role.name}" (${beyond})`;
  return { kind: "refused", instance, rule: "lease-without-declaration", because };
}

type PlaceOf = (instance: ResourceInstance) => ReturnType<typeof placeOf>;

function placeOf(instance: ResourceInstance, source: SourceIndex | undefined) {
  const written = source?.find(instance.address);
  const from = { ...provenanceOf(instance), ...written };
  return {
    from,
    address: from.address,
    addresses: from.addresses,
    ...(written === undefined ? {} : { location: written.location }),
  };
}

function verdictsOn(one: ResourceGrant, now: Instant, place: PlaceOf): readonly Judged[] {
  const { instance } = one;
  switch (one.kind) {
    case "declared":
      return tooLong(instance).map((because) => exceeding(instance, because, place));
    case "refused": {
      // What has ended gives nothing any more, whatever the estate has become since.
      if (one.end !== undefined && one.end <= now) return [];
      const message = `${instance.address} is no lease that the estate lets be: ${one.because}.`;
      return [judgedBy(rule(one.rule), { ...place(instance), message, fix: mends[one.rule] })];
    }
    case "unknown": {
      const message = `${instance.address} is a lease of which the plan does not tell enough: ${one.because}.`;
      const bound = { kind: "indeterminate", because: one.because } as const;
      return [judgedBy(rule("indeterminate-access"), { ...place(instance), message, bound })];
    }
  }
}

const mends: Readonly<Record<Extract<ResourceGrant, { kind: "refused" }>["rule"], string>> = {
  "lease-exceeds-maximum":
    "Write a shorter `ttl`. A longer maximum is the role's owner's to give, below the ceiling of its sensitivity.",
  "lease-without-declaration":
    "Name a role, a target and a task that the estate declares for this identity, or have the role's owner make it eligible.",
  "undeclared-principal": "Name an identity that the estate declares, or declare this one.",
  "agent-without-task-scope": "Write a `task` that the estate declares for this agent.",
};

function tooLong(instance: ResourceInstance): readonly string[] {
  const length = lengthOf(instance) ?? 0;
  return length > longest
    ? [`it lasts ${humanDuration(length)}, more than ${humanDuration(longest)}, which is over any maximum`]
    : [];
}

function exceeding(instance: ResourceInstance, because: string, place: PlaceOf): Judged {
  const message = `${instance.address} is a lease that is too long: ${because}.`;
  return judgedBy(rule("lease-exceeds-maximum"), { ...place(instance), message, fix: mends["lease-exceeds-maximum"] });
}

function rule(name: string): Rule {
  const found = ruleNamed(name);
  if (found === undefined) throw new Error(`fault in leasehold: there is no rule ${name}`);
  return found;
}

/** An end that rests on a window which is fixed only when the lease is made is that of one made now, and says so. */
function explained<F extends Fact>(
  fact: F,
  open: ReadonlyMap<string, readonly { readonly address: string; readonly ttl: Seconds }[]>,
  unclear: ReadonlyMap<string, string>,
): F {
  const otherwise = unclear.get(fact.from.address);
  if (otherwise !== undefined && "bound" in fact && fact.bound.kind === "indeterminate") {
    return { ...fact, bound: { ...fact.bound, because: `${fact.bound.because}; ${otherwise}` } };
  }
  if (!("bound" in fact) || fact.bound.kind !== "leased") return fact;
  const grants = new Map(
    fact.from.addresses.flatMap((address) => (open.get(address) ?? []).map((one) => [one.address, one.ttl] as const)),
  );
  if (grants.size === 0) return fact;
  const said = [...grants].map(([address, ttl]) => `${address} holds for ${humanDuration(ttl)} from when it is made`);
  return { ...fact, bound: { ...fact.bound, because: `${said.join("; ")}; made now: ${fact.bound.because}` } };
}
