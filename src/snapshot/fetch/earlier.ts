import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { awsParts, gcpParts } from "../manifest";
import { SnapshotRefusal } from "./errors";

/** The manifest of a folder that an earlier run left. */
export type EarlierManifest = z.infer<typeof schema>;
export type EarlierContainer = EarlierManifest["containers"][number];

/** Whether a file is one that was being written when a run was cut off. */
export function isDraft(name: string): boolean {
  return /\.[0-9a-f]{12}\.draft$/.test(name);
}

/**
 * What an earlier run left in a folder; `undefined` where there is nothing yet.
 * @throws SnapshotRefusal where the folder is none of ours, or was made with other arguments
 */
export function earlierManifest(
  path: string,
  asked: Readonly<Record<string, string | readonly string[]>>,
): EarlierManifest | undefined {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there) return undefined;
  if (!there.isDirectory()) throw new SnapshotRefusal("output", `${path} is no directory.`, anotherFolder);
  const names = readdirSync(path).filter((name) => !isDraft(name));
  if (names.length === 0) return undefined;
  if (!names.includes("manifest.json")) {
    throw new SnapshotRefusal("output", `${path} is not empty, and no snapshot.`, anotherFolder);
  }
  const manifest = readManifest(join(path, "manifest.json"));
  if (!manifest) {
    throw new SnapshotRefusal("output", `${path}/manifest.json is no manifest of a snapshot.`, anotherFolder);
  }
  const other = differing(manifest.arguments ?? {}, asked);
  if (other.length > 0) {
    throw new SnapshotRefusal(
      "output",
      `${path} is a snapshot that was made with other arguments (${other.join(", ")}).`,
      "Name another folder with --out, or repeat what it was made with.",
    );
  }
  return manifest;
}

const anotherFolder = "Name another folder with --out.";

/** The arguments that are not the same. */
function differing(before: Readonly<Record<string, unknown>>, asked: Readonly<Record<string, unknown>>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(asked)])].filter(
    (name) => !isDeepStrictEqual(before[name], asked[name]),
  );
}

function readManifest(file: string): EarlierManifest | undefined {
  if (!lstatSync(file).isFile()) return undefined;
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const part = z.object({
  part: z.enum([...awsParts, ...gcpParts]),
  status: z.enum(["answered", "denied", "failed", "not-asked"]),
  asked: z.string().optional(),
  answered: z.string().optional(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
});

const schema = z.object({
  version: z.literal(1),
  begun: z.string(),
  arguments: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  containers: z.array(
    z.object({
      cloud: z.enum(["aws", "gcp"]),
      id: z.string(),
      by: z.string().optional(),
      parts: z.array(part),
    }),
  ),
});
