import type { DeclarationPath } from "../../diagnostics/diagnostic";
import type { Reporter } from "../../diagnostics/report";
import { codePoint } from "../../terraform/literal";
import { quotas } from "./quotas";

/** The first character that IAM does not take in a policy (tab, LF, CR, U+0020 to U+00FF), as `U+2019`. */
export function policyCharacterFault(text: string): string | undefined {
  return first(text, /[^\t\n\r\u0020-\u00ff]/u);
}

/** The first character that IAM does not take in a description (as in a policy, without U+007F to U+00A0). */
export function descriptionCharacterFault(text: string): string | undefined {
  return first(text, /[^\t\n\r\u0020-\u007e\u00a1-\u00ff]/u);
}

/** The first character that AWS does not take in a tag's key or value. */
export function tagCharacterFault(text: string): string | undefined {
  return first(text, /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u);
}

function first(text: string, refused: RegExp): string | undefined {
  const match = refused.exec(text);
  return match ? codePoint(match[0]) : undefined;
}

/** Reports every text of `texts` that cannot stand in a policy. */
export function checkPolicyText(
  reporter: Reporter,
  what: string,
  texts: Iterable<string>,
  path: DeclarationPath,
): boolean {
  for (const text of texts) {
    const character = policyCharacterFault(text);
    if (character === undefined) continue;
    reporter.report("aws-policy-character", { what, character }, path);
    return false;
  }
  return true;
}

/** Reports a description that IAM would not take. */
export function checkDescription(reporter: Reporter, what: string, text: string, path: DeclarationPath): boolean {
  const character = descriptionCharacterFault(text);
  if (character !== undefined) {
    reporter.report("aws-description-character", { what, character }, path);
    return false;
  }
  if (text.length <= quotas.description) return true;
  reporter.report("aws-description-too-long", { what, length: text.length, limit: quotas.description }, path);
  return false;
}
