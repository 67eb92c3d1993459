import type { Diagnostic } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import { diagnose, type Reporter } from "../diagnostics/report";
import { codes } from "../diagnostics/table";
import type { Estate, Team, Waiver } from "../estate/types";
import { formatInstant, type Instant } from "../time/instant";
import { everyoneIn } from "./people";
import { isEmitters, waivableCodes } from "./quotas";

const longest = 90 * 86_400;
const levels = ["low", "moderate", "high", "critical"];

/** Whether a waiver is of a declaration; the others are of resources, and the gate judges by them. */
export function isOfDeclaration({ resource }: Waiver): boolean {
  return resource.startsWith("roles.") || resource.startsWith("policy.");
}

/** Every waiver is reasoned, and accepted by somebody of the governance team who is not of its owner. */
export function waivers(estate: Estate, report: Reporter): void {
  const governance = peopleOf(estate.policy.governance);
  for (const waiver of estate.waivers.values()) {
    const { name, owner, acceptedBy } = waiver;
    const path = ["waivers", name];
    if (waiver.reason.trim() === "") report.report("waiver-unexplained", { waiver: name }, [...path, "reason"]);
    if (!governance.has(acceptedBy.name)) {
      const others = [...governance].filter((person) => !peopleOf(owner).has(person));
      report.report(
        "waiver-not-by-governance",
        { waiver: name, by: acceptedBy.name, team: estate.policy.governance.name, members: others },
        [...path, "acceptedBy"],
      );
    } else if (peopleOf(owner).has(acceptedBy.name)) {
      report.report("waiver-by-owner", { waiver: name, by: acceptedBy.name, team: owner.name }, [
        ...path,
        "acceptedBy",
      ]);
    }
    if (isOfDeclaration(waiver)) ofDeclaration(estate, waiver, report);
  }
}

function peopleOf(team: Team): ReadonlySet<string> {
  const people = [...everyoneIn(team.members).values()].filter(({ identity }) => identity.kind === "person");
  return new Set(people.map(({ identity }) => identity.name));
}

function ofDeclaration(estate: Estate, { name, rule, resource }: Waiver, report: Reporter): void {
  const path = ["waivers", name];
  if (!Object.hasOwn(codes, rule)) {
    const near = nearest(rule, waivableCodes);
    report.report("waiver-rule-unknown", { waiver: name, rule, ...(near === undefined ? {} : { nearest: near }) }, [
      ...path,
      "rule",
    ]);
  } else if (!waivableCodes.includes(rule)) {
    report.report("waiver-rule-not-waivable", { waiver: name, rule }, [...path, "rule"]);
  }
  if (isDeclared(estate, resource)) return;
  const known = [
    ...[...estate.roles.keys()].map((role) => `roles.${role}`),
    ...levels.map((level) => `policy.ceilings.${level}`),
  ];
  const near = nearest(resource, known);
  report.report(
    "waiver-resource-unknown",
    { waiver: name, resource, ...(near === undefined ? {} : { nearest: near }) },
    [...path, "resource"],
  );
}

function isDeclared(estate: Estate, resource: string): boolean {
  if (resource.startsWith("roles.")) return estate.roles.has(resource.slice("roles.".length));
  return levels.some((level) => resource === `policy.ceilings.${level}`);
}

/** When waivers end (timed): none lasts longer than 90 days from now. */
export function waiverTimes(estate: Estate, report: Reporter, now: Instant): void {
  for (const { name, expires } of estate.waivers.values()) {
    const path = ["waivers", name, "expires"];
    if (expires <= now) report.report("waiver-expired", { waiver: name, expires: formatInstant(expires) }, path);
    else if (expires > now + longest) {
      report.report(
        "waiver-too-long",
        { waiver: name, expires: formatInstant(expires), latest: formatInstant(now + longest) },
        path,
      );
    }
  }
}

/**
 * Lets stand what a waiver waives, as a note, and reports waivers that waive nothing. A waiver that was not properly
 * accepted waives nothing; one that has expired neither, which only shows when the time is known.
 *
 * @param left roles of which the emitters could not be asked, so that nobody knows whether a waiver of theirs is used
 */
export function applyWaivers(
  estate: Estate,
  found: readonly Diagnostic[],
  left: ReadonlySet<string>,
  now: Instant | undefined,
): readonly Diagnostic[] {
  const refused = new Set(
    found.flatMap(({ code, path }) => (path[0] === "waivers" && refusals.has(code) ? [path[1]] : [])),
  );
  const byMatter = new Map<string, Waiver[]>();
  for (const waiver of estate.waivers.values()) {
    if (!isOfDeclaration(waiver) || refused.has(waiver.name)) continue;
    const key = `${waiver.rule} ${waiver.resource}`;
    byMatter.set(key, [...(byMatter.get(key) ?? []), waiver]);
  }
  if (byMatter.size === 0) return found;
  const isExpired = (waiver: Waiver): boolean => now !== undefined && waiver.expires <= now;
  const used = new Set<string>();
  const waivable = new Set(waivableCodes);
  const judged = found.map((diagnostic): Diagnostic => {
    const matter = waivable.has(diagnostic.code) ? resourceOf(estate, diagnostic) : undefined;
    const all = matter === undefined ? [] : (byMatter.get(`${diagnostic.code} ${matter}`) ?? []);
    if (all.length === 0) return diagnostic;
    const live = all.find((waiver) => !isExpired(waiver));
    // It stands today because of the time alone.
    if (!live) return { ...diagnostic, timed: true };
    used.add(live.name);
    return { ...diagnostic, severity: "note", waivedBy: live.name };
  });
  const unused = [...byMatter.values()].flat().filter((waiver) => {
    if (used.has(waiver.name) || isExpired(waiver)) return false;
    return isJudged(waiver, left, now);
  });
  return [
    ...judged,
    ...unused.map(({ name, rule, resource }) => {
      const path = ["waivers", name];
      return diagnose("waiver-unused", { waiver: name, rule, resource }, path, estate.locate(path));
    }),
  ];
}

const refusals: ReadonlySet<string> = new Set([
  "waiver-unexplained",
  "waiver-not-by-governance",
  "waiver-by-owner",
  "waiver-rule-unknown",
  "waiver-rule-not-waivable",
  "waiver-resource-unknown",
]);

/** Whether what a waiver is for was looked for at all. */
function isJudged({ rule, resource }: Waiver, left: ReadonlySet<string>, now: Instant | undefined): boolean {
  const definition = codes[rule as keyof typeof codes];
  if ("timed" in definition && definition.timed === true && now === undefined) return false;
  return !isEmitters(rule) || !left.has(resource.slice("roles.".length));
}

/** What a waiver of this diagnostic has as its resource; what is wrong with a grant is waived at its role. */
function resourceOf(estate: Estate, { path }: Diagnostic): string | undefined {
  const [section, name, level] = path;
  if (section === "roles") return `roles.${name}`;
  if (section === "policy" && name === "ceilings") return `policy.ceilings.${level}`;
  if (section !== "grants") return undefined;
  const grant = estate.grants.get(String(name));
  return grant && `roles.${grant.role.name}`;
}
