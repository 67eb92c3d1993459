import type { ConfiguredExpression } from "./instance";

/** A step of a reference after its beginning: an attribute's name, or an index. */
export type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: string | number }
  /** `[each.key]` or `[count.index]`: the index of whoever refers. */
  | { readonly kind: "own-index" }
  /** `[*]`, or an index that is computed. */
  | { readonly kind: "any-index" };

/** What names look like, at one place of a text. */
interface Grammar {
  readonly identifier: RegExp;
  readonly module: RegExp;
}

const ascii: Grammar = { identifier: /[A-Za-z_][\w-]*|\d+|\*/y, module: /module\.([A-Za-z_][\w-]*)/y };
let unicode: Grammar | undefined;

/** To make ready for all letters that there are takes a millisecond, and hardly a text has others than those of ASCII. */
function grammarOf(text: string): Grammar {
  if (!/[^ -~]/.test(text)) return ascii;
  unicode ??= {
    identifier: /[\p{L}_][\p{L}\p{N}_-]*|\d+|\*/uy,
    module: /module\.([\p{L}_][\p{L}\p{N}_-]*)/uy,
  };
  return unicode;
}

/**
 * Reads a reference as Terraform writes it in a plan or in `${…}`: `module.app["eu.west"].role_arn`,
 * `aws_iam_role.deploy[0].arn`, `data.aws_iam_policy_document.read.json`. Undefined where it is anything else, such as
 * a call of a function.
 */
export function parseReference(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  const { identifier } = grammarOf(text);
  for (;;) {
    identifier.lastIndex = at;
    const [name] = identifier.exec(text) ?? [];
    if (name === undefined) return undefined;
    at += name.length;
    steps.push(stepNamed(name, steps.length > 0));
    while (text[at] === "[") {
      const close = closingBracket(text, at);
      if (close === undefined) return undefined;
      steps.push(indexStep(text.slice(at + 1, close)));
      at = close + 1;
    }
    if (at === text.length) return steps;
    if (text[at] !== ".") return undefined;
    at++;
  }
}

function stepNamed(name: string, inside: boolean): Step {
  if (!inside) return { kind: "name", name };
  if (name === "*") return { kind: "any-index" };
  return /^\d+$/.test(name) ? { kind: "index", index: Number(name) } : { kind: "name", name };
}

/** The `]` that ends the bracket at `open`: those in quotation marks do not count. */
function closingBracket(text: string, open: number): number | undefined {
  let quoted = false;
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "[") depth++;
    else if (sign === "]" && --depth === 0) return at;
  }
  return undefined;
}

function indexStep(inside: string): Step {
  const text = inside.trim();
  if (text === "each.key" || text === "count.index") return { kind: "own-index" };
  if (/^\d+$/.test(text)) return { kind: "index", index: Number(text) };
  const key = unquoted(text);
  return key === undefined ? { kind: "any-index" } : { kind: "index", index: key };
}

/** The key in quotation marks, as Terraform quotes keys; undefined where the text is no plain literal. */
function unquoted(text: string): string | undefined {
  if (!text.startsWith('"')) return undefined;
  // A template inside is not a literal; a doubled sign is one that was escaped.
  if (/(?<![$%])(?:\$\$|%%)*[$%]\{/.test(text.replace(/\$\$\{|%%\{/g, ""))) return undefined;
  try {
    const key: unknown = JSON.parse(text);
    return typeof key === "string" ? key.replace(/\$\$\{|%%\{/g, (sign) => sign.slice(1)) : undefined;
  } catch {
    return undefined;
  }
}

/** One step of a module's address. */
export interface ModuleStep {
  readonly name: string;
  readonly index?: string | number;
  /** The address up to and with this step. */
  readonly address: string;
}

/**
 * The steps of a module's address, `module.app["eu.west"].module.net[0]`; none for the root. Keys are read as they are
 * quoted, never split at dots. Undefined where the text is no module's address.
 */
export function moduleSteps(address: string): readonly ModuleStep[] | undefined {
  const steps: ModuleStep[] = [];
  let at = 0;
  const { module: start } = grammarOf(address);
  while (at < address.length) {
    if (at > 0 && address[at++] !== ".") return undefined;
    start.lastIndex = at;
    const [matched, name] = start.exec(address) ?? [];
    if (matched === undefined || name === undefined) return undefined;
    at += matched.length;
    if (address[at] !== "[") {
      steps.push({ name, address: address.slice(0, at) });
      continue;
    }
    const close = closingBracket(address, at);
    if (close === undefined) return undefined;
    const step = indexStep(address.slice(at + 1, close));
    at = close + 1;
    if (step.kind !== "index") return undefined;
    steps.push({ name, index: step.index, address: address.slice(0, at) });
  }
  return steps;
}

/**
 * The references that an expression holds. Terraform lists each together with its shorter forms, right after it:
 * `a.b["c"].arn`, `a.b["c"]`, `a.b`. A shorter form that stands elsewhere is a reference of its own.
 */
export function exactReferences(listed: readonly string[]): readonly string[] {
  const exact = listed.filter((one, n) => {
    const before = listed[n - 1];
    return (
      before === undefined ||
      before.length <= one.length ||
      !before.startsWith(one) ||
      !/[.[]/.test(before[one.length] ?? "")
    );
  });
  return [...new Set(exact)];
}

/**
 * The one reference that an expression is. Of one in HCL a plan lists only what it refers to, so a function of that reference
 * looks the same; of one in a JSON configuration the text must be `${…}` with the reference in it and nothing else.
 */
export function soleReference({ constant, references }: ConfiguredExpression): string | undefined {
  if (constant !== undefined) {
    const [, inside] = (typeof constant === "string" && /^\$\{\s*([^{}]*[^{}\s])\s*\}$/.exec(constant)) || [];
    return inside !== undefined && parseReference(inside) !== undefined ? inside : undefined;
  }
  const [only, ...others] = exactReferences(references);
  return others.length === 0 ? only : undefined;
}
