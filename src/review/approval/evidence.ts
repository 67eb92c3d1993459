import { z } from "zod";
import type { Estate, Grant } from "../../estate/types";
import { canonicalGrant } from "../../lease/canonical";
import { digestOf } from "../../lease/digest";
import { windowOf } from "../../lease/window";
import { formatInstant, type Instant } from "../../time/instant";
import type { Change } from "../change";
import type { Pull } from "../pull";
import type { RequirementOutcome } from "../requirement";
import { meaningDigest } from "./meaning";

const hex = (digits: string) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const sha256 = hex("64");
const time = z.iso.datetime({ offset: false });
const text = z.string();
const count = z.int().nonnegative();

const grantSchema = z.strictObject({
  name: text,
  role: text,
  identity: text,
  /** As the tag `digest` of what is made for it. */
  digest: hex("32"),
  /** Of all that it gives, without when it starts and who approved it. */
  meaning: hex("32"),
  /** Absent of a grant that was only requested: it may start at any time. */
  start: time.optional(),
  /** Absent where it has no time, or none yet. */
  end: time.optional(),
  /** Whether this change was asked to be approved, or was the same in the base. */
  basis: z.enum(["approved", "no-approval-asked", "unchanged"]),
});

const schema = z.strictObject({
  version: z.literal(1),
  kind: z.literal("leasehold-approval"),
  decision: z.enum(["approved", "not-approved"]),
  now: time,
  /** What was judged, by name, with the SHA-256 of each file. */
  inputs: z.array(z.strictObject({ name: text, sha256 })),
  base: z.strictObject({ name: text, sha256 }),
  /** The pull request's head; the tree is what was judged: the head's own, or what merging it would make. */
  head: z.strictObject({ name: text, sha256, commit: text.optional(), tree: text.optional() }),
  pull: z
    .strictObject({
      service: z.enum(["github", "gitlab"]),
      repository: text,
      number: z.int().positive(),
      head: text,
      base: text,
    })
    .optional(),
  requirements: z.array(
    z.strictObject({
      part: text,
      name: text,
      because: text,
      met: z.boolean(),
      steps: z.array(
        z.strictObject({
          from: z.strictObject({ kind: z.enum(["group", "team"]), name: text }),
          count,
          missing: count,
          given: z.array(
            z.strictObject({
              identity: text,
              account: z.int().optional(),
              commit: text.optional(),
              at: time.optional(),
              url: text.optional(),
            }),
          ),
          refused: z.array(z.strictObject({ who: text, why: text })),
        }),
      ),
      requesters: z.record(text, text),
      notes: z.array(text).optional(),
      automatic: z
        .strictObject({
          decision: z.enum(["approved", "asks-a-person"]),
          because: text,
          expressionSha256: sha256,
          inputs: z.record(text, z.unknown()),
        })
        .optional(),
    }),
  ),
  grants: z.array(grantSchema),
});

/** What was decided of a pull request, by what and of what: a JSON document. */
export type Evidence = z.output<typeof schema>;
type CoveredGrant = z.output<typeof grantSchema>;

/** What the evidence is made of; digests are SHA-256 in hexadecimal, of the caller's making. */
export interface EvidenceOf {
  readonly changes: readonly Change[];
  readonly outcomes: readonly RequirementOutcome[];
  readonly base: { readonly estate: Estate; readonly sha256: string };
  readonly head: { readonly estate: Estate; readonly sha256: string; readonly commit?: string; readonly tree?: string };
  readonly pull?: Pull | undefined;
  readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
  readonly now: Instant;
}

/**
 * The evidence of a review. It covers the grants of the head that are approved, that nobody has to approve, or that were the same in the
 * base and are not over; a grant whose requirement is not met is not covered.
 */
export function evidenceOf({ changes, outcomes, base, head, pull, inputs, now }: EvidenceOf): Evidence {
  const { service, repository, number } = pull ?? {};
  return {
    version: 1,
    kind: "leasehold-approval",
    decision: outcomes.every(({ met }) => met) ? "approved" : "not-approved",
    now: formatInstant(now),
    inputs: [...inputs],
    base: { name: base.estate.name, sha256: base.sha256 },
    head: {
      name: head.estate.name,
      sha256: head.sha256,
      ...(head.commit === undefined ? {} : { commit: head.commit }),
      ...(head.tree === undefined ? {} : { tree: head.tree }),
    },
    ...(pull && service && repository && number
      ? { pull: { service, repository, number, head: pull.head, base: pull.base } }
      : {}),
    requirements: outcomes.map(recorded),
    grants: covered(changes, outcomes, head.estate, now),
  };
}

function recorded({ requirement, met, steps, notes, automatic }: RequirementOutcome): Evidence["requirements"][number] {
  return {
    part: requirement.subject.part,
    name: requirement.subject.name,
    because: requirement.because,
    met,
    steps: steps.map(({ step, given, missing, refused }) => ({
      from: { ...step.from },
      count: step.count,
      missing,
      given: given.map(({ identity, review: { by, commit, at, url } }) => ({
        identity,
        ...(by.id === undefined ? {} : { account: by.id }),
        ...(commit === undefined ? {} : { commit }),
        ...(at === undefined ? {} : { at: formatInstant(at) }),
        ...(url === undefined ? {} : { url }),
      })),
      refused: refused.map((each) => ({ ...each })),
    })),
    requesters: Object.fromEntries([...requirement.requesters].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(notes === undefined ? {} : { notes: [...notes] }),
    ...(automatic === undefined ? {} : { automatic: { ...automatic, inputs: { ...automatic.inputs } } }),
  };
}

function covered(
  changes: readonly Change[],
  outcomes: readonly RequirementOutcome[],
  head: Estate,
  now: Instant,
): CoveredGrant[] {
  const changed = new Set(changes.flatMap(({ subject }) => (subject.part === "grants" ? [subject.name] : [])));
  const asked = new Map(
    outcomes.flatMap(({ requirement: { subject }, met }) =>
      subject.part === "grants" ? [[subject.name, met] as const] : [],
    ),
  );
  const all = [...head.grants.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return all.flatMap((grant): CoveredGrant[] => {
    const { name } = grant;
    if (!changed.has(name)) {
      const window = windowOf(grant);
      const over = grant.start !== undefined && (window === undefined || window.end <= now);
      return over ? [] : [entryOf(grant, "unchanged")];
    }
    if (!asked.has(name)) return [entryOf(grant, "no-approval-asked")];
    return asked.get(name) === true ? [entryOf(grant, "approved")] : [];
  });
}

function entryOf(grant: Grant, basis: CoveredGrant["basis"]): CoveredGrant {
  const window = windowOf(grant);
  return {
    name: grant.name,
    role: grant.role.name,
    identity: grant.identity.name,
    digest: digestOf(canonicalGrant(grant)),
    meaning: meaningDigest(grant),
    ...(grant.start === undefined ? {} : { start: formatInstant(grant.start) }),
    ...(window === undefined ? {} : { end: formatInstant(window.end) }),
    basis,
  };
}

/**
 * Reads an evidence file; strict, so that nothing in it goes unnoticed.
 * @returns the evidence, or why it is none: one sentence without its full stop
 */
export function readEvidence(contents: string): { readonly evidence: Evidence } | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(contents);
  } catch {
    return { fault: "the evidence is no JSON" };
  }
  const read = schema.safeParse(value);
  if (read.success) return { evidence: read.data };
  const [issue] = read.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join(".")}` : "";
  return {
    fault: `the evidence is not of the form that review writes${where}: ${issue?.message ?? "it cannot be read"}`,
  };
}

/**
 * Why a grant is not covered by evidence, as a clause; undefined if it is. A requested grant may have been activated since; one may have
 * been ended sooner; nothing else may be otherwise: the role, the task, the identity and the targets are as they were when it was approved.
 */
export function uncovered(grant: Grant, evidence: Evidence): string | undefined {
  if (evidence.decision !== "approved") return "what the evidence is of is not approved";
  const entry = evidence.grants.find(({ name }) => name === grant.name);
  if (entry === undefined) return "the evidence does not name it";
  if (entry.meaning !== meaningDigest(grant))
    return "it, its role, its task, its identity or its targets are no longer what was approved";
  const window = windowOf(grant);
  if (window === undefined || entry.start === undefined) return undefined;
  if (formatInstant(window.start) !== entry.start)
    return `it starts at ${formatInstant(window.start)}, and ${entry.start} was approved`;
  if (entry.end === undefined || formatInstant(window.end) > entry.end)
    return `it ends at ${formatInstant(window.end)}, later than was approved`;
  return undefined;
}
