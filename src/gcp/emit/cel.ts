// ASCII without what is escaped, as most texts are.
const asItIs = /^[ !#-[\]-~]*$/;

/**
 * A text as a CEL string literal in double quotes (CEL language definition, "String and Bytes Values").
 * @throws RangeError on half of a surrogate pair, which CEL cannot hold
 */
export function celString(text: string): string {
  if (asItIs.test(text)) return `"${text}"`;
  let literal = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError("half of a surrogate pair cannot stand in a CEL string");
    if (character === "\\" || character === '"') literal += `\\${character}`;
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) literal += `\\u${code.toString(16).padStart(4, "0")}`;
    else literal += character;
  }
  return `"${literal}"`;
}

/** A list of texts as a CEL list literal. */
export function celList(texts: readonly string[]): string {
  return `[${texts.map(celString).join(", ")}]`;
}
