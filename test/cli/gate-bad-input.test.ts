import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine, now } from "./command-line";
import { planOf, standingRole } from "./gate-plan";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const real = readFileSync(resolve("test/scenarios/plan/imported/plan.json"));
const text = real.toString();
const role = planOf(standingRole("admin"));
/** A plan of a failing kind with one resource more, that is not about access. */
const beside = (json: string): Buffer =>
  Buffer.from(
    text.replace(
      '"resource_changes":[',
      `"resource_changes":[{"address":"null_resource.x","mode":"managed","type":"null_resource","name":"x","provider_name":"registry.terraform.io/hashicorp/null","change":{"actions":["no-op"],"before":null,"after":${json},"after_unknown":{},"before_sensitive":{},"after_sensitive":{}}},`,
    ),
  );

const judged = (content: string | Uint8Array, ...words: string[]) => {
  const cwd = leasehold.files({ "plan.json": content });
  return leasehold.run(["gate", "plan.json", "--now", now, ...words], { cwd });
};

/** Not judged, in a few lines: what is wrong and what to do; and in JSON too. */
function expectUnjudged({ status, stdout, stderr }: ReturnType<typeof judged>, code: string, saying = /./): void {
  expect(stdout + stderr).toMatch(saying);
  expect(stdout).toMatch(new RegExp(`^error ${code}\n {2}\\S.*\n {2}→ \\S.*\n\nleasehold: the plan cannot be judged`));
  expect(stdout.trimEnd().split("\n")).toHaveLength(5);
  expect(stdout + stderr).not.toMatch(/^\s+at |undefined|NaN:/m);
  expect({ status, stderr }).toEqual({ status: 2, stderr: "" });
}

describe("what is no plan that can be judged ends in 2, says why in one line and what to do in another", () => {
  it.each<[string, string, string | Uint8Array, RegExp]>([
    ["an empty file", "plan-empty", "", /The plan is empty/],
    ["nothing but white space", "plan-empty", " \n\t\n", /The plan is empty/],
    ["no JSON", "plan-not-json", "Terraform used the selected providers", /not JSON/],
    ["a log of JSON lines", "plan-not-json", '{"@level":"info"}\n{"@level":"info"}\n', /more follows/],
    ["a binary plan", "plan-binary", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 8, 0]), /terraform show -json/],
    ["a compressed plan", "plan-compressed", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), /gzip -dc FILE/],
    [
      "UTF-16, as PowerShell writes it",
      "plan-utf16",
      Buffer.from(`\ufeff${text}`, "utf16le"),
      /Out-File -Encoding utf8/,
    ],
    ["UTF-16 without a mark", "plan-utf16", Buffer.from(text, "utf16le"), /UTF-16/],
    ["UTF-16 the other way round", "plan-utf16", Buffer.from(`\ufeff${text}`, "utf16le").swap16(), /UTF-16/],
    [
      "a state",
      "plan-is-state",
      '{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","outputs":{},"resources":[]}',
      /state/,
    ],
    [
      "a state shown",
      "plan-is-state",
      '{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}',
      /state/,
    ],
    ["another JSON document", "plan-not-a-plan", '{"name":"leasehold"}', /plan/],
    ["a list", "plan-not-a-plan", "[]", /plan/],
    ["a text", "plan-not-a-plan", '"plan"', /plan/],
    ["null", "plan-not-a-plan", "null", /plan/],
    [
      "another major version",
      "plan-format-version",
      text.replace('"format_version":"1.2"', '"format_version":"2.0"'),
      /2\.0/,
    ],
    ["no version", "plan-not-a-plan", text.replace('"format_version":"1.2",', ""), /plan/],
    ["a plan that errored", "plan-errored", text.replace('"errored":false', '"errored":true'), /error/],
    ["an incomplete plan", "plan-incomplete", text.replace('"complete":true', '"complete":false'), /complete/],
    [
      "deferred changes",
      "plan-deferred",
      text.replace('"resource_changes":', '"deferred_changes":[{"reason":"x"}],"resource_changes":'),
      /defer/,
    ],
    ["NaN", "plan-not-json", beside('{"x":NaN}'), /NaN/],
    ["Infinity", "plan-not-json", beside('{"x":-Infinity}'), /JSON/],
    ["a comma too many", "plan-not-json", beside('{"x":1,}'), /JSON/],
    ["a comment", "plan-not-json", beside("{/* x */}"), /JSON/],
    ["single quotes", "plan-not-json", beside("{'x':1}"), /quotation/],
    ["a control character in a text", "plan-not-json", beside('{"x":"a\u0000b"}'), /control/],
    ["an escape that means nothing", "plan-not-json", beside('{"x":"\\q"}'), /escape/],
    ["a number with a leading zero", "plan-not-json", beside('{"x":01}'), /JSON/],
    ["100,000 brackets", "plan-too-deep", beside(`${"[".repeat(100_000)}${"]".repeat(100_000)}`), /deep/],
    ["100,000 brackets that never end", "plan-too-deep", "[".repeat(100_000), /deep/],
    ["two plans", "plan-not-json", text + text, /more follows/],
    [
      "resource_changes that are none",
      "plan-malformed",
      text.replace(/"resource_changes":\[/, '"resource_changes":7,"x":['),
      /resource_changes/,
    ],
  ])("%s", (_, code, content, saying) => {
    expectUnjudged(judged(content), code, saying);
  });

  it("a key twice, which could hide what is judged", () => {
    const twice = role.replace('"name":"admin","values"', '"name":"x","name":"admin","values"');
    const where = role.replace('"after":{"name":"admin","role"', '"after":{"name":"admin","policy":"{}","role"');
    expect(where).not.toBe(role);
    for (const content of [twice === role ? where : twice, where])
      expectUnjudged(judged(content), "plan-duplicate-key");
  });

  it("an invalid byte anywhere, also in what is not about access", () => {
    for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]]) {
      const content = beside('{"x":"@@"}');
      const at = content.indexOf("@@");
      const broken = Buffer.concat([content.subarray(0, at), Buffer.from(bytes), content.subarray(at + 2)]);
      expectUnjudged(judged(broken), "plan-not-utf8", /byte \d+/);
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("a plan cut off at %i tenths", (tenths) => {
    expectUnjudged(judged(real.subarray(0, Math.floor((real.length * tenths) / 10))), "plan-truncated", /cut off/);
  });

  it("a plan cut off before its last byte", () => {
    expectUnjudged(judged(text.trimEnd().slice(0, -1)), "plan-truncated");
  });

  it("answers in JSON who asked for it", () => {
    const { status, stdout } = judged("{", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: "unjudged",
      errors: [{ code: "plan-truncated" }],
      findings: [],
    });
    expect(status).toBe(2);
  });

  it.each([
    ["a directory", ".", /Cannot read \.: it is a directory/],
    ["a file that is not there", "nowhere.json", /Cannot open nowhere\.json: there is no such file/],
    ["a name that is empty", "", /names nothing/],
  ])("%s", (_, name, saying) => {
    const { status, stdout, stderr } = leasehold.run(["gate", name], { cwd: leasehold.directory() });
    expect(stderr).toMatch(saying);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });
});

describe("what is a plan is judged, however it is written", () => {
  it.each<[string, string | Uint8Array]>([
    ["with a byte order mark", Buffer.from(`\ufeff${text}`)],
    ["indented", JSON.stringify(JSON.parse(text), null, 2)],
    ["with Windows line breaks", JSON.stringify(JSON.parse(text), null, 2).replaceAll("\n", "\r\n")],
    ["of a later minor version", text.replace('"format_version":"1.2"', '"format_version":"1.99"')],
    [
      "with fields of a later version",
      text.replace('"resource_changes":', '"later":{"x":[1e400,-0,null]},"resource_changes":'),
    ],
    [
      "of OpenTofu",
      text
        .replaceAll("registry.terraform.io", "registry.opentofu.org")
        .replace(/,"applyable":true,"complete":true/, ""),
    ],
    ["with half a surrogate pair, escaped", beside('{"x":"\\ud800"}')],
    ["nested 900 deep beside access", beside(`${"[".repeat(900)}${"]".repeat(900)}`)],
    ["its keys in another order", JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()))],
  ])("%s", (_, content) => {
    const { status, stdout } = judged(content);
    expect(stdout).toContain("standing-privileged-access");
    expect(status).toBe(1);
  });
});

describe("standard input", () => {
  const piped = (content: Uint8Array | string) =>
    spawnSync(process.execPath, [leasehold.entry, "gate", "-", "--now", now], { input: content, encoding: "utf8" });

  it.each<[string, Uint8Array | string, number]>([
    ["that ends at once", "", 2],
    ["that ends early", real.subarray(0, real.length / 2), 2],
    ["that is whole", real, 1],
  ])("%s", (_, content, expected) => {
    const { status, stdout, stderr } = piped(content);
    expect({ status, stderr }).toEqual({ status: expected, stderr: "" });
    expect(stdout).toContain(expected === 2 ? "cannot be judged" : "fails");
  });

  it("that is closed", () => {
    const command = `"${process.execPath}" "${leasehold.entry}" gate - <&-`;
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });

  it("that comes byte by byte", async () => {
    const child = spawn(process.execPath, [leasehold.entry, "gate", "-", "--now", now]);
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      out += piece;
    });
    for (let at = 0; at < real.length; at += 997) {
      child.stdin.write(real.subarray(at, at + 997));
      if (at % 9970 === 0) await new Promise((done) => setImmediate(done));
    }
    child.stdin.end();
    expect(await new Promise((done) => child.on("close", done))).toBe(1);
    expect(out).toContain("standing-privileged-access");
  });
});

describe("one element of 100 MB", () => {
  function large(before: string, after: string): string {
    const file = join(leasehold.directory(), "plan.json");
    const descriptor = openSync(file, "w");
    const piece = Buffer.alloc(1 << 20, "x");
    writeSync(descriptor, before);
    for (let megabytes = 0; megabytes < 100; megabytes++) writeSync(descriptor, piece);
    writeSync(descriptor, after);
    closeSync(descriptor);
    return file;
  }

  it.each<[string, string]>([
    ["that is not about access", beside('{"x":"@@"}').toString()],
    ["that is", role.replace('"name":"admin","role"', '"description":"@@","name":"admin","role"')],
  ])("%s is never a pass", (_, plan) => {
    const [before = "", after = ""] = plan.split("@@");
    expect(after).not.toBe("");
    const { status, stdout, stderr } = leasehold.run(["gate", large(before, after), "--now", now]);
    expect(stdout).toMatch(/fails|cannot be judged/);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    expect([1, 2]).toContain(status);
  });
});

describe("a broken plan says nothing of what it holds", () => {
  it.each([
    ["cut off", (secret: string) => `{"format_version":"1.2","x":"${secret}`],
    ["with something strange after it", (secret: string) => `{"x":"${secret}"${secret}`],
    ["with a key twice", (secret: string) => `{"${secret}":1,"${secret}":2}`],
    ["a version that is none", (secret: string) => text.replace('"1.2"', `"${secret}"`)],
    [
      "values of another shape",
      (secret: string) => text.replace('"resource_changes":[', `"resource_changes":["${secret}",`),
    ],
    ["actions that are none", (secret: string) => text.replace('"actions":["', `"actions":["${secret}","`)],
  ])("%s", (_, content) => {
    const secret = "AKIAIOSFODNN7EXAMPLE";
    for (const format of ["text", "json", "github"]) {
      const { status, stdout, stderr } = judged(content(secret), "--format", format);
      expect(stdout + stderr).not.toContain(secret);
      expect(status).toBe(2);
    }
  });

  it("nor does a fault of leasehold's own, unless its stack is asked for, and then without its message", () => {
    const directory = leasehold.files({ "plan.json": text });
    const hook = join(directory, "hook.cjs");
    writeFileSync(
      hook,
      `require("crypto").createHash = () => JSON.parse('{"password": hunter2-secret\\n    at x (/secret:1:1)}');`,
    );
    for (const env of [{}, { LEASEHOLD_DEBUG: "1" }] as Record<string, string>[]) {
      const { status, stdout, stderr } = leasehold.run(["gate", "plan.json"], {
        cwd: directory,
        env: { NODE_OPTIONS: `--require ${hook}`, ...env },
      });
      expect(stderr).toMatch(/a fault in leasehold[\s\S]*SyntaxError[\s\S]*report it/);
      expect(stdout + stderr).not.toMatch(/hunter2|password|secret/);
      expect(status).toBe(70);
    }
  });
});
