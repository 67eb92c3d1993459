import { readAws } from "../aws/read/read";
import { type Shapes, shapesOf } from "../aws/read/role-shapes";
import { type AccessFact, type Fact, ofKind } from "../facts/fact";
import { bindingShapes, withoutBindings } from "../gcp/read/binding-shapes";
import { readGcp } from "../gcp/read/read";
import type { Lease } from "../lease/types";
import type { FindingBound } from "../rules/finding";
import { findingBound } from "../rules/words";
import type { Instant } from "../time/instant";
import { comparePolicy, compareRole, pruneDue, sessionTail } from "./aws-lease";
import type { ClearedRoles } from "./cleared";
import { judgeCredentials } from "./credentials";
import type { Found } from "./found";
import { judgeDormant, judgeEntitlements, judgeExternal, judgeTrust } from "./further";
import { compareBinding, matchBindings } from "./gcp-lease";
import type { Grounds, Place } from "./ground";
import type { DriftJudged } from "./judged";
import { leaseFindings, policyFindings, type Roots } from "./lease-findings";
import { judgeOthers, type Scene } from "./others";

/** What one source of one place came to; small, since thousands of places are judged one after the other. */
export interface FoundJudged {
  readonly judged: readonly DriftJudged[];
  /** Findings of roles that Identity Center keeps; see `OthersJudged`. */
  readonly reserved: readonly DriftJudged[];
  /** Promised things that are there, by `keyOf…`. */
  readonly seen: ReadonlySet<string>;
  /** Targets that it covers, by their containers' and own names (`targetKey`). */
  readonly targets: ReadonlySet<string>;
  /** IAM roles or bindings that it told of. */
  readonly size: number;
}

export interface FoundQuestion {
  readonly found: Found;
  readonly grounds: Grounds;
  readonly now: Instant;
  readonly roots: Roots;
  /** What is known of roles from other places; without it every role is read anew. */
  readonly cleared?: ClearedRoles;
}

/** Judges what one source tells of one place. Pure. */
export function judgeFound(question: FoundQuestion): FoundJudged {
  return question.found.cloud === "aws" ? judgeAws(question) : judgeGcp(question);
}

function judgeAws({ found: whole, grounds, now, roots, cleared }: FoundQuestion): FoundJudged {
  const told = tellsRoles(whole);
  const clear = told ? cleared?.of(whole) : undefined;
  const found: Found = clear === undefined ? whole : { ...whole, landscape: clear.left };
  const { landscape } = found;
  const shapes: Shapes = told
    ? shapesOf(landscape, (arn) => grounds.roles.has(arn) || grounds.policies.has(arn))
    : { roles: new Map(), policies: new Map() };
  const facts = readAws(landscape);
  const usable = usability(ofKind(facts, "access"), now);
  const gone = { has: (arn: string) => grounds.policies.has(arn) && !shapes.policies.has(arn) };
  const judged: DriftJudged[] = [];
  for (const { of, instance } of clear?.leases ?? []) {
    // Nothing but the time tells it from what is promised.
    const { lease, shape } = of.promised;
    const { end } = lease.window;
    if (now < end + sessionTail) continue;
    const over = pruneDue(end, instance.address, shape.instance.address);
    judged.push(...leaseFindings(of, lease, shape.arn, shape.arn, [over], roots));
  }
  for (const [arn, shape] of shapes.roles) {
    const of = grounds.roles.get(arn);
    if (of === undefined) continue;
    const until = usable.get(arn);
    const deviations = compareRole(of.promised, shape, {
      now,
      ...(until === undefined ? {} : { usable: until }),
      keys: of.ground.keys,
      gone,
    });
    judged.push(...leaseFindings(of, of.promised.lease, arn, arn, deviations, roots));
  }
  for (const [arn, shape] of shapes.policies) {
    const of = grounds.policies.get(arn);
    if (of === undefined) continue;
    judged.push(...policyFindings(of, of.promised, arn, comparePolicy(of.promised, shape, of.ground.keys), roots));
  }
  const scene = sceneOf(
    { found, grounds, now, roots },
    facts,
    (fact) => shapes.roles.has(fact.principal.key) && ownTypes.has(fact.from.type),
  );
  const seen = new Set([
    ...shapes.roles.keys(),
    ...shapes.policies.keys(),
    ...(clear?.leases.map(({ of }) => of.promised.shape.arn) ?? []),
  ]);
  const holding = [...seen].flatMap((arn) => grounds.promising(arn));
  const size =
    (whole.leftOut ?? 0) +
    whole.landscape.instances.filter(({ type, mode }) => type === "aws_iam_role" && mode === "managed").length;
  return together(scene, judged, seen, told ? targetsOf(found, grounds, holding) : new Set(), size);
}

/** A state tells of the roles that it holds, whatever else it covers. */
function tellsRoles({ source, covers }: Found): boolean {
  return source !== "snapshot" || covers.has("roles");
}

/** What a role is made of; what others grant it is judged as theirs. */
const ownTypes: ReadonlySet<string> = new Set([
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_iam_policy_attachment",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy_attachments_exclusive",
]);

/** For how long what a role holds can be used yet, by the role's key: the longest of it. */
function usability(access: readonly AccessFact[], now: Instant): ReadonlyMap<string, FindingBound> {
  const found = new Map<string, AccessFact>();
  for (const fact of access) {
    const { key } = fact.principal;
    if (fact.bound.kind === "leased" && fact.bound.until <= now) continue;
    const known = found.get(key);
    if (known === undefined || endOf(fact) > endOf(known)) found.set(key, fact);
  }
  return new Map([...found].map(([key, { bound }]) => [key, findingBound(bound)]));
}

function endOf({ bound }: AccessFact): number {
  return bound.kind === "leased" ? bound.until : Number.POSITIVE_INFINITY;
}

function judgeGcp({ found, grounds, now, roots }: FoundQuestion): FoundJudged {
  const told = tellsRoles(found);
  const shapes = told ? bindingShapes(found.landscape) : [];
  const places = new Set(shapes.map(({ place }) => place));
  const promised = grounds.bindings.filter(({ promised: { binding } }) => places.has(binding.place));
  const byPromise = new Map(promised.map((of) => [of.promised, of]));
  const matched = matchBindings([...byPromise.keys()], shapes);
  const judged: DriftJudged[] = [];
  const seen = new Set<string>();
  for (const match of matched) {
    const of = byPromise.get(match.promised);
    if (of === undefined) continue;
    const { binding, lease } = match.promised;
    seen.add(bindingKey(match.promised));
    judged.push(...leaseFindings(of, lease, binding.role, match.found.member, compareBinding(match, now), roots));
  }
  const rest = withoutBindings(
    found.landscape,
    matched.map((match) => match.found),
  );
  const scene = sceneOf({ found: { ...found, landscape: rest }, grounds, now, roots }, readGcp(rest), () => false);
  const containers = new Set([...shapes.map(({ container }) => container), ...bucketsIn(found)]);
  const holding =
    found.source === "snapshot"
      ? [...containers].flatMap((container) => (container === undefined ? [] : grounds.targetsIn(container)))
      : grounds.all.flatMap((ground) =>
          ground.targets
            .filter(({ bindings }) => bindings.some((one) => seen.has(bindingKey(one))))
            .map((target) => ({ ground, target })),
        );
  return together(scene, judged, seen, told ? targetsOf(found, grounds, holding) : new Set(), shapes.length);
}

/** A bucket lies in a project that need not be a target: what was told of the project tells of it. */
function bucketsIn({ landscape }: Found): readonly string[] {
  return landscape.instances.flatMap(({ type, mode, values: { name } }) =>
    type === "google_storage_bucket" && mode === "data" && typeof name === "string" ? [`buckets/${name}`] : [],
  );
}

/** What tells a promised binding apart. */
export function bindingKey({
  lease,
  binding,
}: {
  readonly lease: Lease;
  readonly binding: { readonly place: string; readonly role: string };
}): string {
  return `${binding.place}\n${binding.role}\n${lease.ownership.estate}\n${lease.grant.name}`;
}

export function targetKey(estate: string, target: string): string {
  return `${estate}\n${target}`;
}

/** What tells a lease apart: of whichever estate, in whichever target. */
export function leaseKey(estate: string, target: string, grant: string): string {
  return `lease\n${estate}\n${target}\n${grant}`;
}

function sceneOf(
  { found, grounds, now }: FoundQuestion,
  facts: readonly Fact[],
  isOfLease: (fact: AccessFact) => boolean,
): Scene {
  const instances = new Map(found.landscape.instances.map((instance) => [instance.address, instance]));
  return { found, facts, instances, grounds, now, isOfLease };
}

/**
 * The targets that a source covers: those of a snapshot's account or project; of a state, which is of one root and not of a whole
 * account, those of which it holds something, or in whose folder it lies.
 */
function targetsOf(found: Found, grounds: Grounds, holding: readonly Place[]): ReadonlySet<string> {
  const here = found.container === undefined ? [] : grounds.targetsIn(found.container);
  const own = found.source === "snapshot" ? here : rootsOf(found, grounds, here);
  return new Set(
    [...own, ...holding]
      .filter(({ target }) => target.target.cloud.kind === found.cloud)
      .map(({ ground, target }) => targetKey(ground.estate.name, target.target.name)),
  );
}

/** The targets in whose folder it lies, and those of its estates that are alone in its account. */
function rootsOf({ file, estates }: Found, { all }: Grounds, here: readonly Place[]): readonly Place[] {
  const folders = new Set(file.split(/[\\/]/).slice(0, -1));
  const named = all.flatMap((ground) =>
    ground.targets.filter(({ target }) => folders.has(target.name)).map((target) => ({ ground, target })),
  );
  const alone = here.filter(
    ({ ground }) =>
      estates?.has(ground.estate.name) === true && here.filter((other) => other.ground === ground).length === 1,
  );
  return [...named, ...alone];
}

function together(
  scene: Scene,
  ofLeases: readonly DriftJudged[],
  seen: ReadonlySet<string>,
  targets: ReadonlySet<string>,
  size: number,
): FoundJudged {
  const others = judgeOthers(scene);
  const reported = new Set(
    [...others.judged, ...ofLeases].flatMap(({ finding }) =>
      finding.severity === "note" || finding.principal === undefined ? [] : [finding.principal],
    ),
  );
  const explained = [...others.leases].map(({ grant, target }) => {
    const ground = scene.grounds.all.find(({ estate }) => estate.targets.get(target.name) === target);
    return leaseKey(ground?.estate.name ?? "", target.name, grant.name);
  });
  return {
    judged: [
      ...ofLeases,
      ...others.judged,
      ...judgeCredentials(scene),
      ...judgeTrust(scene, reported),
      ...judgeExternal(scene, reported),
      ...judgeEntitlements(scene),
      ...judgeDormant(scene, reported),
    ],
    reserved: others.reserved,
    seen: new Set([...seen, ...explained]),
    targets,
    size,
  };
}
