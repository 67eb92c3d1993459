import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAws } from "../../src/aws/read/read";
import { ofKind } from "../../src/facts/fact";
import { at } from "../helpers/estate";
import { account, anew, asked, contents, everything, folder, live, only, opened, part, said } from "./opened";
import { SimulatedAccount } from "./simulated-account";
import { awsContents, type Contents, type DraftManifest, writeSnapshot } from "./snapshot-folder";

describe("a snapshot that is whole", () => {
  it("tells all of an account, and of nothing that it cannot", async () => {
    const found = await only(folder());
    expect(found).toMatchObject({ source: "snapshot", cloud: "aws", container: account, unreadable: [], notAsked: [] });
    expect([...found.covers].sort()).toEqual(everything);
    expect(found.created?.get(`arn:aws:iam::${account}:role/leasehold/acme/leasehold-acme-first`)).toBe(
      at("2026-11-20T08:00:00Z"),
    );
    const access = ofKind(readAws(found.landscape), "access");
    expect(access.map(({ principal }) => principal.name).sort()).toEqual([
      `arn:aws:iam::${account}:role/leasehold/acme/leasehold-acme-first`,
      `arn:aws:iam::${account}:role/leasehold/acme/leasehold-acme-second`,
    ]);
  });

  it("keeps no access key's id (law 6)", async () => {
    const found = await only(folder());
    expect(JSON.stringify(found.landscape)).not.toContain("AKIAIOSFODNN7");
    const [key] = ofKind(readAws(found.landscape), "credential");
    expect(key?.from.address).toBe(`arn:aws:iam::${account}:user/legacy access key …MPLE`);
  });

  it("tells of one account after the other", async () => {
    const path = anew();
    const other = new SimulatedAccount("444455556666");
    const containers = [
      { cloud: "aws" as const, id: account, contents: contents() },
      { cloud: "aws" as const, id: other.id, contents: awsContents(other.answers()) },
      { cloud: "gcp" as const, id: "acme-prod", contents: { "iam-policies": [{ results: [] }] } as Contents },
    ];
    writeSnapshot(path, containers, asked);
    const found = await opened(path);
    expect(found.map(({ container }) => container)).toEqual([account, "444455556666", "acme-prod"]);
    expect(found[1]?.unreadable).toEqual([]);
    expect(found[2]?.unreadable.map(({ what }) => what)).toEqual([
      "acme-prod: custom-roles",
      "acme-prod: service-account-keys",
      "acme-prod: federation",
      "acme-prod: pam",
      "acme-prod: organization-policies",
    ]);
  });

  it("leaves what was not asked for on purpose to a note", async () => {
    const without = part("organization", (each) => {
      each.status = "not-asked";
      each.files = [];
    });
    const found = await only(folder(contents(), without));
    expect(found).toMatchObject({ unreadable: [], notAsked: [`${account}: organization`] });
    expect(found.covers.has("organization")).toBe(false);
  });

  it.each([
    ["a second within its age", 86_400 - 1, []],
    ["at its age", 86_400, []],
  ])("is believed %s", async (_, age, expected) => {
    expect(said(await only(folder(), { now: asked + age }))).toEqual(expected);
  });
});

describe("a snapshot that cannot be believed as a whole", () => {
  it.each<[string, RegExp, (manifest: DraftManifest) => void]>([
    ["cut off in the middle", /cut off before it was finished/, (manifest) => delete manifest.finished],
    ["of another version", /version that is not known/, (manifest) => Object.assign(manifest, { version: 2 })],
    ["without a version", /no version/, (manifest) => Object.assign(manifest, { version: undefined })],
    ["finished in the future", /not yet/, (manifest) => (manifest.finished = "2026-11-23T10:00:00Z")],
    ["finished before it was begun", /before it was begun/, (manifest) => (manifest.finished = "2026-11-22T10:00:00Z")],
    ["of nothing", /no account/, (manifest) => (manifest.containers = [])],
    ["of one account twice", /twice/, (manifest) => manifest.containers.push(...structuredClone(manifest.containers))],
    ["of no account's id", /twelve digits/, (manifest) => Object.assign(manifest.containers[0] ?? {}, { id: "../x" })],
    ["of no cloud", /is not aws or gcp/, (manifest) => Object.assign(manifest.containers[0] ?? {}, { cloud: "azure" })],
    [
      "with a part that there is not",
      /is not authorization-details or/,
      part("roles", (each) => Object.assign(each, { part: "x" })),
    ],
    [
      "with a part of another cloud",
      /its cloud has not/,
      part("roles", (each) => Object.assign(each, { part: "pam" })),
    ],
    [
      "with a part twice",
      /names the part roles/,
      part("access-keys", (each) => Object.assign(each, { part: "roles" })),
    ],
    [
      "with one file twice",
      /one file twice/,
      part("roles", (each, manifest) => (each.files = manifest.containers[0]?.parts[0]?.files ?? [])),
    ],
    ["with a huge size", /whole number/, part("roles", (each) => Object.assign(each.files[0] ?? {}, { bytes: 1e300 }))],
    ["with a time that is none", /RFC 3339/, part("roles", (each) => (each.asked = "yesterday"))],
  ])("%s", async (_, message, spoil) => {
    const found = await only(folder(contents(), spoil));
    expect(said(found)).toHaveLength(1);
    expect(said(found)[0]).toMatch(message);
    expect(found.landscape.instances).toEqual([]);
    expect(found.covers.size).toBe(0);
  });

  it("of a day and a second ago", async () => {
    const path = folder();
    const found = await only(path, { now: asked + 86_401 });
    expect(found.unreadable).toHaveLength(8);
    expect(found.landscape.instances).toEqual([]);
    expect(said(await only(path, { now: asked + 86_401, maxAge: 90_000 }))).toEqual([]);
  });

  it.each<[string, (path: string) => void]>([
    ["without a manifest", (path) => rmSync(join(path, "manifest.json"))],
    ["with a manifest that is not JSON", (path) => writeFileSync(join(path, "manifest.json"), "{")],
    ["with a manifest of 10,000 levels", (path) => writeFileSync(join(path, "manifest.json"), "[".repeat(10_000))],
    ["with a manifest that is null", (path) => writeFileSync(join(path, "manifest.json"), "null")],
    ["that is not there", (path) => rmSync(path, { recursive: true })],
  ])("%s", async (_, spoil) => {
    const path = folder();
    spoil(path);
    const found = await only(path);
    expect(found.unreadable).toHaveLength(1);
    expect(found.covers.size).toBe(0);
  });
});

describe("one file of a cloud's own command line", () => {
  const others = [
    "roles",
    "access-keys",
    "identity-providers",
    "identity-center",
    "organization",
    "roles-anywhere",
    "access-analyzer",
  ];
  const file = (content: unknown): string => {
    const path = anew(".json");
    writeFileSync(path, JSON.stringify(content, undefined, 4));
    utimesSync(path, asked, asked);
    return path;
  };
  const details = () => {
    const { IsTruncated: _, ...page } = live().answers({ coding: "object" }).authorization?.[0] ?? {};
    return page;
  };

  it("tells roles, users and groups of AWS; what it lacks is unreadable", async () => {
    const found = await only(file(details()));
    expect(found).toMatchObject({ cloud: "aws", container: account });
    expect([...found.covers]).toEqual(["roles"]);
    expect(found.unreadable.map(({ what }) => what)).toEqual(others.map((each) => `${account}: ${each}`));
    expect(ofKind(readAws(found.landscape), "access")).toHaveLength(2);
  });

  it("tells the policies of Google's resources", async () => {
    const found = await only(
      file([
        {
          resource: "//cloudresourcemanager.googleapis.com/projects/acme-prod",
          assetType: "cloudresourcemanager.googleapis.com/Project",
          project: "projects/417000111222",
          policy: { bindings: [{ role: "roles/owner", members: ["user:dana@acme.example"] }] },
        },
      ]),
    );
    expect(found.cloud).toBe("gcp");
    expect([...found.covers]).toEqual(["roles"]);
    expect(found.landscape.instances.map(({ type }) => type)).toContain("google_project_iam_member");
  });

  it.each<[string, () => unknown, RegExp]>([
    ["cut by --query", () => ({ RoleDetailList: [] }), /only a part/],
    ["cut by --max-items", () => ({ ...details(), NextToken: "x" }), /a page is missing/i],
    ["that is one page of several", () => ({ ...details(), IsTruncated: true, Marker: "x" }), /a page is missing/i],
    [
      "of two accounts",
      () => ({ ...details(), GroupDetailList: [{ GroupName: "g", Arn: "arn:aws:iam::444455556666:group/g" }] }),
      /more than one account/,
    ],
    ["of a wrong shape", () => ({ ...details(), Policies: {} }), /`Policies` is not a list/],
    ["of something else", () => ({ hello: 1 }), /neither/],
    ["that is no object", () => 7, /neither/],
  ])("%s is unreadable", async (_, content, message) => {
    const found = await only(file(content()));
    expect(said(found)).toHaveLength(1);
    expect(said(found)[0]).toMatch(message);
  });

  it("of the day before says so", async () => {
    const found = await only(file(details()), { now: asked + 90_000 });
    expect(said(found)[0]).toMatch(/It was written at .*, which is longer ago than 1 d/);
  });
});
