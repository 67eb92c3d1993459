import { literal } from "./literal";
import { type Expression, JoinedText, type TerraformResource, type TerraformRoot, type Value } from "./resource";

/** What stands in a Terraform JSON file: literals escaped, expressions as `${…}`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Is it a reference into Terraform's graph, and not a map that happens to hold text? */
export function isExpression(value: Value): value is Expression {
  if (typeof value !== "object" || value === null || !("expression" in value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "expression" && typeof (value as Expression).expression === "string";
}

/**
 * A value as it stands in Terraform JSON: text escaped, map keys too, expressions as `${…}`, keys in order.
 *
 * @param references whether a map `{ expression }` is a reference; in what people wrote (a backend) it never is
 * @throws LiteralError for a text that Terraform would change
 */
export function toJson(value: Value, references = true): Json {
  if (typeof value === "string") return literal(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof JoinedText) return value.pieces.map(literal).join("");
  if (Array.isArray(value)) return value.map((each: Value) => toJson(each, references));
  if (references && isExpression(value)) return `\${${value.expression}}`;
  // No prototype, so that a key named `__proto__` is a key like any other.
  const result: Record<string, Json> = Object.create(null);
  for (const [key, each] of Object.entries(value).sort(byKey)) result[literal(key)] = toJson(each, references);
  return result;
}

/**
 * The root as the text of its `main.tf.json`, in canonical form: keys sorted by code unit, two spaces, a final
 * newline, and our mark in `"//"`. It depends on nothing but the root (law 2).
 *
 * @throws LiteralError for a text that Terraform would change
 */
export function renderRoot(root: TerraformRoot): string {
  const { provider, backend } = root;
  const text = new CanonicalText();
  text.open("{");
  text.member("//", { leasehold: { estate: root.estate, target: root.target } });
  if (root.outputs.length > 0) {
    const outputs = inOrder(root.outputs, "output");
    text.member(
      "output",
      Object.fromEntries(outputs.map(({ name, description, value }) => [name, { description, value }])),
    );
  }
  text.member("provider", { [provider.name]: [provider.settings] });
  if (root.resources.length > 0) {
    text.key("resource");
    text.open("{");
    for (const [type, those] of byType(root.resources)) {
      text.key(type);
      text.open("{");
      for (const resource of those) text.resource(resource);
      text.close("}");
    }
    text.close("}");
  }
  text.key("terraform");
  text.open("{");
  // What people wrote of a backend is literal throughout (law 4).
  text.member("backend", { [backend.type]: backend.settings }, false);
  text.member("required_providers", { [provider.name]: { source: provider.source, version: provider.version } });
  text.close("}");
  text.close("}");
  return text.end();
}

function byType(resources: readonly TerraformResource[]): readonly (readonly [string, readonly TerraformResource[]])[] {
  const types = new Map<string, TerraformResource[]>();
  for (const resource of resources) {
    const those = types.get(resource.type);
    if (those) those.push(resource);
    else types.set(resource.type, [resource]);
  }
  return [...types].sort(byKey).map(([type, those]) => [type, inOrder(those, type)]);
}

/** Things by name, each name once. */
function inOrder<T extends { readonly name: string }>(things: readonly T[], what: string): readonly T[] {
  const sorted = [...things].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const twice = sorted.find(({ name }, n) => n > 0 && sorted[n - 1]?.name === name);
  if (twice) throw new Error(`${what}.${twice.name} is declared twice`);
  return sorted;
}

/** Grows by one text, which costs one copy where nested joins would cost one for each level. */
class CanonicalText {
  #text = "";
  #indent = "\n";
  #first = true;

  open(bracket: "{" | "["): void {
    this.#text += bracket;
    this.#indent += "  ";
    this.#first = true;
  }

  close(bracket: "}" | "]"): void {
    this.#indent = this.#indent.slice(0, -2);
    if (!this.#first) this.#text += this.#indent;
    this.#text += bracket;
    this.#first = false;
  }

  key(key: string): void {
    this.#next();
    this.#text += keyText(key);
  }

  /** A resource's block: its arguments, and among them what it depends on. */
  resource({ name, attributes, dependsOn = [] }: TerraformResource): void {
    this.#next();
    this.#text += `${quoted(name)}: `;
    this.open("{");
    let waiting = dependsOn.length > 0;
    for (const key of sortedKeys(attributes)) {
      if (waiting && key > "depends_on") {
        this.member("depends_on", [...dependsOn].sort());
        waiting = false;
      }
      this.member(key, attributes[key] ?? null);
    }
    if (waiting) this.member("depends_on", [...dependsOn].sort());
    this.close("}");
  }

  /** @param references whether a map `{ expression }` is a reference */
  member(key: string, value: Value, references = true): void {
    this.key(key);
    this.#value(value, references);
  }

  end(): string {
    return `${this.#text}\n`;
  }

  #next(): void {
    this.#text += this.#first ? this.#indent : `,${this.#indent}`;
    this.#first = false;
  }

  #value(value: Value, references: boolean): void {
    if (typeof value === "string") this.#text += quoted(value);
    else if (typeof value !== "object" || value === null) this.#text += JSON.stringify(value);
    else if (value instanceof JoinedText) {
      this.#text += '"';
      for (const piece of value.pieces) this.#text += inside(piece);
      this.#text += '"';
    } else if (Array.isArray(value)) {
      this.open("[");
      for (const each of value as readonly Value[]) {
        this.#next();
        this.#value(each, references);
      }
      this.close("]");
    } else if (references && isExpression(value)) this.#text += JSON.stringify(`\${${value.expression}}`);
    else {
      const map = value as { readonly [key: string]: Value };
      this.open("{");
      for (const key of sortedKeys(map)) this.member(key, map[key] ?? null, references);
      this.close("}");
    }
  }
}

// What needs no escape in JSON and holds no template sign, as most texts do.
const asItIs = /^[ !#&-[\]-~]*$/;

/** A literal between quotation marks. @throws LiteralError for a text that Terraform would change */
function quoted(text: string): string {
  return asItIs.test(text) ? `"${text}"` : JSON.stringify(literal(text));
}

const keyTexts = new Map<string, string>();

/** A key with its colon; arguments and tags have few names. */
function keyText(key: string): string {
  let text = keyTexts.get(key);
  if (text === undefined) {
    text = `${quoted(key)}: `;
    if (keyTexts.size < 10_000) keyTexts.set(key, text);
  }
  return text;
}

const long = 1_000;
const longTexts = new Map<string, string>();

/** A piece of a literal, escaped; the long ones once for all that share them. */
function inside(piece: string): string {
  let text = piece.length < long ? undefined : longTexts.get(piece);
  if (text === undefined) {
    text = quoted(piece).slice(1, -1);
    if (piece.length >= long && longTexts.size < 100) longTexts.set(piece, text);
  }
  return text;
}

/** To look is cheaper than to sort, and what is emitted mostly comes in order. */
function sortedKeys(map: object): readonly string[] {
  const keys = Object.keys(map);
  for (let n = 1; n < keys.length; n++) if ((keys[n - 1] ?? "") > (keys[n] ?? "")) return keys.sort();
  return keys;
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
