/** Does the text hold a template (`${…}` or `%{…}`), and not only doubled signs? */
export function isTemplate(text: string): boolean {
  return templateAt(text, 0) >= 0;
}

/** The text that a literal of Terraform's JSON stands for: `$${` means `${`. */
export function unescapeLiteral(text: string): string {
  return text.replace(/\$\$\{|%%\{/g, (sign) => sign.slice(1));
}

/** Where the next template begins; -1 where there is none. */
function templateAt(text: string, from: number): number {
  for (let at = text.indexOf("{", from); at >= 0; at = text.indexOf("{", at + 1)) {
    const sign = text[at - 1];
    if ((sign !== "$" && sign !== "%") || at - 1 < from) continue;
    // Doubled, it is text.
    if (text[at - 2] === sign && at - 2 >= from) continue;
    return at - 1;
  }
  return -1;
}

/**
 * The references in a template's expressions, in their order: `aws_iam_role.deploy.arn`, `var.account`,
 * `module.app["eu.west"].role`. Calls of functions, loop variables and literals are none, or lead nowhere.
 */
export function referencesIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (let at = templateAt(text, 0); at >= 0; at = templateAt(text, at)) {
    at = readExpression(text, at + 2, found);
  }
  return [...found];
}

const traversal = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const attribute = /\.(?:[\p{L}_][\p{L}\p{N}_-]*|\d+|\*)/uy;

/** Reads from behind a `${` to behind its `}`. */
function readExpression(text: string, from: number, found: Set<string>): number {
  let depth = 1;
  let at = from;
  while (at < text.length) {
    const sign = text[at];
    if (sign === '"') {
      at = readQuoted(text, at + 1, found);
      continue;
    }
    if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return at + 1;
    traversal.lastIndex = at;
    const [name] = traversal.exec(text) ?? [];
    at = name === undefined ? at + 1 : readTraversal(text, at, at + name.length, found);
  }
  return at;
}

/** Reads a quoted text within an expression, to behind its quotation mark. */
function readQuoted(text: string, from: number, found: Set<string>): number {
  let at = from;
  while (at < text.length) {
    const sign = text[at];
    if (sign === '"') return at + 1;
    if (sign === "\\") at += 2;
    else if (templateAt(text.slice(at, at + 3), 0) === 0) at = readExpression(text, at + 2, found);
    else if (/^(?:\$\$|%%)\{/.test(text.slice(at, at + 3))) at += 3;
    else at++;
  }
  return at;
}

function readTraversal(text: string, start: number, from: number, found: Set<string>): number {
  let at = from;
  let steps = 0;
  for (;;) {
    attribute.lastIndex = at;
    const [step] = attribute.exec(text) ?? [];
    if (step !== undefined) {
      at += step.length;
      steps++;
      continue;
    }
    if (text[at] !== "[") break;
    const close = closing(text, at);
    if (close === undefined) break;
    // What stands in the brackets may refer to something itself; its own key is part of this reference.
    const inside = text.slice(at + 1, close).trim();
    if (inside !== "each.key" && inside !== "count.index") readExpression(`${inside}}`, 0, found);
    at = close + 1;
  }
  if (steps > 0 && text[at] !== "(") found.add(text.slice(start, at));
  return at;
}

function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = readQuoted(text, at + 1, new Set()) - 1;
    else if (sign === "[") depth++;
    else if (sign === "]" && --depth === 0) return at;
  }
  return undefined;
}
