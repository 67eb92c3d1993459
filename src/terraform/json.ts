import { literal } from "./literal";
import type { Expression, TerraformResource, TerraformRoot, Value } from "./resource";

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
  if (Array.isArray(value)) return value.map((each: Value) => toJson(each, references));
  if (references && isExpression(value)) return `\${${value.expression}}`;
  // No prototype, so that a key named `__proto__` is a key like any other.
  const result: Record<string, Json> = Object.create(null);
  for (const [key, each] of Object.entries(value).sort(byKey)) result[literal(key)] = toJson(each, references);
  return result;
}

/** The arguments of a resource as its block in Terraform JSON. */
export function resourceBlock(resource: TerraformResource): Readonly<Record<string, Value>> {
  if (!resource.dependsOn || resource.dependsOn.length === 0) return resource.attributes;
  return { ...resource.attributes, depends_on: [...resource.dependsOn].sort() };
}

/**
 * The root as the text of its `main.tf.json`, in canonical form: keys sorted by code unit, two spaces, a final
 * newline, and our mark in `"//"`. It depends on nothing but the root (law 2).
 *
 * @throws LiteralError for a text that Terraform would change
 */
export function renderRoot(root: TerraformRoot): string {
  const blocks = new Map<string, Map<string, Value>>();
  for (const resource of root.resources) {
    const ofType = blocks.get(resource.type) ?? new Map<string, Value>();
    blocks.set(resource.type, ofType);
    if (ofType.has(resource.name)) throw new Error(`${resource.type}.${resource.name} is declared twice`);
    ofType.set(resource.name, resourceBlock(resource));
  }
  const parts: string[] = [];
  const section = (name: string, text: string): void => {
    parts.push(`  ${JSON.stringify(name)}: ${text}`);
  };
  section("//", render({ leasehold: { estate: root.estate, target: root.target } }, "  "));
  if (root.outputs.length > 0) {
    section(
      "output",
      renderEntries(
        root.outputs.map((o) => [o.name, { description: o.description, value: o.value }]),
        "  ",
      ),
    );
  }
  section("provider", render({ [root.provider.name]: [root.provider.settings] }, "  "));
  if (blocks.size > 0) {
    const types = [...blocks].sort(byKey).map(([type, named]) => {
      return `    ${JSON.stringify(type)}: ${renderEntries([...named], "    ")}`;
    });
    section("resource", `{\n${types.join(",\n")}\n  }`);
  }
  section(
    "terraform",
    `{\n    "backend": ${render({ [root.backend.type]: root.backend.settings }, "    ", false)},\n    "required_providers": ${render(
      { [root.provider.name]: { source: root.provider.source, version: root.provider.version } },
      "    ",
    )}\n  }`,
  );
  return `{\n${parts.join(",\n")}\n}\n`;
}

/** @param references whether a map `{ expression }` is one; in what people wrote it never is (law 4) */
function renderEntries(entries: readonly (readonly [string, Value])[], indent: string, references = true): string {
  if (entries.length === 0) return "{}";
  const inner = `${indent}  `;
  // Appended, not joined: this is where synthesis spends its time.
  let text = "{\n";
  for (const [key, value] of [...entries].sort(byKey)) {
    if (text.length > 2) text += ",\n";
    text += `${inner}${quote(key)}: ${render(value, inner, references)}`;
  }
  return `${text}\n${indent}}`;
}

function render(value: Value, indent: string, references = true): string {
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const inner = `${indent}  `;
    return `[\n${value.map((each: Value) => inner + render(each, inner, references)).join(",\n")}\n${indent}]`;
  }
  if (references && isExpression(value)) return JSON.stringify(`\${${value.expression}}`);
  return renderEntries(Object.entries(value), indent, references);
}

function quote(text: string): string {
  return JSON.stringify(literal(text));
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
