import { lstatSync, readFileSync, rmSync, statSync } from "node:fs";
import { plainJson } from "../../report/plain";
import { type Evidence, evidenceOf, readEvidence } from "../../review/approval/evidence";
import type { ReviewOutcome } from "../../review/outcome";
import type { ReviewedPlan } from "../../review/planned";
import type { Pull } from "../../review/pull";
import type { Instant } from "../../time/instant";
import { digestOfFile } from "../gate/digest";
import type { JudgedBy } from "../gate/estates";
import { Refusal } from "../outcome";
import { cannotWrite, complain, writeReport } from "../output";
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
  readonly pull?: Pull;
  /** What else was read and decided by: the pull file, a token and its keys. */
  readonly files: readonly string[];
  readonly now: Instant;
}

/**
 * Takes away what an earlier run wrote, so that evidence is there only once this run has decided: not where its input is bad, and not
 * where it is killed.
 *
 * @throws Refusal where it cannot be taken away, and where it is a file that is read
 */
export function clearEvidence(file: string, read: readonly string[]): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  // A pipe or a device keeps nothing; of a directory writing says what is wrong.
  if (there === undefined || !(there.isFile() || there.isSymbolicLink())) return;
  if (read.some((other) => isSame(file, other))) {
    const fix = "Give --evidence a file of its own.";
    throw new Refusal("usage", `--evidence would overwrite ${file}, which is read.`, fix);
  }
  try {
    rmSync(file);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function isSame(file: string, other: string): boolean {
  const [one, two] = [file, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return one !== undefined && two !== undefined && one.ino === two.ino && one.dev === two.dev;
}

/** Writes what was decided, also where it is no approval; an error that was found is none, whoever approved. */
export function writeEvidence(file: string, reviewed: Reviewed): void {
  const { outcome, base, head, directory, plans, files, pull, now } = reviewed;
  const { difference, requirements, findings } = outcome;
  if (difference === undefined || base.estate === undefined || head.declared === undefined) {
    complain(`leasehold: no evidence is written to ${file}: nothing was compared`);
    return;
  }
  const here = checkedOut(directory);
  const commit = pull?.head ?? here?.commit;
  // The tree is of what is checked out: the pull request's head, or what merging it would make (as CI checks it out). Of another
  // commit it would be a wrong one.
  const isHead = pull === undefined || here?.commit === pull.head || here?.merges === pull.head;
  const tree = isHead ? here?.tree : undefined;
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
    pull,
    inputs: [
      ...plans.map((one) => ({ name: one.file, sha256: one.plan.sha256 })),
      ...files.map((name) => ({ name, sha256: digestOfFile(name) })),
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
