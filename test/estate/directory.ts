import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach } from "vitest";
import { type Loaded, loadEstate } from "../../src/estate/load";

const made: string[] = [];

afterEach(() => {
  for (const directory of made.splice(0)) fs.rmSync(directory, { recursive: true, force: true });
});

/** An empty directory that is gone after the test. */
export function emptyDirectory(): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "leasehold-estate-"));
  made.push(directory);
  return directory;
}

/** A directory with these files. */
export function directoryOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = emptyDirectory();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    fs.writeFileSync(path.join(directory, name), content);
  }
  return directory;
}

/** What is wrong, as `file:line:column code`, files below the directory. */
export function complaints(directory: string, { diagnostics }: Loaded = loadEstate(directory)): string[] {
  return diagnostics.map(({ code, location }) => {
    const file = location ? path.relative(directory, location.file) || "." : "?";
    return `${file}:${location?.line}:${location?.column} ${code}`;
  });
}

/** The least estate that loads, on seven lines. */
export const least = `version: 1
name: acme
policy: { governance: security }
teams:
  security: { members: [hana] }
identities:
  hana: { kind: person }
`;

/** The least estate and more text behind it, which begins on line 8. */
export function withMore(text: string): { readonly "access.yaml": string } {
  return { "access.yaml": least + text };
}
