import type { Judgement } from "./judgement";
import { plain } from "./plain";

const verdicts: Readonly<Record<Judgement["verdict"], string>> = {
  pass: "passes",
  fail: "fails",
  unjudged: "cannot be judged",
};

/** One line: what was judged, its verdict, and how many of what. */
export function summaryLine({ verdict, summary, inputs, errors }: Judgement): string {
  const by = summary.estate === undefined ? "" : `, held to ${plain(summary.estate)},`;
  const ofPlan = inputs?.plan !== undefined || errors.some(({ code }) => code.startsWith("plan-"));
  const names = inputs?.estates?.map(({ name }) => plain(name)).join(", ");
  const ofDrift = inputs?.sources === undefined ? undefined : `what is there, held to ${names || "no estate"},`;
  const estate =
    ofDrift !== undefined
      ? ofDrift
      : ofPlan
        ? `the plan${by}`
        : summary.estate === undefined
          ? "the estate"
          : plain(summary.estate);
  const counts = [
    ...(summary.unjudged > 0 ? [counted(summary.unjudged, "error of structure", "errors of structure")] : []),
    counted(summary.errors, "error"),
    counted(summary.warnings, "warning"),
    counted(summary.notes, "note") + aside(summary),
  ];
  return `leasehold: ${estate} ${verdicts[verdict]}: ${counts.join(", ")}`;
}

/** Which of the notes were something graver. */
function aside({ waived, known = 0 }: Judgement["summary"]): string {
  const parts = [
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(known > 0 ? [`${known} known from the baseline`] : []),
  ];
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

/** `1 note`, `2 notes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
