import type { ReportContext } from "./context";
import type { Judgement } from "./judgement";

/** The forms that a judgement can be had in. */
export const formats = ["text", "json", "markdown", "sarif", "junit", "github"] as const;
export type Format = (typeof formats)[number];

/** Writes a judgement in one form; only that form's code is loaded. */
export async function render(format: Format, judgement: Judgement, context: ReportContext): Promise<string> {
  switch (format) {
    case "text":
      return (await import("./text.js")).text(judgement, context);
    case "json":
      return (await import("./json.js")).json(judgement);
    case "markdown":
      return (await import("./markdown.js")).markdown(judgement, context);
    case "junit":
      return (await import("./junit.js")).junit(judgement, context);
    case "sarif":
      return (await import("./sarif.js")).sarif(judgement, context);
    case "github":
      return (await import("./github.js")).github(judgement, context);
  }
}
