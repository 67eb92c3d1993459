import { mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readAws } from "../../src/aws/read/read";
import type { Found } from "../../src/drift/found";
import { ofKind } from "../../src/facts/fact";
import { openSnapshot } from "../../src/snapshot/open";
import { at, estateWith } from "../helpers/estate";
import { SimulatedAccount } from "./simulated-account";
import { awsContents, type Contents, type DraftManifest, writeFile, writeSnapshot } from "./snapshot-folder";

const root = mkdtempSync(join(tmpdir(), "leasehold-open-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

const now = at("2026-11-23T09:30:00Z");
const asked = now - 3600;
const account = "111122223333";

const estate = estateWith(`
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  second: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 30m }`);

function live(): SimulatedAccount {
  const [found] = SimulatedAccount.of(estate);
  if (found === undefined) throw new Error("the estate has no account");
  found.addUser("legacy").keys.push({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "Active" });
  found.analyzer = { Analyzers: [{ arn: `arn:aws:access-analyzer:eu-central-1:${account}:analyzer/x` }], Findings: [] };
  return found;
}

const contents = (change: (account: SimulatedAccount) => void = () => undefined, pageSize = 1): Contents => {
  const simulated = live();
  change(simulated);
  return awsContents(simulated.answers({ pageSize }));
};

function folder(what: Contents = contents(), spoil?: (manifest: DraftManifest) => void, id = account): string {
  const path = join(root, `s${folders++}`);
  writeSnapshot(path, [{ cloud: "aws", id, contents: what }], asked, spoil);
  return path;
}

async function opened(path: string, options: { now?: number; maxAge?: number } = {}): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const each of openSnapshot(path, { now, ...options })) found.push(each);
  return found;
}

async function only(path: string, options: { now?: number; maxAge?: number } = {}): Promise<Found> {
  const [found, ...others] = await opened(path, options);
  if (found === undefined || others.length > 0) throw new Error(`${others.length} others`);
  return found;
}

const said = (found: Found): readonly string[] => found.unreadable.map(({ what, message }) => `${what}: ${message}`);

type Part = DraftManifest["containers"][number]["parts"][number];
const part =
  (name: string, spoil: (part: Part, manifest: DraftManifest) => void) =>
  (manifest: DraftManifest): void => {
    const found = manifest.containers[0]?.parts.find((each) => each.part === name);
    if (found === undefined) throw new Error(name);
    spoil(found, manifest);
  };

const everything = [
  "credentials",
  "external-access",
  "federation",
  "identity-center",
  "organization",
  "roles",
  "roles-anywhere",
  "sessions",
];

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
    const path = join(root, `s${folders++}`);
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

describe("a part that cannot be believed is unreadable, and the others are read", () => {
  const keys = "access-keys";
  const cases: readonly [string, string, RegExp, (manifest: DraftManifest) => void][] = [
    [
      "denied",
      keys,
      /refused to answer: AccessDenied: no\.$/,
      part(keys, (each) => Object.assign(each, { status: "denied", error: "AccessDenied: no." })),
    ],
    ["failed", keys, /not answered wholly/, part(keys, (each) => Object.assign(each, { status: "failed" }))],
    [
      "not in the manifest",
      keys,
      /does not say how/,
      (manifest) => {
        const [container] = manifest.containers;
        if (container !== undefined) container.parts = container.parts.filter((each) => each.part !== keys);
      },
    ],
    ["without a file", keys, /names none of its files/, part(keys, (each) => (each.files = []))],
    ["without a time", keys, /when it was answered/, part(keys, (each) => delete each.answered)],
    [
      "older than a day, by itself",
      keys,
      /longer ago than 1 d/,
      part(keys, (each) => Object.assign(each, { asked: "2026-11-22T09:00:00Z" })),
    ],
    [
      "from the future",
      keys,
      /not yet/,
      part(keys, (each) => Object.assign(each, { asked: "2026-11-23T09:36:00Z", answered: "2026-11-23T09:36:00Z" })),
    ],
    [
      "of a missing file",
      keys,
      /is not there/,
      part(keys, (each) => Object.assign(each.files[0] ?? {}, { path: "aws/x/y.json" })),
    ],
    [
      "of a shorter file",
      keys,
      /bytes that were written/,
      part(keys, (each) => Object.assign(each.files[0] ?? {}, { bytes: (each.files[0]?.bytes ?? 0) + 1 })),
    ],
    [
      "of a changed file",
      keys,
      /SHA-256/,
      part(keys, (each) => Object.assign(each.files[0] ?? {}, { sha256: "0".repeat(64) })),
    ],
    ...["../x.json", "/etc/passwd", "aws/../../x.json", "aws\\..\\x", "C:/x", "aws//x", "./x"].map(
      (path): [string, string, RegExp, (manifest: DraftManifest) => void] => [
        `of a path that leads out: ${path}`,
        keys,
        /leads out of the folder/,
        part(keys, (each) => Object.assign(each.files[0] ?? {}, { path })),
      ],
    ),
    ["of a folder", keys, /bytes that/, part(keys, (each) => Object.assign(each.files[0] ?? {}, { path: "aws" }))],
    [
      "without its first page",
      "authorization-details",
      /Page 1 is missing/,
      part("authorization-details", (each) => each.files.shift()),
    ],
    [
      "without its last page",
      "authorization-details",
      /A page is missing: page 1 says that more follow/,
      part("authorization-details", (each) => each.files.pop()),
    ],
    [
      "with pages in another order",
      "authorization-details",
      /Page 1 is missing, or out of its order/,
      part("authorization-details", (each) => each.files.reverse()),
    ],
  ];
  it.each(cases)("%s", async (_, name, message, spoil) => {
    const found = await only(folder(contents(), spoil));
    expect(said(found)).toHaveLength(1);
    expect(said(found)[0]).toMatch(message);
    expect(said(found)[0]).toContain(`${account}: ${name}: `);
    expect(found.covers.size).toBe(everything.length - 1);
  });

  it("without a page between two others", async () => {
    const three = contents((simulated) => simulated.addRole("more", "/", '{"Version":"2012-10-17","Statement":[]}'));
    const found = await only(
      folder(
        three,
        part("authorization-details", (each) => each.files.splice(1, 1)),
      ),
    );
    expect(said(found)[0]).toMatch(/page 2 is missing/i);
  });

  it("whose last page says that more follow", async () => {
    const all = contents();
    const pages = all["authorization-details"] as { IsTruncated: boolean }[];
    const last = pages.at(-1);
    if (last !== undefined) last.IsTruncated = true;
    expect(said(await only(folder(all)))[0]).toMatch(/a page is missing/i);
  });

  it("through a link out of the folder", async () => {
    const path = folder();
    const outside = join(root, "outside.json");
    const inside = join(path, "aws", account, "roles.json");
    writeFileSync(outside, readFileSync(inside));
    rmSync(inside);
    symlinkSync(outside, inside);
    expect(said(await only(path))).toEqual([
      `${account}: roles: Its file aws/${account}/roles.json is not believed: it is a link out of the folder.`,
    ]);
  });

  it("cut off after it was written", async () => {
    const path = folder();
    truncateSync(join(path, "aws", account, "roles.json"), 20);
    expect(said(await only(path))[0]).toMatch(/bytes that were written/);
  });

  const spoilt: readonly [string, string, string | Buffer, RegExp][] = [
    ["that is not JSON", "roles", "{ not json", /not JSON/],
    ["that was cut off before it was digested", "roles", '{"Roles":[{"RoleName":"x"', /not JSON, or was cut off/],
    ["that is empty", "roles", "", /empty/],
    ["with a key twice", "roles", '{"Roles":[],"Roles":[]}', /a key stands twice/],
    ["with a key twice in what is not read", "roles", '{"Roles":[],"x":{"a":1,"\\u0061":2}}', /a key stands twice/],
    ["that nests 10,000 deep", "roles", `{"Roles":[],"x":${"[".repeat(10_000)}${"]".repeat(10_000)}}`, /nest deeper/],
    [
      "with a huge number",
      "roles",
      role('"MaxSessionDuration":1e400'),
      /`Roles\[0\]\.MaxSessionDuration` is not a whole/,
    ],
    ["with a fraction", "roles", role('"MaxSessionDuration":3600.5'), /whole number/],
    ["with a number for a text", "roles", '{"Roles":[{"RoleName":1,"Arn":"arn:x"}]}', /RoleName` is not a text/],
    ["with a list for an object", "roles", "[]", /it is not an object/i],
    ["without what it is about", "roles", "{}", /`Roles` is not a list/],
    ["in UTF-16", "roles", Buffer.from('\ufeff{"Roles":[]}', "utf16le"), /UTF-16/],
    ["in no UTF-8", "roles", Buffer.from([0x7b, 0xff, 0x7d]), /not UTF-8/],
    ["of another account", "roles", role("", "999988887777"), /another account/],
    ["of another account's providers", "identity-providers", providers("999988887777"), /another account/],
  ];
  it.each(spoilt)("%s", async (_, name, text, message) => {
    const path = folder();
    const file = writeFile(path, `aws/${account}/${name}.json`, text);
    const manifest = JSON.parse(readFileSync(join(path, "manifest.json"), "utf8")) as DraftManifest;
    part(name, (each) => (each.files = [file]))(manifest);
    writeFileSync(join(path, "manifest.json"), JSON.stringify(manifest));
    const found = await only(path);
    expect(said(found)).toHaveLength(1);
    expect(said(found)[0]).toMatch(message);
  });

  function role(further: string, of = account): string {
    return `{"Roles":[{"RoleName":"x","Arn":"arn:aws:iam::${of}:role/x"${further === "" ? "" : `,${further}`}}]}`;
  }
  function providers(of: string): string {
    return JSON.stringify({
      OpenIDConnectProviders: [],
      SAMLProviders: [{ Arn: `arn:aws:iam::${of}:saml-provider/x` }],
    });
  }

  it("that is another account's throughout", async () => {
    const other = new SimulatedAccount("999988887777");
    other.addRole("x", "/", '{"Version":"2012-10-17","Statement":[]}');
    const found = await only(folder(awsContents(other.answers())));
    expect(said(found).filter((one) => one.includes("another account"))).toHaveLength(2);
    expect(found.landscape.instances.filter(({ type }) => type === "aws_iam_role")).toEqual([]);
  });
});

describe("parts of one account that do not fit together", () => {
  it.each<[string, RegExp, (contents: Contents) => void]>([
    [
      "a role without its session",
      /longest session of .*-first/,
      (all) => first<{ Roles: unknown[] }>(all.roles).Roles.shift(),
    ],
    [
      "a role without its policies",
      /what arn:aws:iam::111122223333:role\/new may do/,
      (all) =>
        first<{ Roles: unknown[] }>(all.roles).Roles.push({ RoleName: "new", Arn: `arn:aws:iam::${account}:role/new` }),
    ],
    [
      "a user without keys",
      /access keys of legacy/,
      (all) => (first<{ Users: unknown[] }>(all["access-keys"]).Users = []),
    ],
    [
      "the root user left out",
      /root user/,
      (all) => delete (first<{ SummaryMap?: unknown }>(all["access-keys"]) as { SummaryMap?: unknown }).SummaryMap,
    ],
  ])("%s", async (_, message, spoil) => {
    const all = structuredClone(contents());
    spoil(all);
    const found = await only(folder(all));
    expect(said(found)).toHaveLength(1);
    expect(said(found)[0]).toMatch(message);
  });

  function first<T>(pages: readonly unknown[] | undefined): T {
    return pages?.[0] as T;
  }
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
    const path = join(root, `f${folders++}.json`);
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
