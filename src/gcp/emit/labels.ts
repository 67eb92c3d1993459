import type { Ownership } from "../../lease/types";
import { formatDuration } from "../../time/duration";
import { formatInstant } from "../../time/instant";
import { fitting } from "./names";

const limit = 63;

/** A text in the alphabet of a label's value: small letters, digits, `_`, `-`, at most 63. */
export function labelValue(text: string): string {
  return fitting(text.toLowerCase().replace(/[^a-z0-9_-]/g, "-"), limit);
}

/** A tag's key in the alphabet of a label's key, which begins with a letter. */
export function labelKey(text: string): string {
  const key = text.toLowerCase().replace(/[^a-z0-9_-]/g, "_");
  return fitting(/^[a-z]/.test(key) ? key : `k${key}`, limit);
}

/**
 * Who answers for it, as labels of Google Cloud: DESIGN §6's keys behind `<prefix>_`, and the company's own owner tag. Names
 * stand as they are; the maximum is ISO 8601 in small letters (`pt2h`), the end RFC 3339 with `-` for `:`
 * (`2026-11-23t10-30-00z`), approval groups are joined by `_`, which no name holds. A longer value is cut and ended by its hash.
 */
export function ownershipLabels(
  ownership: Ownership,
  prefix: string,
  ownerTag?: string,
): Readonly<Record<string, string>> {
  const values: Readonly<Record<string, string | undefined>> = {
    estate: ownership.estate,
    role: ownership.role,
    grant: ownership.grant,
    owner: ownership.owner,
    "platform-owner": ownership.platformOwner,
    "business-owner": ownership.businessOwner,
    "max-ttl": formatDuration(ownership.maxTtl),
    approvers: ownership.approvers.join("_"),
    sensitivity: ownership.sensitivity,
    ends: ownership.ends === undefined ? undefined : formatInstant(ownership.ends),
    digest: ownership.digest,
  };
  const labels = new Map<string, string>();
  if (ownerTag !== undefined) labels.set(labelKey(ownerTag), labelValue(ownership.owner));
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) labels.set(labelKey(`${prefix}_${key}`), labelValue(value));
  }
  return Object.fromEntries(labels);
}
