import type { Change, Direction } from "../../review/change";
import type { ReviewOutcome } from "../../review/outcome";
import { nounOf, subjectText } from "../../review/words";
import { counted } from "../summary";
import { momentText } from "./moment";
import { listed } from "./page";
import type { ReviewReport } from "./report";

/** More consequences than these are counted and not told. */
const told = 2;
/** Characters of one consequence. */
const longest = 150;

const verbs: Readonly<Record<Direction, string>> = {
  unguards: "takes protection away",
  gains: "gives access",
  widens: "is widened",
  loses: "takes access away",
  tightens: "is tightened",
  restates: "is said otherwise",
};

/** One sentence: may it be merged, what would it do, what is missing. */
export function verdictOf(report: ReviewReport): string {
  const { judgement, outcome, zone } = report;
  if (judgement.errors.length > 0) return "Not reviewed: it could not be read";
  const what = consequences(outcome.difference?.changes ?? [], zone);
  const errors = outcome.findings.filter(({ severity, rule }) => severity === "error" && rule !== "approval-missing");
  if (errors.some(({ rule }) => rule === "base-empty")) {
    return "Not approved: the base declares nothing, so nobody is there who could decide";
  }
  if (outcome.difference === undefined) {
    return `Not to be merged: the declaration has ${counted(errors.length, "error")}`;
  }
  if (errors.length > 0) return `Not to be merged: ${counted(errors.length, "error")}; ${what}`;
  if (!outcome.met) return `Not approved yet: ${what}; ${missing(outcome)}`;
  const needed = outcome.requirements.some(({ steps }) => steps.length > 0);
  const automatic = outcome.requirements.some((one) => one.automatic?.decision === "approved" && one.met);
  if (outcome.requirements.length === 0 && outcome.difference.changes.length === 0)
    return `Nothing to approve: ${what}`;
  return `${needed || automatic ? "Approved" : "No approval needed"}: ${what}`;
}

function missing({ requirements }: ReviewOutcome): string {
  const open = requirements.filter(({ met }) => !met);
  const from = new Map<string, number>();
  for (const { step, missing: count } of open.flatMap(({ steps }) => steps)) {
    if (count > 0) from.set(step.from.name, Math.max(from.get(step.from.name) ?? 0, count));
  }
  if (from.size === 0) return `${counted(open.length, "requirement is", "requirements are")} not met`;
  const groups = [...from].map(([group, count]) => (count === 1 ? group : `${group} (${count})`));
  return `still to approve: ${listed(groups, 4)}`;
}

/** What a change comes to, gravest first, in as few words as possible. */
function consequences(changes: readonly Change[], zone: string | undefined): string {
  if (changes.length === 0) return "nothing about access changes";
  const parts = [...lost(changes), ...leases(changes, zone), ...others(changes)];
  if (parts.length === 0) return "nobody gains or loses access";
  const rest = parts.length - told;
  return rest > 0 ? `${parts.slice(0, told).join("; ")}; and ${counted(rest, "more consequence")}` : parts.join("; ");
}

const has = (direction: Direction) => (change: Change) => change.effects.some((one) => one.direction === direction);

/** What protects others. */
function lost(changes: readonly Change[]): readonly string[] {
  return told1(changes.filter(has("unguards")), "unguards", (count) => `${count} entries take protection away`);
}

function leases(changes: readonly Change[], zone: string | undefined): readonly string[] {
  const gained = changes.filter(({ subject, grant }) => subject.part === "grants" && grant?.is && !grant.was);
  const [only] = gained;
  if (only?.grant?.is === undefined) return [];
  if (gained.length > 1) {
    const whom = new Set(gained.map(({ grant }) => grant?.is?.identity));
    const who = whom.size === 1 ? `${only.grant.is.identity} gains` : `${whom.size} identities gain`;
    const last = Math.max(...gained.map(({ grant }) => grant?.is?.window?.end ?? 0));
    const until = last === 0 ? "" : `, until ${momentText(last, zone)} at the latest`;
    return [`${who} ${counted(gained.length, "lease")}${until}`];
  }
  const { identity, role, places, window, requested } = only.grant.is;
  const where = listed(
    places.map(({ target }) => target),
    3,
  );
  const until = window === undefined ? (requested ? ", once it is activated" : ", which is over") : "";
  const end = window === undefined ? until : ` until ${momentText(window.end, zone)}`;
  return [`${identity} gains ${role} in ${where}${end}`];
}

function others(changes: readonly Change[]): readonly string[] {
  const rest = changes.filter((change) => !(change.subject.part === "grants" && change.kind === "added"));
  return [
    ...told1(rest.filter(has("gains")), "gains", (count) => `${count} entries give access`),
    ...told1(rest.filter(has("widens")), "widens", (count) => `${count} entries are widened`),
    ...told1(rest.filter(has("loses")), "loses", (count) => `${count} entries take access away`),
    ...told1(rest.filter(has("tightens")), "tightens", (count) => `${count} entries are tightened`),
  ];
}

/** Of one entry what happens, of more how many. What is too long for a headline stands beneath it. */
function told1(changes: readonly Change[], direction: Direction, many: (count: number) => string): readonly string[] {
  const [only] = changes;
  if (only === undefined) return [];
  if (changes.length > 1) return [many(changes.length)];
  const view = only.grant?.was;
  if (direction === "loses" && view !== undefined && only.grant?.is?.window === undefined) {
    return [
      view.requested ? `${view.identity} no longer asks for ${view.role}` : `${view.identity} loses ${view.role}`,
    ];
  }
  const effects = only.effects.filter((one) => one.direction === direction);
  const [first] = effects;
  if (first === undefined || first.text.length > longest) return [`${subjectText(only.subject)} ${verbs[direction]}`];
  const more = effects.length > 1 ? ` (and ${effects.length - 1} more about this ${nounOf(only.subject)})` : "";
  return [`${first.text}${more}`];
}
