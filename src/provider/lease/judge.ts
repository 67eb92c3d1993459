import { checkGrants } from "../../check/check";
import type { DeclarationPath, Diagnostic } from "../../diagnostics/diagnostic";
import { targetsOfGrant } from "../../estate/targets";
import type { Estate, Grant, Target } from "../../estate/types";
import { nextWithin } from "../../grants/next-hours";
import { formatInstant, type Instant } from "../../time/instant";
import type { DeclaredEstate } from "../configured";
import type { Told } from "../protocol/provider";
import { toldAt, toldOfDiagnostic } from "../told-of";
import { declaredBeside, estateAround } from "./estate-around";
import { mendOf } from "./mend";

/** A lease to be judged, and what of it is only assumed. */
export interface Judged {
  readonly grant: Grant;
  /** Attributes that are not known yet, so that nothing is said about what stands for them. */
  readonly unknown: ReadonlySet<string>;
  /** On creation, the moment: what depends on it is judged too. */
  readonly now?: Instant;
  /** Leases beside it that the estate does not declare. */
  readonly beside?: readonly Grant[];
}

/** What a lease is called while its name is not known; a declared name holds no "_", so that this is none. */
export const unnamed = "this_lease";

/** What `check` would say of a lease if the estate declared it, and where in the estate that comes from. */
export function judge({ estate, overdue }: DeclaredEstate, judged: Judged): readonly Told[] {
  const { grant, now, beside = [] } = judged;
  const ambiguous = severalTargets(estate, grant);
  if (ambiguous.length > 0) return ambiguous;
  const around = estateAround(estate, grant, [...declaredBeside(estate, grant), ...beside]);
  const found = checkGrants(around, now === undefined ? {} : { now });
  const late =
    now === undefined ? [] : overdue.filter(({ path }) => path[0] === "roles" && path[1] === grant.role.name);
  return [
    ...late.map((one) => toldOfDiagnostic(one, { summary: "The role may not be leased any more", path: ["role"] })),
    ...found
      .filter(({ severity }) => severity === "error")
      .filter((diagnostic) => isAbout(diagnostic, grant))
      .flatMap((diagnostic) => toldAbout(diagnostic, judged, estate)),
  ];
}

/** What is wrong between two leases may be told of either. */
const between: ReadonlySet<string> = new Set(["grants-overlap", "grants-stacked"]);

function isAbout({ code, path: [section, name] }: Diagnostic, grant: Grant): boolean {
  return section === "grants" && (name === grant.name || between.has(code));
}

/** What depends on when a lease begins. */
const ofWindow: ReadonlySet<string> = new Set([...between, "outside-hours", "grant-too-far-ahead"]);

function toldAbout(diagnostic: Diagnostic, { grant, unknown, now }: Judged, estate: Estate): readonly Told[] {
  const attribute = attributeOf(diagnostic);
  const cause = causeOf(diagnostic, grant);
  const location = cause && estate.locate(cause);
  const message = diagnostic.message
    .replaceAll(`Grant "${unnamed}"`, "This lease")
    .replace(new RegExp(`(?:grant )?"${unnamed}"`, "g"), "this lease");
  const placed = { ...diagnostic, message, fix: mendOf(diagnostic, grant), location };
  const telling = { summary: summaries[attribute] ?? "The estate does not let this lease be", path: [attribute] };
  if (ofWindow.has(diagnostic.code) && unknown.has("window")) {
    if (unknown.has("ttl")) return [];
    if (diagnostic.code === "outside-hours" && isNeverWithin(grant, now)) return [toldOfDiagnostic(placed, telling)];
    // The lease begins when it is made, which may be another time.
    const fix = `That holds if it were made at once. ${placed.fix}`;
    return [
      toldOfDiagnostic(
        { ...placed, fix },
        { ...telling, severity: "warning", summary: "The lease could not begin now" },
      ),
    ];
  }
  return unknown.has(attribute) ? [] : [toldOfDiagnostic(placed, telling)];
}

function isNeverWithin({ role, ttl, start }: Grant, now: Instant | undefined): boolean {
  const from = now ?? start;
  return from !== undefined && nextWithin(role.require.within, ttl, from) === undefined;
}

const summaries: Readonly<Record<string, string>> = {
  identity: "The identity cannot hold this lease",
  ttl: "The lease is too long",
  start: "The lease cannot have this window",
  ticket: "The role requires another ticket",
  justification: "The role requires a longer justification",
  task: "The lease cannot be of this task",
  target: "The lease cannot be in this target",
};

function attributeOf({ path: [, , key] }: Diagnostic): string {
  if (key === "targets") return "target";
  return typeof key === "string" && key in summaries ? key : "role";
}

/** Where in the estate it stands that the lease is refused. */
function causeOf({ code, path }: Diagnostic, grant: Grant): DeclarationPath | undefined {
  const { role, identity, task } = grant;
  const of = ["roles", role.name];
  switch (code) {
    case "grant-too-long":
      return role.limits[identity.kind] === undefined ? [...of, "maxTtl"] : [...of, "limits", identity.kind];
    case "grant-not-eligible":
    case "eligibility-indeterminate":
      return [...of, "eligible"];
    case "ticket-missing":
    case "ticket-not-as-required":
      return [...of, "require", "ticket"];
    case "justification-too-short":
      return [...of, "require", "justification"];
    case "outside-hours":
      return [...of, "require", "within"];
    case "grant-too-far-ahead":
      return ["policy", "maxAdvance"];
    case "principal-missing":
      return ["identities", identity.name];
    case "grant-task-of-another":
      return ["tasks", task?.name ?? "", "agents"];
    case "grant-task-beyond-role":
      return ["tasks", task?.name ?? ""];
    case "grants-overlap":
    case "grants-stacked":
      return path[1] === grant.name ? of : path;
    default:
      return of;
  }
}

/** Without a target that is named, a lease is of one target of each cloud. */
function severalTargets(estate: Estate, grant: Grant): readonly Told[] {
  const told: Told[] = [];
  for (const [cloud, name] of [
    ["aws", "AWS"],
    ["gcp", "GCP"],
  ] as const) {
    const those = targetsOfGrant(grant).filter((target) => target.cloud.kind === cloud);
    if (those.length < 2) continue;
    told.push(
      toldAt(
        { summary: "The lease is in several targets", path: ["target"] },
        `Role "${grant.role.name}" has several targets of ${name}: ${those.map((target: Target) => target.name).join(", ")}.`,
        `Name the one that this lease is for: \`target = "${those[0]?.name}"\`.`,
        estate.locate(["roles", grant.role.name, cloud, "targets"]),
      ),
    );
  }
  return told;
}

/** What is told of a start that is past. */
export function startIsPast(start: Instant, now: Instant): Told {
  return toldAt(
    { summary: "The start is past", path: ["start"] },
    `The lease would start at ${formatInstant(start)}, and it is ${formatInstant(now)}.`,
    "Leave `start` out, and it starts when it is made, or write a later one.",
    undefined,
  );
}
