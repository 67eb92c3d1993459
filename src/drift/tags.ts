import type { Policy } from "../estate/types";
import type { Deviation } from "./deviation";
import type { DriftKindName } from "./kinds";

/** What the tags of ours, and the company's owner tag, are about. */
export interface TagKeys {
  readonly owner: ReadonlySet<string>;
  readonly approval: ReadonlySet<string>;
  readonly maximum: ReadonlySet<string>;
  readonly prefix: string;
}

export function tagKeysOf({ prefix, ownerTag }: Pick<Policy, "prefix" | "ownerTag">): TagKeys {
  const ours = (...names: readonly string[]) => names.map((name) => `${prefix}:${name}`);
  return {
    owner: new Set([
      ...ours("owner", "platform-owner", "business-owner"),
      ...(ownerTag === undefined ? [] : [ownerTag]),
    ]),
    approval: new Set(ours("approvers")),
    maximum: new Set(ours("max-ttl")),
    prefix: `${prefix}:`,
  };
}

type Tags = Readonly<Record<string, string>>;

/**
 * What tags say otherwise than they should. Tags of others are theirs.
 *
 * @param explained something more specific is already known, of which another digest is only the trace
 */
export function compareTags(
  promised: Tags,
  found: Tags,
  keys: TagKeys,
  at: { readonly address: string; readonly mend: string },
  explained: boolean,
): readonly Deviation[] {
  const changed = new Map<DriftKindName, string[]>();
  for (const key of new Set([...Object.keys(promised), ...Object.keys(found)])) {
    const kind = kindOfKey(key, keys);
    const [is, was] = [own(found, key), own(promised, key)];
    // A tag of ours that is of no kind and that nobody promised is not ours to judge.
    if (kind === undefined || is === was || (kind === "digest-mismatch" && was === undefined)) continue;
    const those = changed.get(kind);
    if (those) those.push(saying(key, is, was));
    else changed.set(kind, [saying(key, is, was)]);
  }
  const specific = explained || [...changed.keys()].some((kind) => kind !== "digest-mismatch");
  return [...changed]
    .filter(([kind]) => kind !== "digest-mismatch" || !specific)
    .map(([kind, said]) => ({ kind, said: said.sort().join("; "), ...at }));
}

function kindOfKey(key: string, keys: TagKeys): DriftKindName | undefined {
  if (keys.owner.has(key)) return "owner-changed";
  if (keys.approval.has(key)) return "approval-changed";
  if (keys.maximum.has(key)) return "maximum-changed";
  return key.startsWith(keys.prefix) ? "digest-mismatch" : undefined;
}

function saying(key: string, is: string | undefined, was: string | undefined): string {
  if (is === undefined) return `lacks the tag "${key}" ("${was}" is declared)`;
  if (was === undefined) return `carries the tag "${key}" ("${is}"), which is not declared`;
  return `says "${is}" in the tag "${key}", where "${was}" is declared`;
}

function own(tags: Tags, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
