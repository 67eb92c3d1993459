import type { ReportContext } from "../context";
import { type Format, render } from "../render";
import { pageOf } from "./page-of";
import type { ReviewReport } from "./report";

/** Writes a review in one form; only that form's code is loaded. For programs that know findings only, it is its judgement. */
export async function renderReview(format: Format, report: ReviewReport, context: ReportContext): Promise<string> {
  switch (format) {
    case "text":
      return (await import("./text.js")).reviewText(pageOf(report, context), report.judgement, context);
    case "json":
      return (await import("./json.js")).reviewJson(report);
    case "markdown":
      return (await import("./markdown.js")).reviewMarkdown(pageOf(report, context));
    case "sarif":
    case "junit":
    case "github":
      return render(format, report.judgement, context);
  }
}
