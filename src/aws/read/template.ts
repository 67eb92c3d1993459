/** A piece of a template: text as it will stand, or the expression inside `${…}`. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly text: string };

/**
 * Takes raw text of a Terraform JSON configuration apart. `$${` and `%%{` become their single forms; a directive
 * (`%{…}`) is an expression of which nothing can be told.
 */
export function templateParts(raw: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  let at = 0;
  const flush = () => {
    if (text !== "") parts.push({ kind: "text", text });
    text = "";
  };
  while (at < raw.length) {
    if (raw.startsWith("$${", at) || raw.startsWith("%%{", at)) {
      text += raw.slice(at + 1, at + 3);
      at += 3;
    } else if (raw.startsWith("${", at) || raw.startsWith("%{", at)) {
      flush();
      const end = endOfExpression(raw, at + 2);
      const inside = raw.slice(at + 2, end).trim();
      parts.push({ kind: "expression", text: raw[at] === "%" ? `%{${inside}}` : inside });
      at = end + 1;
    } else text += raw[at++];
  }
  flush();
  return parts;
}

/** Where the brace stands that ends the expression; strings in it may hold braces. */
function endOfExpression(raw: string, at: number): number {
  let depth = 1;
  let quoted = false;
  for (let i = at; i < raw.length; i++) {
    const sign = raw[i];
    if (quoted && sign === "\\") i++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === "{") depth++;
    else if (!quoted && sign === "}" && --depth === 0) return i;
  }
  return raw.length;
}
