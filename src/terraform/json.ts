import { CanonicalBytes, sortedKeys, sortedTexts } from "./canonical-bytes";
import { literal } from "./literal";
import { isExpression, JoinedText, type TerraformResource, type TerraformRoot, type Value } from "./resource";
import type { SharedBytes } from "./shared-bytes";

/** What stands in a Terraform JSON file: literals escaped, expressions as `${…}`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

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
  return encodeRoot(root, new CanonicalBytes()).toString();
}

/** As `renderRoot`, in UTF-8; `text` writes one root after another. */
export function encodeRoot(root: TerraformRoot, text: CanonicalBytes): SharedBytes {
  const { provider, backend } = root;
  text.begin();
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
      for (const resource of those) writeResource(text, resource);
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

/** A resource's block: its arguments, and among them what it depends on. */
function writeResource(text: CanonicalBytes, { name, attributes, dependsOn = [] }: TerraformResource): void {
  text.key(name);
  text.open("{");
  let waiting = dependsOn.length > 0;
  for (const key of sortedKeys(attributes)) {
    if (waiting && key > "depends_on") {
      text.member("depends_on", sortedTexts(dependsOn));
      waiting = false;
    }
    text.member(key, attributes[key] ?? null);
  }
  if (waiting) text.member("depends_on", sortedTexts(dependsOn));
  text.close("}");
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
  // The emitters mostly hand them out so.
  if (things.every(({ name }, n) => n === 0 || (things[n - 1]?.name ?? "") < name)) return things;
  const sorted = [...things].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const twice = sorted.find(({ name }, n) => n > 0 && sorted[n - 1]?.name === name);
  if (twice) throw new Error(`${what}.${twice.name} is declared twice`);
  return sorted;
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
