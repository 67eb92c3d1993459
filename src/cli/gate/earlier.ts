import { readFileSync } from "node:fs";
import type { Judgement } from "../../report/judgement";
import { Refusal } from "../outcome";

/** An earlier verdict of ours, as written by `--format json`. @throws Refusal for whatever is none */
export function readVerdict(file: string, option: string): Judgement {
  const mend = `Give ${option} a report that "leasehold gate --format json" wrote.`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal("verdict-unreadable", `${file} is no verdict: it is not JSON.`, mend);
  }
  if (!isJudgement(parsed)) throw new Refusal("verdict-unreadable", `${file} is no verdict of leasehold.`, mend);
  if (parsed.verdict === "unjudged") {
    throw new Refusal("verdict-unjudged", `${file} judges nothing: what it was made from could not be judged.`, mend);
  }
  return parsed;
}

function isJudgement(value: unknown): value is Judgement {
  if (typeof value !== "object" || value === null) return false;
  const { version, verdict, findings } = value as Partial<Record<keyof Judgement, unknown>>;
  return (
    version === 1 &&
    ["pass", "fail", "unjudged"].includes(verdict as string) &&
    Array.isArray(findings) &&
    findings.every((each) => typeof each === "object" && each !== null && typeof each.rule === "string")
  );
}
