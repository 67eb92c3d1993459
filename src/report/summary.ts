import type { Judgement } from "./judgement";
import { plain } from "./plain";

const verdicts: Readonly<Record<Judgement["verdict"], string>> = {
  pass: "passes",
  fail: "fails",
  unjudged: "cannot be judged",
};

/** One line: the estate, its verdict, and how many of what. */
export function summaryLine({ verdict, summary }: Judgement): string {
  const estate = summary.estate === undefined ? "the estate" : plain(summary.estate);
  const counts = [
    ...(summary.unjudged > 0 ? [counted(summary.unjudged, "error of structure", "errors of structure")] : []),
    counted(summary.errors, "error"),
    counted(summary.warnings, "warning"),
    counted(summary.notes, "note") + (summary.waived > 0 ? ` (${summary.waived} waived)` : ""),
  ];
  return `leasehold: ${estate} ${verdicts[verdict]}: ${counts.join(", ")}`;
}

/** `1 note`, `2 notes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
