import { PlanError, showCommand } from "./error";

/**
 * Refuses files that are known by their first bytes.
 *
 * @returns how many bytes stand before the text: those of a byte order mark
 * @throws PlanError for a binary plan, for compressed files, and for UTF-16
 */
export function refuseOtherFiles(first: Uint8Array): number {
  const [a, b, c, d] = first;
  if (a === 0x50 && b === 0x4b && c !== undefined && c <= 8) {
    throw new PlanError(
      "plan-binary",
      "This is a binary plan.",
      `Show it as JSON, in its own directory: ${showCommand}`,
    );
  }
  if (a === 0x1f && b === 0x8b) {
    throw new PlanError(
      "plan-compressed",
      "This is compressed by gzip.",
      "Unpack it: gzip -dc FILE | leasehold gate -",
    );
  }
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  // Without a mark: every other byte of what is mostly ASCII is zero.
  if (
    marked ||
    (a === 0 && b !== undefined && b !== 0) ||
    (b === 0 && a !== undefined && a !== 0) ||
    (a === 0 && d === 0)
  ) {
    throw new PlanError(
      "plan-utf16",
      "This is UTF-16, as PowerShell writes it; JSON is UTF-8.",
      "Make it in PowerShell with: terraform show -json PLAN | Out-File -Encoding utf8 plan.json",
    );
  }
  return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
}
