import type { Format } from "../../report/render";
import { renderReview } from "../../report/review/render";
import type { ReviewReport } from "../../report/review/report";
import { summaryLine } from "../../report/summary";
import { reportContext, statusOf } from "../deliver";
import type { ExitStatus } from "../outcome";
import { complain, print, writeReport } from "../output";
import { standardOutput, terminalOf } from "../standard";

/** Reports a review to standard output, or to a file and in one line to standard error; its status is the command's. */
export async function deliverReview(
  report: ReviewReport,
  options: { readonly format?: Format; readonly out?: string },
): Promise<ExitStatus> {
  const terminal = options.out === undefined ? terminalOf(standardOutput) : undefined;
  const text = await renderReview(options.format ?? "text", report, reportContext(terminal));
  if (options.out === undefined) {
    await print(text);
  } else {
    writeReport(options.out, text);
    complain(`${summaryLine(report.judgement)}; the review is in ${options.out}`);
  }
  return statusOf(report.judgement);
}
