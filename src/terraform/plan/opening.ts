import { PlanError, showCommand } from "./error";

/** What files are known to be by their first bytes, where it is no JSON in UTF-8. */
export type OtherFile = "binary" | "compressed" | "utf16";

/** How many bytes stand before the text (those of a byte order mark), or what it is instead of text. */
export function openingOf(first: Uint8Array): number | OtherFile {
  const [a, b, c, d] = first;
  if (a === 0x50 && b === 0x4b && c !== undefined && c <= 8) return "binary";
  if (a === 0x1f && b === 0x8b) return "compressed";
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  // Without a mark: every other byte of what is mostly ASCII is zero.
  if (
    marked ||
    (a === 0 && b !== undefined && b !== 0) ||
    (b === 0 && a !== undefined && a !== 0) ||
    (a === 0 && d === 0)
  ) {
    return "utf16";
  }
  return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
}

/** What is said of a file that is no text of a plan. */
export function otherPlanFile(kind: OtherFile): PlanError {
  switch (kind) {
    case "binary":
      return new PlanError(
        "plan-binary",
        "This is a binary plan.",
        `Show it as JSON, in its own directory: ${showCommand}`,
      );
    case "compressed":
      return new PlanError(
        "plan-compressed",
        "This is compressed by gzip.",
        "Unpack it: gzip -dc FILE | leasehold gate -",
      );
    case "utf16":
      return new PlanError(
        "plan-utf16",
        "This is UTF-16, as PowerShell writes it; JSON is UTF-8.",
        "Make it in PowerShell with: terraform show -json PLAN | Out-File -Encoding utf8 plan.json",
      );
  }
}
