/**
 * The text as Terraform's JSON must spell it so that it stays text: `${` and `%{` would begin a template, in values and
 * in map keys alike, and are doubled (law 4).
 */
export function escapeLiteral(text: string): string {
  // Two plain searches: policies are full of braces, and hardly ever hold a template.
  if (!text.includes("${") && !text.includes("%{")) return text;
  // A function, since "$$" in a replacement string means one "$".
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** Why a text cannot come through Terraform unchanged. */
export interface LiteralFault {
  readonly reason: "lone-surrogate" | "not-normalized";
  /** The offending character as `U+D800`. */
  readonly character: string;
  /** The mend, as a sentence. */
  readonly fix: string;
}

// Only what lies beyond Latin-1 letters can be a surrogate or change under normalization.
const mayBeFaulty = /[\u0300-\uffff]/;

/**
 * What Terraform would change in the text: it replaces a lone surrogate, and brings all strings to Unicode's form NFC.
 * Everything else, control characters included, comes through as it is.
 */
export function literalFault(text: string): LiteralFault | undefined {
  if (!mayBeFaulty.test(text)) return undefined;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) {
      return {
        reason: "lone-surrogate",
        character: codePoint(character),
        fix: "Remove it: half of a surrogate pair is no character, and Terraform would replace it.",
      };
    }
  }
  const normal = text.normalize("NFC");
  if (normal === text) return undefined;
  let at = 0;
  while (text[at] === normal[at]) at++;
  return {
    reason: "not-normalized",
    character: codePoint(String.fromCodePoint(text.codePointAt(at) ?? 0)),
    fix: "Write the text in Unicode's composed form (NFC); Terraform would change it to that.",
  };
}

/** `U+00E9`, for messages: the character itself might not print. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Thrown when a text is to be written that Terraform would not keep as it is; the compiler reports these beforehand. */
export class LiteralError extends Error {
  override readonly name = "LiteralError";

  constructor(readonly fault: LiteralFault) {
    super(`A text holds ${fault.character}, which Terraform would not keep. ${fault.fix}`);
  }
}

/** As `escapeLiteral`. @throws LiteralError if Terraform would change the text */
export function literal(text: string): string {
  const fault = literalFault(text);
  if (fault) throw new LiteralError(fault);
  return escapeLiteral(text);
}
