import { wildcardMatch } from "../aws/policy/actions";
import { waivers as checkWaivers, isOfDeclaration, waiverTimes } from "../check/waivers";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import { Reporter } from "../diagnostics/report";
import { driftKindNamed, driftKinds } from "../drift/kinds";
import type { Estate, Waiver } from "../estate/types";
import type { Provenance } from "../facts/provenance";
import type { Finding } from "../rules/finding";
import { type Judged, ruleNamed, rules } from "../rules/rules";
import type { Instant } from "../time/instant";

/** How waivers meet findings that are not of the gate's rules. */
export interface WaiverReach {
  /** Is a waiver's rule about findings of this name? */
  readonly sameRule: (rule: string, finding: string) => boolean;
  /** Further names of what a finding is about. */
  readonly resources: (finding: Finding) => readonly (string | undefined)[];
  /** Is a waiver of this rule that waives nothing here worth saying? */
  readonly unused: (rule: string) => boolean;
}

const ofTheGate: WaiverReach = {
  sameRule: (rule, finding) => rule === finding,
  resources: ({ address }) => [address],
  // What waives drift waives nothing in a plan.
  unused: (rule) => driftKindNamed(rule) === undefined,
};

/**
 * Lets stand what a waiver of the base waives, as a note, and reports the waivers that are not properly accepted, have expired, or
 * waive nothing in this plan.
 */
export function applyWaivers(
  judged: readonly Judged[],
  base: Estate,
  now: Instant,
  reach: WaiverReach = ofTheGate,
): readonly Finding[] {
  const waivers = [...base.waivers.values()].filter((waiver) => !isOfDeclaration(waiver));
  if (waivers.length === 0) return judged.map(({ finding }) => finding);
  const reporter = new Reporter(base.locate);
  checkWaivers(base, reporter);
  waiverTimes(base, reporter, now);
  for (const { name, rule } of waivers) {
    if (ruleNamed(rule) || driftKindNamed(rule)) continue;
    const near = nearest(
      rule,
      [...rules, ...driftKinds].map((each) => each.name),
    );
    reporter.report("waiver-rule-unknown", { waiver: name, rule, ...(near === undefined ? {} : { nearest: near }) }, [
      "waivers",
      name,
      "rule",
    ]);
  }
  const names = new Set(waivers.map(({ name }) => name));
  const faults = reporter.diagnostics.filter(({ path }) => names.has(String(path[1])));
  const faulty = new Set(faults.map(({ path }) => String(path[1])));
  const good = waivers.filter(({ name }) => !faulty.has(name));

  const used = new Set<string>();
  const findings = judged.map(({ finding, from }): Finding => {
    const waiver = good.find(
      (one) => reach.sameRule(one.rule, finding.rule) && covers(one, reach.resources(finding), from),
    );
    if (!waiver) return finding;
    used.add(waiver.name);
    return { ...finding, severity: "note", waivedBy: waiver.name };
  });
  for (const { name, rule, resource } of good) {
    if (used.has(name) || !reach.unused(rule)) continue;
    const unused = new Reporter(base.locate);
    unused.report("waiver-unused", { waiver: name, rule, resource }, ["waivers", name]);
    // One estate speaks for many roots, and what it waives may be in another one's plan.
    faults.push(...unused.diagnostics.map((diagnostic) => ({ ...diagnostic, severity: "note" as const })));
  }
  return [...findings, ...faults.map(findingOf)];
}

/** A waiver names an address, a type, every instance of a resource, or a construct's path; `*` stands for any text. */
function covers(
  { resource }: Waiver,
  resources: readonly (string | undefined)[],
  from: Provenance | undefined,
): boolean {
  const names = [...resources, from?.type, from?.construct, withoutIndex(from)];
  return names.some((name) => name !== undefined && wildcardMatch(resource, name));
}

/** The resource of which this is one instance; only the module's part and the index may hold dots and brackets. */
function withoutIndex(from: Provenance | undefined): string | undefined {
  if (from?.index === undefined) return undefined;
  const within = from.module === undefined ? "" : `${from.module}.`;
  if (!from.address.startsWith(within)) return undefined;
  const resource = /^(?:data\.)?[^.[]+\.[^.[]+/.exec(from.address.slice(within.length))?.[0];
  return resource === undefined ? undefined : within + resource;
}

function findingOf({ code, severity, message, fix, location, controls }: Diagnostic): Finding {
  return { rule: code, severity, message, fix, ...(location ? { location } : {}), controls };
}
