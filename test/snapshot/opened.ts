import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Found } from "../../src/drift/found";
import { openSnapshot } from "../../src/snapshot/open";
import { at, estateWith } from "../helpers/estate";
import { SimulatedAccount } from "./simulated-account";
import { awsContents, type Contents, type DraftManifest, writeSnapshot } from "./snapshot-folder";

const root = mkdtempSync(join(tmpdir(), "leasehold-open-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;

/** A path at which there is nothing yet. */
export const anew = (ending = ""): string => join(root, `${made++}${ending}`);

export const now = at("2026-11-23T09:30:00Z");
export const asked = now - 3600;
export const account = "111122223333";

const estate = estateWith(`
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  second: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 30m }`);

export function live(): SimulatedAccount {
  const [found] = SimulatedAccount.of(estate);
  if (found === undefined) throw new Error("the estate has no account");
  found.addUser("legacy").keys.push({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active" });
  found.analyzer = { Analyzers: [{ arn: `arn:aws:access-analyzer:eu-central-1:${account}:analyzer/x` }], Findings: [] };
  return found;
}

export const contents = (change: (account: SimulatedAccount) => void = () => undefined, pageSize = 1): Contents => {
  const simulated = live();
  change(simulated);
  return awsContents(simulated.answers({ pageSize }));
};

export function folder(what: Contents = contents(), spoil?: (manifest: DraftManifest) => void, id = account): string {
  const path = anew();
  writeSnapshot(path, [{ cloud: "aws", id, contents: what }], asked, spoil);
  return path;
}

export async function opened(path: string, options: { now?: number; maxAge?: number } = {}): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const each of openSnapshot(path, { now, ...options })) found.push(each);
  return found;
}

export async function only(path: string, options: { now?: number; maxAge?: number } = {}): Promise<Found> {
  const [found, ...others] = await opened(path, options);
  if (found === undefined || others.length > 0) throw new Error(`${others.length} others`);
  return found;
}

export const said = (found: Found): readonly string[] =>
  found.unreadable.map(({ what, message }) => `${what}: ${message}`);

export type Part = DraftManifest["containers"][number]["parts"][number];
export const part =
  (name: string, spoil: (part: Part, manifest: DraftManifest) => void) =>
  (manifest: DraftManifest): void => {
    const found = manifest.containers[0]?.parts.find((each) => each.part === name);
    if (found === undefined) throw new Error(name);
    spoil(found, manifest);
  };

export const everything = [
  "credentials",
  "external-access",
  "federation",
  "identity-center",
  "organization",
  "roles",
  "roles-anywhere",
  "sessions",
];
