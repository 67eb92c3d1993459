import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AwsAnswers } from "../../src/aws/live/answers";
import type { Part, SnapshotContainer, SnapshotManifest, SnapshotPart } from "../../src/snapshot/manifest";
import { formatInstant } from "../../src/time/instant";

type Mutable<T> = T extends readonly (infer E)[]
  ? Mutable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** A manifest that a case may spoil. */
export type DraftManifest = Mutable<SnapshotManifest>;

/** What files of a part hold: pages, or the only one. */
export type Contents = Partial<Record<Part, readonly unknown[]>>;

/** The files of an account's answers. */
export function awsContents(answers: AwsAnswers): Contents {
  const one = (content: unknown) => (content === undefined ? {} : [content]);
  const all: Record<string, unknown> = {
    "authorization-details": answers.authorization,
    roles: one(answers.roles),
    "access-keys": one(answers.accessKeys),
    "identity-providers": one(answers.identityProviders),
    "identity-center": one(answers.identityCenter),
    organization: one(answers.organization),
    "roles-anywhere": one(answers.rolesAnywhere),
    "access-analyzer": one(answers.accessAnalyzer),
  };
  return Object.fromEntries(Object.entries(all).filter(([, files]) => Array.isArray(files)));
}

/**
 * Writes a snapshot's folder as `leasehold snapshot` does.
 *
 * @param spoil changes the manifest before it is written
 */
export function writeSnapshot(
  directory: string,
  containers: readonly { readonly cloud: "aws" | "gcp"; readonly id: string; readonly contents: Contents }[],
  at: number,
  spoil: (manifest: DraftManifest) => void = () => undefined,
): void {
  const asked = formatInstant(at);
  const manifest: SnapshotManifest = {
    version: 1,
    leasehold: "0.1.0",
    begun: asked,
    finished: asked,
    containers: containers.map(({ cloud, id, contents }): SnapshotContainer => {
      const parts = Object.entries(contents).map(([part, pages]): SnapshotPart => {
        const files = pages.map((page, position) => {
          const number = `-${String(position + 1).padStart(4, "0")}`;
          const paged = part === "authorization-details" || part === "iam-policies";
          const path = `${cloud}/${id.replaceAll("/", "-")}/${part}${paged ? number : ""}.json`;
          return writeFile(directory, path, `${JSON.stringify(page)}\n`);
        });
        return { part: part as Part, status: "answered", asked, answered: asked, files };
      });
      return { cloud, id, by: "arn:aws:sts::111122223333:assumed-role/reader/x", parts };
    }),
  };
  const draft = structuredClone(manifest) as DraftManifest;
  spoil(draft);
  writeFile(directory, "manifest.json", JSON.stringify(draft, undefined, 2));
}

/** Writes a file of a snapshot, and says what the manifest names it by. */
export function writeFile(directory: string, path: string, text: string | Buffer) {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  const bytes = Buffer.from(text as string);
  writeFileSync(file, bytes);
  return { path, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
}
