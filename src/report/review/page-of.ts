import type { Change, Difference } from "../../review/change";
import type { Pull } from "../../review/pull";
import type { Finding } from "../../rules/finding";
import type { ReportContext } from "../context";
import { placeOf } from "../place";
import { askedSection } from "./asked";
import { changeSections, itemsOf } from "./changes";
import { leaseSections } from "./leases";
import type { Block, Item, Page, Part, Phrase, Section } from "./page";
import { planSections } from "./planned";
import type { ReviewReport } from "./report";
import { verdictOf } from "./verdict";

/** All that a review says, in the order in which it is read: the verdict, the gravest, the leases, the rules, the approvals. */
export function pageOf(report: ReviewReport, context: ReportContext): Page {
  const { outcome, zone, judgement } = report;
  const changes = outcome.difference?.changes ?? [];
  return {
    heading: verdictOf(report),
    ...(outcome.difference === undefined ? {} : { lead: standingPhrase(outcome.difference) }),
    sections: [
      ...errorSection(report, context),
      ...gravest(report, context),
      ...leaseSections(changes, zone),
      ...changeSections(changes),
      ...planSections(outcome.plans, grantsOf(changes)),
      ...askedSection(outcome.requirements),
    ],
    footer: footerOf(report, judgement.inputs?.now),
  };
}

function grantsOf(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ subject }) => (subject.part === "grants" ? [subject.name] : [])));
}

function errorSection({ judgement }: ReviewReport, context: ReportContext): readonly Section[] {
  if (judgement.errors.length === 0) return [];
  const items = judgement.errors.map(
    ({ code, message, fix, location }): Item => ({
      phrase: [{ strong: code }, `: ${message}`, ...placePart(location, context)],
      under: [[fix]],
    }),
  );
  return [
    { title: "What could not be read", blocks: [{ kind: "items", items, noun: { one: "error", many: "errors" } }] },
  ];
}

/** What protects others and goes, exceptions, and what was found: nobody may miss it. */
function gravest({ outcome }: ReviewReport, context: ReportContext): readonly Section[] {
  const unguards = itemsOf(outcome.difference?.changes ?? [], "unguards");
  // What is missing of the approvals is said where they are.
  const found = outcome.findings.filter(({ rule, severity }) => rule !== "approval-missing" && severity !== "note");
  const blocks: Block[] = [];
  if (unguards.length > 0) blocks.push({ kind: "items", items: unguards, noun: { one: "entry", many: "entries" } });
  const items = found.map((finding) => findingItem(finding, context));
  if (items.length > 0) blocks.push({ kind: "items", items, noun: { one: "finding", many: "findings" } });
  return blocks.length === 0 ? [] : [{ title: "Look at this first", blocks }];
}

function findingItem({ severity, message, fix, location, address }: Finding, context: ReportContext): Item {
  const place: readonly Part[] = location === undefined ? addressPart(address) : placePart(location, context);
  return {
    phrase: [{ strong: severity === "error" ? "Error" : "Warning" }, `: ${message}`, ...place],
    ...(fix === "" ? {} : { under: [[`→ ${fix}`]] }),
  };
}

function placePart(location: Finding["location"], context: ReportContext): readonly Part[] {
  return location === undefined ? [] : [" (", { code: placeOf(context, location) }, ")"];
}

function addressPart(address: string | undefined): readonly Part[] {
  return address === undefined ? [] : [" (", { code: address }, ")"];
}

function standingPhrase({ standing: { before, after } }: Difference): Phrase {
  const number = before === after ? `${after}, as before` : `${after}, before it was ${before}`;
  return ["Standing access, which needs no lease: ", { strong: number }];
}

/** Where GitHub and GitLab would each find it. */
function pullText({ service, repository, number }: Pull): string {
  return `${repository}${service === "github" ? "#" : "!"}${number}`;
}

function footerOf({ judgement, pull }: ReviewReport, now: string | undefined): readonly Part[] {
  const { inputs } = judgement;
  if (inputs === undefined) return ["Nothing was judged."];
  const { base } = inputs;
  const by: readonly Part[] =
    base === undefined
      ? []
      : [" by the rules of ", { code: base.name }, " at the base ", { code: base.sha256.slice(0, 12) }];
  const of: readonly Part[] =
    pull === undefined ? [] : [", commit ", { code: pull.head.slice(0, 12) }, " of ", { code: pullText(pull) }];
  const at = now === undefined ? "" : ` at ${now}`;
  return [`Judged${at}`, ...by, ...of, `, leasehold ${inputs.leasehold}.`];
}
