import { readFileSync } from "node:fs";
import { plainJson } from "../../report/plain";
import { type Evidence, evidenceOf, readEvidence } from "../../review/approval/evidence";
import type { ReviewOutcome } from "../../review/outcome";
import type { ReviewedPlan } from "../../review/planned";
import type { Pull } from "../../review/pull";
import type { Instant } from "../../time/instant";
import { digestOfFile } from "../gate/digest";
import type { JudgedBy } from "../gate/estates";
import { Refusal } from "../outcome";
import { complain, writeReport } from "../output";
import type { Base } from "./base";
import { checkedOut } from "./work-tree";

/** What a review was made of, and what it came to. */
export interface Reviewed {
  readonly outcome: ReviewOutcome;
  readonly base: Base;
  readonly head: JudgedBy;
  /** Where the head is. */
  readonly directory: string;
  readonly plans: readonly ReviewedPlan[];
  readonly pull?: { readonly file: string; readonly read: Pull };
  readonly now: Instant;
}

/** Writes what was decided, also where it is no approval; an error that was found is none, whoever approved. */
export function writeEvidence(file: string, { outcome, base, head, directory, plans, pull, now }: Reviewed): void {
  const { difference, requirements, findings } = outcome;
  if (difference === undefined || base.estate === undefined || head.declared === undefined) {
    complain(`leasehold: no evidence is written to ${file}: nothing was compared`);
    return;
  }
  const here = checkedOut(directory);
  const commit = pull?.read.head ?? here?.commit;
  // The tree is of what is checked out; of another commit than the pull request's it would be a wrong one.
  const tree = pull === undefined || here?.commit === pull.read.head ? here?.tree : undefined;
  const evidence = evidenceOf({
    changes: difference.changes,
    outcomes: requirements,
    base: { estate: base.estate, sha256: base.sha256 },
    head: {
      estate: head.declared.estate,
      sha256: head.sha256,
      ...(commit === undefined ? {} : { commit }),
      ...(tree === undefined ? {} : { tree }),
    },
    pull: pull?.read,
    inputs: [
      ...plans.map((one) => ({ name: one.file, sha256: one.plan.sha256 })),
      ...(pull === undefined ? [] : [{ name: pull.file, sha256: digestOfFile(pull.file) }]),
    ],
    now,
  });
  const wrong = findings.some(({ severity }) => severity === "error");
  writeReport(file, plainJson(wrong ? { ...evidence, decision: "not-approved" } : evidence));
}

/** The evidence of a review. @throws Refusal for whatever is none */
export function evidenceFrom(file: string): Evidence {
  const read = readEvidence(readFileSync(file, "utf8"));
  if ("evidence" in read) return read.evidence;
  throw new Refusal(
    "evidence-unreadable",
    `${file}: ${read.fault}.`,
    'Give --require-approval the file that "leasehold review --evidence FILE" wrote.',
  );
}
