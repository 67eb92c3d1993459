import type { ASTNode } from "@marcbachmann/cel-js";

type Cel = typeof import("@marcbachmann/cel-js");

let cel: Cel | undefined;

/** Google's own expressions are far shorter; what is longer is not worth the risk of a deep recursion. */
const longest = 10_000;

/** The syntax tree of a CEL expression, or why its meaning cannot be told. */
export function parseCel(text: string): { readonly node: ASTNode } | { readonly fault: string } {
  if (/[$%]\{/.test(text)) return { fault: "a part of the condition is not known before apply" };
  if (text.length > longest) return { fault: `the condition is longer than ${longest} characters` };
  // In a raw string a backslash before the quote does not escape it, which not every parser knows.
  if (/[rR]["']/.test(text) && /\\["']/.test(text)) return { fault: "the condition hides a quote in a raw string" };
  // Required here, because only plans with conditions need it. It is an ES module without top-level await, which Node 20.19
  // and later let CommonJS require.
  cel ??= require("@marcbachmann/cel-js") as Cel;
  try {
    return { node: cel.parse(text).ast };
  } catch {
    return { fault: "the condition is not CEL that can be read" };
  }
}

/** A text that stands there literally. */
export function literalText(node: ASTNode | undefined): string | undefined {
  return node?.op === "value" && typeof node.args === "string" ? node.args : undefined;
}
