import type { Severity } from "../diagnostics/diagnostic";
import type { DeclaredLease } from "../expect/leases";
import { declaredEnd } from "../facts/declared-end";
import { type AccessFact, type Fact, ofKind } from "../facts/fact";
import { isService } from "../facts/principal";
import { ownJitOf } from "../gcp/live/own-jit";
import { standingSeverity } from "../rules/matrix";
import { aboutAccess, amount, reasons, whom } from "../rules/words";
import type { ResourceInstance } from "../terraform/instance";
import { humanDuration } from "../time/duration";
import { formatFoundInstant, type Instant } from "../time/instant";
import { sessionTail } from "./aws-lease";
import { isGrantedByGoogle, isServiceLinked, reservedRole } from "./cloud-owned";
import type { Found } from "./found";
import type { Ground, Grounds } from "./ground";
import { type DriftJudged, graver, judgedAs } from "./judged";
import { type Known, knownHolder } from "./known";
import { removalStep } from "./repair";

/** What one source tells of one place, read. */
export interface Scene {
  readonly found: Found;
  readonly facts: readonly Fact[];
  /** The landscape's instances by their addresses. */
  readonly instances: ReadonlyMap<string, ResourceInstance>;
  readonly grounds: Grounds;
  readonly now: Instant;
  /** Is it what a declared lease gives, and judged as that? */
  readonly isOfLease: (fact: AccessFact) => boolean;
}

/** What access that is of no lease came to. */
export interface OthersJudged {
  readonly judged: readonly DriftJudged[];
  /** Access of the roles that Identity Center keeps, which counts only where its assignments were not told. */
  readonly reserved: readonly DriftJudged[];
  /** Leases that were found under other names than leasehold gives them. */
  readonly leases: ReadonlySet<DeclaredLease>;
}

/** Judges all access that is not of a declared lease's own role or binding. */
export function judgeOthers(scene: Scene): OthersJudged {
  const { now, facts, grounds } = scene;
  const judged = new Map<string, DriftJudged>();
  const reserved = new Map<string, DriftJudged>();
  const leases = new Set<DeclaredLease>();
  const put = (to: Map<string, DriftJudged>, one: DriftJudged | undefined): void => {
    if (one === undefined) return;
    const known = to.get(one.key);
    to.set(one.key, known === undefined ? one : graver(known, one));
  };
  // Whoever comes, the gate calls an open trust an error.
  const open = new Set(
    ofKind(facts, "trust").flatMap((fact) => (fact.open && fact.open.unsure !== true ? [fact.becomes.key] : [])),
  );
  for (const fact of ofKind(facts, "access")) {
    if (scene.isOfLease(fact) || isCloudOwned(fact)) continue;
    if (fact.bound.kind === "leased" && fact.bound.until <= now) {
      put(judged, overdue(fact, fact.bound.until, scene));
      continue;
    }
    const lease = explainedBy(fact, scene);
    if (lease !== undefined) {
      leases.add(lease);
      continue;
    }
    const defeats = defeatsLease(fact, scene);
    const own = severityOf(fact);
    const severity = defeats || (own !== undefined && open.has(fact.principal.key)) ? "error" : own;
    if (severity === undefined) continue;
    const known = knownHolder(fact, grounds, scene.instances);
    const to = reservedRole(fact.principal.name) === undefined ? judged : reserved;
    if (known?.explains(fact, severity) === true && !defeats) {
      put(to, noted(fact, known, scene));
    } else put(to, undeclared(fact, severity, scene));
  }
  return { judged: [...judged.values()], reserved: [...reserved.values()], leases };
}

/** On Google a second binding of a lease's own role to its holder defeats the condition of the first (FACTS 3.2). */
function defeatsLease({ principal, permissions, scope }: AccessFact, { grounds }: Scene): boolean {
  if (scope.cloud !== "gcp") return false;
  return grounds.bindings.some(
    ({ promised: { binding } }) =>
      binding.member.toLowerCase() === principal.name.toLowerCase() &&
      binding.place === scope.text &&
      permissions.some(({ actions }) => actions.includes(binding.role)),
  );
}

function isCloudOwned({ principal, permissions, scope }: AccessFact): boolean {
  if (scope.cloud === "aws") return isServiceLinked(principal.name);
  const roles = permissions.flatMap(({ actions }) => actions);
  return roles.length > 0 && roles.every((role) => isGrantedByGoogle(principal.name, role));
}

/** The declared lease that an access is, as long as the lease lasts and no longer. */
function explainedBy(fact: AccessFact, { grounds, facts }: Scene): DeclaredLease | undefined {
  if (fact.bound.kind !== "leased") return undefined;
  const { from, until } = fact.bound;
  for (const { declared } of grounds.all) {
    const lease = declared.leaseOf(fact, facts);
    if (lease === undefined || (from !== undefined && from < lease.window.start)) continue;
    if (declaredEnd(fact.session, until) <= lease.window.end) return lease;
  }
  return undefined;
}

/**
 * As grave as the gate calls it. What software of the cloud holds counts only where it is administrative. Of what ends by itself
 * the gate asks for a declaration, however little it is.
 */
function severityOf({ principal, privilege, indirect, bound, publicByDesign }: AccessFact): Severity | undefined {
  if (isService(principal)) return privilege === "administrative" ? "error" : undefined;
  if (publicByDesign === true) return "note";
  return bound.kind === "leased" ? "error" : standingSeverity(principal, privilege, indirect);
}

function undeclared(fact: AccessFact, severity: Severity, scene: Scene): DriftJudged {
  const { principal, privilege, because, bound, scope, from } = fact;
  const instance = scene.instances.get(from.address);
  const jit = instance === undefined ? undefined : ownJitOf(instance);
  const what = privilege === undefined ? "something that cannot be told" : amount(privilege);
  const through = jit === undefined ? "" : ` through ${jit}`;
  const until = bound.kind === "leased" ? ` until ${formatFoundInstant(bound.until)}` : "";
  const message = `${whom(principal)} holds ${what}${reasons(because)} on ${scope.text}${through}${until}, and no declaration explains it${bound.kind === "leased" ? "" : `: ${bound.because}`}${usedSaid(fact, scene)}.`;
  const step = removalStep(scene.found, instance);
  return judgedAs(
    "undeclared-access",
    { ...aboutAccess(fact), severity, message },
    { group: placeOf(scene.found, fact), ...step },
    `${principal.key}\n${instance === undefined ? from.address : grantOf(instance, scope.text)}`,
  );
}

/** The same for the same grant, whether a state or the cloud tells of it. */
function grantOf({ type, address, values }: ResourceInstance, scope: string): string {
  const text = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  if (/^aws_iam_(?:role|user|group)_policy_attachment$/.test(type)) return text("policy_arn");
  if (/^aws_iam_(?:role|user|group)_policy$/.test(type)) return `inline ${text("name")}`;
  if (/^google_.+_iam_member$/.test(type)) return `${scope} ${text("role")} ${JSON.stringify(values.condition ?? [])}`;
  return address;
}

function usedSaid({ principal }: AccessFact, { found, now }: Scene): string {
  const last = found.lastUsed?.get(principal.name);
  return last === undefined || last > now ? "" : `; it was last used ${humanDuration(now - last)} ago`;
}

function noted(fact: AccessFact, { said }: Known, scene: Scene): DriftJudged {
  const { principal, privilege, because, scope } = fact;
  const text = "Nothing, if that is what it needs; see that it is no more.";
  return judgedAs(
    "undeclared-access",
    {
      ...aboutAccess(fact),
      severity: "note",
      message: `${principal.name}, ${said}, holds ${amount(privilege)}${reasons(because)} on ${scope.text}.`,
    },
    { group: placeOf(scene.found, fact), text },
    `known\n${principal.name}`,
  );
}

/** What stands at the estate's own path or under its title, is declared no more and has ended, waits to be pruned. */
function overdue(fact: AccessFact, until: Instant, scene: Scene): DriftJudged | undefined {
  const ground = madeBy(fact, scene);
  if (ground === undefined || scene.now < until + sessionTail) return undefined;
  const text = `Apply the target again, which removes what the estate "${ground.estate.name}" declares no more.`;
  return judgedAs(
    "prune-due",
    {
      ...aboutAccess(fact),
      message: `${fact.principal.name} is a lease that estate "${ground.estate.name}" declares no more; it ended at ${formatFoundInstant(until)} and is still there.`,
    },
    { group: placeOf(scene.found, fact), text },
    fact.scope.cloud === "aws" ? fact.principal.name : fact.from.address,
  );
}

function madeBy({ principal, from, scope }: AccessFact, { grounds, instances }: Scene): Ground | undefined {
  if (scope.cloud === "aws") return grounds.ownPath(principal.key);
  const condition = instances.get(from.address)?.values.condition;
  const [block] = Array.isArray(condition) ? condition : [condition];
  const title = typeof block === "object" && block !== null && "title" in block ? String(block.title) : "";
  return grounds.all.find((ground) => title.startsWith(ground.title));
}

/** What it belongs to in a checklist. */
export function placeOf({ cloud, container, file }: Found, fact?: AccessFact): string {
  const place = fact?.scope.container ?? container;
  if (place === undefined) return file;
  return cloud === "aws" ? `account ${place}` : place.includes("/") ? place : `projects/${place}`;
}
