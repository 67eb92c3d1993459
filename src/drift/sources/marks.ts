import type { ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";

/**
 * The estates whose lease or footprint a resource is, by the marks that synthesis leaves: tags and labels `<prefix>:estate` beside
 * `<prefix>:digest` (with `_` on Google Cloud), or a condition titled `<prefix>/<estate>/<grant>`.
 */
export function estatesIn(instances: readonly ResourceInstance[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { mode, values } of instances) {
    if (mode !== "managed") continue;
    for (const marks of [values.tags, values.tags_all, values.labels]) {
      const estate = markedIn(marks);
      if (estate !== undefined) found.add(estate);
    }
    const estate = titledIn(values.condition);
    if (estate !== undefined) found.add(estate);
  }
  return found;
}

function markedIn(marks: Json | undefined): string | undefined {
  if (!isMap(marks)) return undefined;
  for (const [key, value] of Object.entries(marks)) {
    const [, prefix, sign] = /^(.+)([:_])estate$/.exec(key) ?? [];
    if (prefix !== undefined && typeof value === "string" && Object.hasOwn(marks, `${prefix}${sign}digest`))
      return value;
  }
  return undefined;
}

function titledIn(condition: Json | undefined): string | undefined {
  const [block] = Array.isArray(condition) ? (condition as readonly Json[]) : [condition];
  if (!isMap(block) || typeof block.title !== "string" || typeof block.description !== "string") return undefined;
  const [, estate] = /^[^/]+\/([^/]+)\/[^/]+$/.exec(block.title) ?? [];
  return block.description.includes("Digest: ") ? estate : undefined;
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
