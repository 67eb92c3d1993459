import type { DeclarationPath } from "../../diagnostics/diagnostic";
import type { Reporter } from "../../diagnostics/report";
import type { Ownership } from "../../lease/types";
import { formatDuration } from "../../time/duration";
import { formatInstant } from "../../time/instant";
import { fitting } from "./names";
import { tagCharacterFault } from "./text";

/** AWS's limits on tags, in characters. */
export const tagLimits = { key: 128, value: 256, count: 50 } as const;

const kinds = [
  "approvers",
  "business-owner",
  "digest",
  "ends",
  "estate",
  "grant",
  "max-ttl",
  "owner",
  "platform-owner",
  "role",
  "sensitivity",
] as const;
type TagKeys = Readonly<Record<(typeof kinds)[number], string>>;
const keysByPrefix = new Map<string, TagKeys>();

/** The tags' keys behind a prefix, spelled once for all that carry them. */
function keysOf(prefix: string): TagKeys {
  let keys = keysByPrefix.get(prefix);
  if (keys === undefined) {
    keys = Object.fromEntries(kinds.map((kind) => [kind, `${prefix}:${kind}`])) as TagKeys;
    keysByPrefix.set(prefix, keys);
  }
  return keys;
}

/**
 * Who answers for it, as AWS tags: DESIGN §6's keys behind `<prefix>:`, and the company's own owner tag. A value that
 * is too long is cut and ended by its hash.
 */
export function ownershipTags(
  ownership: Ownership,
  prefix: string,
  ownerTag?: string,
): Readonly<Record<string, string>> {
  const tags: Record<string, string> = {};
  const keys = keysOf(prefix);
  const set = (kind: keyof TagKeys, value: string | undefined): void => {
    if (value !== undefined) tags[keys[kind]] = fitting(value, tagLimits.value);
  };
  // In the order of their keys, in which they are written.
  set("approvers", ownership.approvers.join(" "));
  set("business-owner", ownership.businessOwner);
  set("digest", ownership.digest);
  set("ends", ownership.ends === undefined ? undefined : formatInstant(ownership.ends));
  set("estate", ownership.estate);
  set("grant", ownership.grant);
  set("max-ttl", formatDuration(ownership.maxTtl));
  set("owner", ownership.owner);
  set("platform-owner", ownership.platformOwner);
  set("role", ownership.role);
  set("sensitivity", ownership.sensitivity);
  if (ownerTag !== undefined) tags[ownerTag] = fitting(ownership.owner, tagLimits.value);
  return tags;
}

/** Reports an owner tag that AWS would not take, or that would be one of leasehold's own. */
export function checkOwnerTag(reporter: Reporter, prefix: string, ownerTag: string | undefined): boolean {
  if (ownerTag === undefined) return true;
  const because = ownerTagFault(prefix, ownerTag);
  if (because !== undefined) reporter.report("aws-owner-tag", { tag: ownerTag, because }, ["policy", "ownerTag"]);
  return because === undefined;
}

function ownerTagFault(prefix: string, tag: string): string | undefined {
  const character = tagCharacterFault(tag);
  if (character !== undefined) return `it holds ${character}`;
  if (tag.length === 0 || tag.length > tagLimits.key) return `a key has 1 to ${tagLimits.key} characters`;
  if (/^aws:/i.test(tag)) return "keys that begin with `aws:` are Amazon's own";
  // The keys of a role's tags are not case-sensitive.
  if (tag.toLowerCase().startsWith(`${prefix.toLowerCase()}:`))
    return `keys that begin with \`${prefix}:\` are leasehold's own`;
  return undefined;
}

/** Reports a tag whose value holds what AWS does not take. */
export function checkTags(
  reporter: Reporter,
  what: string,
  tags: Readonly<Record<string, string>>,
  path: DeclarationPath,
): boolean {
  let fine = true;
  for (const [tag, value] of Object.entries(tags)) {
    const character = tagCharacterFault(value);
    if (character === undefined) continue;
    reporter.report("aws-tag-value", { tag, value, character, what }, path);
    fine = false;
  }
  return fine;
}
