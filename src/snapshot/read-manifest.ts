import { aCount, aName, aText, listOf, oneOf, optional, record, type Shape } from "../terraform/shape";
import { parseInstant } from "../time/instant";
import {
  awsParts,
  gcpParts,
  type Part,
  type SnapshotContainer,
  type SnapshotFile,
  type SnapshotManifest,
  type SnapshotPart,
} from "./manifest";

const aTime: Shape<string> = (value) =>
  typeof value === "string" && "instant" in parseInstant(value)
    ? undefined
    : { at: "", expected: "an RFC 3339 time in whole seconds" };

const aDigest: Shape<string> = (value) =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value)
    ? undefined
    : { at: "", expected: "a SHA-256 in hexadecimal" };

const shape = record<Omit<SnapshotManifest, "version" | "arguments">>({
  leasehold: aText,
  begun: aTime,
  finished: optional(aTime),
  containers: listOf(
    record<SnapshotContainer>({
      cloud: oneOf("aws", "gcp"),
      id: aName,
      by: optional(aText),
      parts: listOf(
        record<SnapshotPart>({
          part: oneOf<Part>(...awsParts, ...gcpParts),
          status: oneOf("answered", "denied", "failed", "not-asked"),
          asked: optional(aTime),
          answered: optional(aTime),
          files: listOf(record<SnapshotFile>({ path: aName, sha256: aDigest, bytes: aCount })),
          error: optional(aText),
        }),
      ),
    }),
  ),
});

/** What a manifest is, or a clause that says why it is none. */
export function manifestOf(value: unknown): { readonly manifest: SnapshotManifest } | { readonly fault: string } {
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  if (version !== 1) {
    return { fault: version === undefined ? "it names no version" : "it is of a version that is not known here" };
  }
  const wrong = shape(value);
  if (wrong !== undefined)
    return { fault: `${wrong.at === "" ? "it" : `\`${wrong.at.slice(1)}\``} is not ${wrong.expected}` };
  const manifest = value as SnapshotManifest;
  const fault = contradiction(manifest);
  return fault === undefined ? { manifest } : { fault };
}

function contradiction({ containers }: SnapshotManifest): string | undefined {
  const named = new Set<string>();
  const files = new Set<string>();
  for (const { cloud, id, parts } of containers) {
    if (named.has(`${cloud} ${id}`)) return `it names ${id} twice`;
    named.add(`${cloud} ${id}`);
    if (cloud === "aws" && !/^\d{12}$/.test(id)) return "the id of an AWS account is not of twelve digits";
    const own: readonly Part[] = cloud === "aws" ? awsParts : gcpParts;
    const seen = new Set<Part>();
    for (const { part, files: those } of parts) {
      if (!own.includes(part)) return `it names a part of ${id} that its cloud has not`;
      if (seen.has(part)) return `it names the part ${part} of ${id} twice`;
      seen.add(part);
      for (const { path } of those) {
        if (files.has(path)) return "it names one file twice";
        files.add(path);
      }
    }
  }
  return undefined;
}
