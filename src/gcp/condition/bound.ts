import type { Bound } from "../../facts/bound";
import { formatInstant, type Instant } from "../../time/instant";
import { timesOf } from "./times";

/** The end of the year 9999, past which no timestamp lies. */
const endOfTime: Instant = 253_402_300_800;

/** How long a binding under a condition holds; "nothing" where its condition can never hold. */
export function boundOfCondition(expression: string | undefined): Bound | "nothing" {
  if (expression === undefined) return { kind: "standing", because: "it has no condition" };
  const { possible, recurring, doubts } = timesOf(expression);
  const end = possible.end();
  if (end === undefined) return "nothing";
  if (end < endOfTime) {
    const until = Math.max(0, end);
    const [first] = possible.intervals;
    const from = first && Number.isFinite(first.start) && first.start >= 0 ? { from: first.start } : {};
    return { kind: "leased", ...from, until, because: `its condition ends at ${formatInstant(until)}` };
  }
  if (doubts.length > 0) return { kind: "indeterminate", because: doubts.join("; ") };
  if (end !== Number.POSITIVE_INFINITY) {
    return { kind: "standing", because: "its condition ends after the year 9999" };
  }
  if (recurring) {
    return {
      kind: "standing",
      because: "its condition limits hours, days or months, which come round again without end",
    };
  }
  const because = possible.isAll()
    ? "nothing in its condition ends it for certain"
    : "its condition says when it begins or pauses, and not when it ends";
  return { kind: "standing", because };
}
