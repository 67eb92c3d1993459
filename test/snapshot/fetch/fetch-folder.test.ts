import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AskError } from "../../../src/snapshot/fetch/errors";
import { type FetchInput, fetchSnapshot } from "../../../src/snapshot/fetch/fetch";
import type { AskedContainer } from "../../../src/snapshot/fetch/part";
import { awsParts, type Part, type SnapshotManifest } from "../../../src/snapshot/manifest";
import { cleansUp, space } from "./space";

cleansUp();

const noon = 1_795_435_200;
const account = "111122223333";
const parts = ["authorization-details", "roles", "organization"] as const;

type Answers = Partial<Record<Part, readonly unknown[] | Error>>;

/** An account that answers so, and counts what it is asked. */
function container(answers: Answers, id = account): AskedContainer & { readonly asked: Part[] } {
  const asked: Part[] = [];
  return {
    cloud: "aws",
    id,
    asked,
    enter: async () => `arn:aws:iam::${id}:user/auditor`,
    async *ask(part) {
      asked.push(part);
      const answer = answers[part] ?? [{ part }];
      if (answer instanceof Error) {
        yield { half: true };
        throw answer;
      }
      yield* answer;
    },
  };
}

function inputOf(out: string, containers: readonly AskedContainer[], more: Partial<FetchInput> = {}): FetchInput {
  return {
    out,
    leasehold: "0.0.0",
    now: () => noon,
    containers,
    allParts: awsParts,
    parts,
    arguments: { cloud: "aws", parts },
    ...more,
  };
}

function manifestIn(out: string): SnapshotManifest {
  return JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
}

function statusesIn(out: string): Record<string, string> {
  const [first] = manifestIn(out).containers;
  return Object.fromEntries((first?.parts ?? []).map(({ part, status }) => [part, status]));
}

describe("a snapshot's folder", () => {
  it("holds numbered pages, one file of any other part, and a manifest that names them", async () => {
    const out = join(space(), "found");
    const outcome = await fetchSnapshot(
      inputOf(out, [container({ "authorization-details": [{ one: 1 }, { two: 2 }] })]),
    );
    expect(outcome.missing).toEqual([]);
    expect(readdirSync(join(out, "aws", account)).sort()).toEqual([
      "authorization-details-0001.json",
      "authorization-details-0002.json",
      "organization.json",
      "roles.json",
    ]);
    expect(manifestIn(out)).toMatchObject({
      version: 1,
      begun: "2026-11-23T12:00:00Z",
      finished: "2026-11-23T12:00:00Z",
      containers: [{ id: account, by: `arn:aws:iam::${account}:user/auditor` }],
    });
    expect(statusesIn(out)).toMatchObject({ roles: "answered", "access-keys": "not-asked" });
  });

  it("is its owner's alone", async () => {
    const out = join(space(), "found");
    await fetchSnapshot(inputOf(out, [container({})]));
    expect(statSync(out).mode & 0o777).toBe(0o700);
    expect(statSync(join(out, "aws", account)).mode & 0o777).toBe(0o700);
    expect(statSync(join(out, "aws", account, "roles.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(out, "manifest.json")).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["denied", new AskError("denied", "AccessDenied")],
    ["failed", new AskError("failed", "busy")],
  ] as const)("says what was %s, keeps nothing of it, and has the rest", async (status, error) => {
    const out = join(space(), "found");
    const { missing } = await fetchSnapshot(inputOf(out, [container({ roles: error })]));
    expect(missing).toEqual([{ container: account, part: "roles", status, error: error.message }]);
    expect(statusesIn(out)).toMatchObject({
      "authorization-details": "answered",
      roles: status,
      organization: "answered",
    });
    expect(existsSync(join(out, "aws", account, "roles.json"))).toBe(false);
    expect(manifestIn(out).finished).toBeDefined();
  });

  it("says of each part that its account could not be entered", async () => {
    const out = join(space(), "found");
    const closed: AskedContainer = {
      ...container({}),
      enter: async () => {
        throw new AskError("denied", "sts:AssumeRole: AccessDenied");
      },
    };
    const open = container({}, "444455556666");
    const { missing } = await fetchSnapshot(inputOf(out, [closed, open]));
    expect(missing.map(({ container, part }) => [container, part])).toEqual(parts.map((part) => [account, part]));
    expect(open.asked).toEqual([...parts]);
  });

  it("takes a part for not asked where another account has answered in its place, and only there", async () => {
    const elsewhere = { organization: new AskError("denied", "not the management account", ["444455556666"]) };
    const out = join(space(), "found");
    const both = await fetchSnapshot(inputOf(out, [container(elsewhere), container({}, "444455556666")]));
    expect(both.missing).toEqual([]);
    expect(statusesIn(out).organization).toBe("not-asked");
    const alone = await fetchSnapshot(inputOf(join(space(), "found"), [container(elsewhere)]));
    expect(alone.missing).toMatchObject([{ part: "organization", status: "denied" }]);
  });

  it("is not finished when anything unforeseen ends it, and says that nothing of the part was answered", async () => {
    const out = join(space(), "found");
    await expect(fetchSnapshot(inputOf(out, [container({ organization: new TypeError("odd") })]))).rejects.toThrow(
      "odd",
    );
    expect(manifestIn(out).finished).toBeUndefined();
    expect(statusesIn(out)).toMatchObject({ roles: "answered", organization: "failed" });
  });

  it("is never seen whole while it is not: at each answer the manifest names only what is there", async () => {
    const out = join(space(), "found");
    const looked: number[] = [];
    const watching: AskedContainer = {
      ...container({}),
      async *ask() {
        for (let page = 1; page <= 3; page += 1) {
          const { finished, containers } = manifestIn(out);
          expect(finished).toBeUndefined();
          const files = containers.flatMap((one) => one.parts.flatMap((part) => part.files));
          for (const { path, bytes } of files) expect(statSync(join(out, path)).size).toBe(bytes);
          looked.push(files.length);
          yield { page };
        }
      },
    };
    await fetchSnapshot(inputOf(out, [watching], { parts: ["authorization-details"] }));
    expect(looked).toHaveLength(3);
  });
});

describe("the same command again", () => {
  it("keeps what was answered, and asks for what was not", async () => {
    const out = join(space(), "found");
    await fetchSnapshot(inputOf(out, [container({ roles: new AskError("failed", "busy") })]));
    const later = container({});
    const outcome = await fetchSnapshot(inputOf(out, [later], { now: () => noon + 60 }));
    expect(later.asked).toEqual(["roles"]);
    expect(outcome).toMatchObject({ missing: [], kept: 2 });
    expect(manifestIn(out)).toMatchObject({ begun: "2026-11-23T12:00:00Z", finished: "2026-11-23T12:01:00Z" });
  });

  it.each<[string, (file: string) => void]>([
    ["altered", (file) => writeFileSync(file, "{}\n")],
    ["gone", (file) => rmSync(file)],
  ])("asks again for a part whose file is %s", async (_, spoil) => {
    const out = join(space(), "found");
    await fetchSnapshot(inputOf(out, [container({})]));
    spoil(join(out, "aws", account, "roles.json"));
    const later = container({});
    await fetchSnapshot(inputOf(out, [later]));
    expect(later.asked).toEqual(["roles"]);
  });

  it("asks again for what is older than a snapshot is believed", async () => {
    const out = join(space(), "found");
    await fetchSnapshot(inputOf(out, [container({})]));
    const later = container({});
    await fetchSnapshot(inputOf(out, [later], { now: () => noon + 86_400 }));
    expect(later.asked).toEqual([...parts]);
  });

  it("takes away what a run that was cut off left half written", async () => {
    const out = join(space(), "found");
    mkdirSync(out);
    writeFileSync(join(out, "manifest.json.0123456789ab.draft"), "{");
    await fetchSnapshot(inputOf(out, [container({})]));
    const folder = join(out, "aws", account);
    writeFileSync(join(folder, "roles.json.0123456789ab.draft"), "{");
    writeFileSync(join(folder, "authorization-details-0002.json"), "{}");
    await fetchSnapshot(inputOf(out, [container({})]));
    expect(readdirSync(folder).sort()).toEqual(["authorization-details-0001.json", "organization.json", "roles.json"]);
    expect(readdirSync(out).sort()).toEqual(["aws", "manifest.json"]);
  });

  it("is refused with other arguments, and names them", async () => {
    const out = join(space(), "found");
    await fetchSnapshot(inputOf(out, [container({})]));
    const other = inputOf(out, [container({})], { arguments: { cloud: "aws", parts: ["roles"] } });
    await expect(fetchSnapshot(other)).rejects.toThrow(/other arguments \(parts\)/);
  });
});

describe("a folder that is none of ours", () => {
  const holding = (name: string, text: string) => (out: string) => {
    mkdirSync(out);
    writeFileSync(join(out, name), text);
  };
  it.each<[string, (out: string) => void]>([
    ["a file", (out) => writeFileSync(out, "")],
    ["a folder with something else in it", holding("notes.txt", "")],
    ["a manifest of something else", holding("manifest.json", "{}")],
    ["a manifest cut short", holding("manifest.json", `{"version":1,`)],
  ])("is refused and left as it is: %s", async (_, make) => {
    const out = join(space(), "found");
    make(out);
    const asked = container({});
    await expect(fetchSnapshot(inputOf(out, [asked]))).rejects.toMatchObject({ name: "SnapshotRefusal" });
    expect(asked.asked).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)("cannot be written to", async () => {
    const out = space();
    chmodSync(out, 0o500);
    await expect(fetchSnapshot(inputOf(out, [container({})]))).rejects.toMatchObject({ code: "EACCES" });
  });

  it.each(["../111122223333", "a/../b", "", "a/b/c"])("no container can lead out of it: %j", async (id) => {
    const out = join(space(), "found");
    await expect(fetchSnapshot(inputOf(out, [container({}, id)]))).rejects.toMatchObject({ code: "usage" });
  });
});
