import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { account, anew, contents, everything, folder, only, part, said } from "./opened";
import { SimulatedAccount } from "./simulated-account";
import { awsContents, type Contents, type DraftManifest, writeFile } from "./snapshot-folder";

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
    const outside = anew(".json");
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
