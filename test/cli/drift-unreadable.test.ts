import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { formats } from "../../src/report/render";
import { at } from "../helpers/estate";
import { SimulatedAccount } from "../snapshot/simulated-account";
import type { DraftManifest } from "../snapshot/snapshot-folder";
import { CommandLine } from "./command-line";
import { account, example, exampleEstate, exampleFolder, type FolderOptions, moment, unguarded } from "./drift-folder";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const run = (...words: string[]) => leasehold.run(["drift", example, "--now", moment, ...words]);
const folder = (options?: FolderOptions) => exampleFolder(leasehold.directory(), options);

interface Judged {
  readonly verdict: string;
  readonly errors: readonly { readonly code: string; readonly message: string; readonly fix: string }[];
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly message: string }[];
}

/** Judged without a stack. */
function judged(...words: string[]): Judged & { readonly status: number | null } {
  const { status, stdout, stderr } = run(...words, "--format", "json");
  expect(stdout + stderr).not.toMatch(/^\s+at .*\(|node:internal|undefined|NaN/m);
  return { ...(JSON.parse(stdout) as Judged), status };
}
const grave = ({ findings }: Judged) => findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);

/** What the manifest says of the account in which the guard is gone. */
function mine({ containers }: DraftManifest): DraftManifest["containers"][number] {
  const found = containers.find(({ id }) => id === account);
  if (found === undefined) throw new Error(account);
  return found;
}

type Part = DraftManifest["containers"][number]["parts"][number];
const spoiling =
  (name: string, change: (part: Part, manifest: DraftManifest) => unknown): FolderOptions["spoil"] =>
  (manifest) => {
    const part = mine(manifest).parts.find((each) => each.part === name);
    if (part === undefined) throw new Error(name);
    change(part, manifest);
  };

/** One thing wrong, and the guard gone besides: of the account that is spoiled, and of the account that is whole. */
type Case = readonly [
  what: string,
  said: RegExp,
  options: FolderOptions,
  after?: (directory: string) => unknown,
  /** The finding can no longer be told. */
  lost?: boolean,
];

const cases: readonly Case[] = [
  [
    "cut off before it was finished",
    /cut off before it was finished/,
    { spoil: (manifest) => delete manifest.finished },
    undefined,
    true,
  ],
  [
    "with a part that was denied",
    /access-keys: .*AccessDenied/,
    {
      spoil: spoiling("access-keys", (part) =>
        Object.assign(part, { status: "denied", files: [], error: "AccessDenied: no" }),
      ),
    },
  ],
  [
    "with a part that failed",
    /access-keys/,
    {
      spoil: spoiling("access-keys", (part) => Object.assign(part, { status: "failed", files: [], error: "timeout" })),
    },
  ],
  [
    "without a part's files",
    /access-keys/,
    { spoil: spoiling("access-keys", (part) => Object.assign(part, { files: [] })) },
  ],
  [
    "without a part",
    /access-keys/,
    {
      spoil: (manifest) => {
        const first = mine(manifest);
        first.parts = first.parts.filter(({ part }) => part !== "access-keys");
      },
    },
  ],
  [
    "with a part of two days ago",
    /longer ago/,
    {
      spoil: spoiling("access-keys", (part) =>
        Object.assign(part, { asked: "2026-11-20T18:00:00Z", answered: "2026-11-20T18:00:00Z" }),
      ),
    },
  ],
  [
    "with a part from tomorrow",
    /not yet|ahead|future/,
    {
      spoil: spoiling("access-keys", (part) =>
        Object.assign(part, { asked: "2026-11-23T18:00:00Z", answered: "2026-11-23T18:00:00Z" }),
      ),
    },
  ],
  [
    "with its last page missing",
    /page is missing/i,
    { spoil: spoiling("authorization-details", (part) => part.files.pop()) },
    undefined,
    true,
  ],
  [
    "with its first page missing",
    /page 1 is missing/i,
    { spoil: spoiling("authorization-details", (part) => part.files.shift()) },
    undefined,
    true,
  ],
  [
    "with a page twice",
    /page|twice|order/i,
    {
      spoil: spoiling("authorization-details", (part) => {
        const [first] = part.files;
        if (first) part.files.push(first);
      }),
    },
    undefined,
    true,
  ],
  [
    "with a file altered after it was written",
    /SHA-256/,
    {},
    (directory) => {
      const file = join(directory, "aws", account, "roles.json");
      writeFileSync(file, readFileSync(file, "utf8").replace("3600", "7200"));
    },
  ],
  [
    "with a file longer than it was written",
    /bytes that were written/,
    {},
    (directory) => appendFileSync(join(directory, "aws", account, "roles.json"), " "),
  ],
  [
    "with a file cut off",
    /bytes that were written/,
    {},
    (directory) => truncateSync(join(directory, "aws", account, "roles.json"), 30),
  ],
  [
    "with a file that is gone",
    /is not there/,
    {},
    (directory) => rmSync(join(directory, "aws", account, "roles.json")),
  ],
  [
    "with a link out of the folder",
    /link out of the folder/,
    {},
    (directory) => {
      const file = join(directory, "aws", account, "roles.json");
      const outside = join(leasehold.directory(), "roles.json");
      copyFileSync(file, outside);
      rmSync(file);
      symlinkSync(outside, file);
    },
  ],
  [
    "with an account's folder that is a link out",
    /link out of the folder/,
    {},
    (directory) => {
      const outside = join(leasehold.directory(), "moved");
      renameSync(join(directory, "aws", account), outside);
      symlinkSync(outside, join(directory, "aws", account));
    },
    true,
  ],
  [
    "with a path out of the folder",
    /leads out of the folder/,
    {
      spoil: spoiling("access-keys", (part) => {
        const [file] = part.files;
        if (file) file.path = "../../../etc/passwd";
      }),
    },
  ],
  [
    "with the files of another account",
    /another account/,
    {
      spoil: (manifest) => {
        mine(manifest).id = "999988887777";
      },
    },
    undefined,
    true,
  ],
  ["of another version", /version/, { spoil: (manifest) => Object.assign(manifest, { version: 2 }) }, undefined, true],
  [
    "whose manifest is no JSON",
    /not JSON/,
    {},
    (directory) => writeFileSync(join(directory, "manifest.json"), "{ not json"),
    true,
  ],
  [
    "whose manifest is cut off",
    /not JSON|cut off/,
    {},
    (directory) => truncateSync(join(directory, "manifest.json"), 200),
    true,
  ],
  ["whose manifest is a list", /./, {}, (directory) => writeFileSync(join(directory, "manifest.json"), "[]"), true],
  ["without a manifest", /manifest\.json/, {}, (directory) => rmSync(join(directory, "manifest.json")), true],
  ["that names no account", /no account/, { spoil: (manifest) => (manifest.containers = []) }, undefined, true],
  [
    "without an account that the estate has",
    /No snapshot covers|444455556666/,
    { spoil: (manifest) => (manifest.containers = manifest.containers.filter(({ id }) => id !== "444455556666")) },
  ],
];

describe("a snapshot in which something is wrong is not judged, and what can be told is", () => {
  const named = cases.map(([what, said, options, after, lost = false]) => ({ what, said, options, after, lost }));
  it.each(named)("$what", ({ said, options, after, lost }) => {
    const directory = folder({ ...options, change: unguarded });
    after?.(directory);
    const judgement = judged("--snapshot", directory);
    expect([judgement.status, judgement.verdict]).toEqual([2, "unjudged"]);
    expect(new Set(judgement.errors.map(({ code }) => code))).toEqual(new Set(["unreadable"]));
    expect(judgement.errors.map(({ message }) => message).join("\n")).toMatch(said);
    for (const { fix } of judgement.errors) expect(fix).toMatch(/\w/);
    // Nothing is alleged of what could not be seen.
    expect(grave(judgement)).toEqual(lost ? [] : ["guard-removed"]);
  });

  it.each(formats)("says so as %s", (format) => {
    const directory = folder({
      change: unguarded,
      spoil: spoiling("access-keys", (part) =>
        Object.assign(part, { status: "denied", files: [], error: "AccessDenied" }),
      ),
    });
    const { status, stdout } = run("--snapshot", directory, "--format", format);
    expect(status).toBe(2);
    expect(stdout).toContain("unreadable");
    expect(stdout).toContain("guard-removed");
  });

  it("writes what could not be read into the checklist too", () => {
    const directory = folder({
      spoil: spoiling("access-keys", (part) =>
        Object.assign(part, { status: "denied", files: [], error: "AccessDenied" }),
      ),
    });
    const plan = join(leasehold.directory(), "todo.md");
    expect(run("--snapshot", directory, "--fix-plan", plan).status).toBe(2);
    expect(readFileSync(plan, "utf8")).toContain("What could not be read");
  });
});

describe("age", () => {
  const old = () => folder({ asked: at(moment) - 2 * 86_400 });
  it("of more than a day is not believed", () => {
    const judgement = judged("--snapshot", old());
    expect([judgement.status, judgement.verdict]).toEqual([2, "unjudged"]);
    expect(grave(judgement)).toEqual([]);
  });
  it("may be allowed", () => {
    expect(judged("--snapshot", old(), "--max-age", "3d").status).toBe(0);
  });
  it("may be asked to be less", () => {
    expect(judged("--snapshot", folder(), "--max-age", "30s").status).toBe(2);
    expect(judged("--snapshot", folder(), "--max-age", "2m").status).toBe(0);
  });
});

describe("a part that was not asked for", () => {
  it("is a note", () => {
    const directory = folder({
      spoil: spoiling("access-keys", (part) => Object.assign(part, { status: "not-asked", files: [] })),
    });
    const judgement = judged("--snapshot", directory);
    expect([judgement.status, judgement.verdict, judgement.errors]).toEqual([0, "pass", []]);
    expect(judgement.findings.filter(({ rule }) => rule === "not-asked").map(({ message }) => message)).toEqual([
      expect.stringContaining("access-keys"),
    ]);
  });
});

describe("a file of a cloud's own command line", () => {
  const details = (change: (one: SimulatedAccount) => unknown = () => undefined): string => {
    const one = SimulatedAccount.of(exampleEstate()).find(({ id }) => id === account);
    if (one === undefined) throw new Error(account);
    change(one);
    const { IsTruncated: _, ...page } = one.authorization({ coding: "object" })[0] ?? {};
    const file = join(leasehold.directory(), "details.json");
    writeFileSync(file, JSON.stringify(page, undefined, 4));
    utimesSync(file, at(moment) - 60, at(moment) - 60);
    return file;
  };
  it("is judged, and what it does not hold is unreadable", () => {
    const judgement = judged("--snapshot", details(unguarded));
    expect(judgement.status).toBe(2);
    expect(grave(judgement)).toEqual(["guard-removed"]);
    expect(judgement.errors.map(({ message }) => message).join()).toContain("access-keys");
  });
  it.each<[string, string | Buffer]>([
    ["is empty", ""],
    ["is cut off", '{"UserDetailList":[],"RoleDetailList":[{"RoleName":"x"'],
    ["is no JSON", "An error occurred (AccessDenied)"],
    ["is another answer", '{"Users":[]}'],
    ["has one list only", '{"RoleDetailList":[]}'],
    ["is a number", "1"],
    ["is UTF-16", Buffer.from('\ufeff{"RoleDetailList":[]}', "utf16le")],
    ["is binary", Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
    ["is null", "null"],
    ["holds results that are none", "[1,2]"],
  ])("that %s is not judged", (_, content) => {
    const file = join(leasehold.directory(), "details.json");
    writeFileSync(file, content);
    utimesSync(file, at(moment) - 60, at(moment) - 60);
    const judgement = judged("--snapshot", file);
    expect(judgement.status).toBe(2);
    expect(grave(judgement)).toEqual([]);
  });
});

describe("secrets", () => {
  const key = "AKIAIOSFODNN7EXAMPLE";
  const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const spoiled = folder({
    change: (one) => {
      one.addUser("legacy").keys.push({ AccessKeyId: key, Status: "Active" });
      one.addUser("AKIAI44QH8DHBEXAMPLE").keys.push({ AccessKeyId: "AKIAI44QH8DHBEXAMPL2", Status: "Inactive" });
    },
    google: (contents) => Object.assign(contents, { "service-account-keys": [keysOf(secret)] }),
  });
  it.each(formats)("stand in no report as %s", (format) => {
    const plan = join(leasehold.directory(), "todo.md");
    const { stdout, stderr } = run("--snapshot", spoiled, "--format", format, "--fix-plan", plan);
    const all = stdout + stderr + readFileSync(plan, "utf8");
    expect(all).toContain("static-credential-live");
    expect(all).not.toContain(key);
    expect(all).not.toContain("AKIAI44QH8DHBEXAMPL2");
    expect(all).not.toContain(secret);
  });
});

function keysOf(secret: string) {
  const name = "projects/acme-orders-prod/serviceAccounts/old@acme-orders-prod.iam.gserviceaccount.com";
  const key = { name: `${name}/keys/0123456789abcdef0123`, keyType: "USER_MANAGED", privateKeyData: secret };
  return { accounts: [{ name, email: "old@acme-orders-prod.iam.gserviceaccount.com", uniqueId: "1", keys: [key] }] };
}
