import type { ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";

/**
 * The estates whose lease or footprint a resource is, by the marks that synthesis leaves: tags and labels `<prefix>:estate` beside
 * `<prefix>:digest` (with `_` on Google Cloud), or a condition titled `<prefix>/<estate>/<grant>`. What is made of a `leasehold_grant`
 * carries the same marks, wherever somebody has written it: that a root holds it does not make it a target's.
 */
export function estatesIn(instances: readonly ResourceInstance[]): ReadonlySet<string> {
  const found = new Set<string>();
  const grants = new Set(instances.flatMap(({ own, values }) => (own === true ? [values.name] : [])));
  const add = (mark: Mark | undefined): void => {
    if (mark !== undefined && !grants.has(mark.grant ?? null)) found.add(mark.estate);
  };
  for (const { mode, values, own } of instances) {
    if (mode !== "managed" || own === true) continue;
    for (const marks of [values.tags, values.tags_all, values.labels]) add(markedIn(marks));
    add(titledIn(values.condition));
  }
  return found;
}

interface Mark {
  readonly estate: string;
  readonly grant?: Json;
}

function markedIn(marks: Json | undefined): Mark | undefined {
  if (!isMap(marks)) return undefined;
  for (const [key, value] of Object.entries(marks)) {
    const [, prefix, sign] = /^(.+)([:_])estate$/.exec(key) ?? [];
    if (prefix === undefined || typeof value !== "string" || !Object.hasOwn(marks, `${prefix}${sign}digest`)) continue;
    const grant = marks[`${prefix}${sign}grant`];
    return { estate: value, ...(grant === undefined ? {} : { grant }) };
  }
  return undefined;
}

function titledIn(condition: Json | undefined): Mark | undefined {
  const [block] = Array.isArray(condition) ? (condition as readonly Json[]) : [condition];
  if (!isMap(block) || typeof block.title !== "string" || typeof block.description !== "string") return undefined;
  const [, estate, grant = ""] = /^[^/]+\/([^/]+)\/([^/]+)$/.exec(block.title) ?? [];
  return estate !== undefined && block.description.includes("Digest: ") ? { estate, grant } : undefined;
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
