import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine } from "../cli/command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const place = join(leasehold.entry, "../../../provider");
const text = readFileSync(join(place, "terraform-provider-leasehold"), "utf8");

/** Runs the bundle, with this in the place of its start, far from every `node_modules`. */
function instead(start: string) {
  const changed = text.replace(/part\("main\.js"\);\s*\}\)\(\);\s*$/, `${start}\n})();\n`);
  expect(changed).not.toBe(text);
  const directory = leasehold.files({ provider: changed });
  return spawnSync(process.execPath, ["provider"], {
    cwd: directory,
    encoding: "utf8",
    env: { NODE_NO_WARNINGS: "1" },
  });
}

describe("the provider's bundle", () => {
  it("holds no path of this machine, and nothing beyond ASCII, of which V8 keeps one byte each", () => {
    expect(text).not.toContain(resolve("."));
    expect(text).not.toMatch(/\b__dirname\b|\b__filename\b/);
    expect(text).toMatch(/^[\n\t\x20-\x7e]*$/);
  });

  it("is under 4 MB", () => expect(text.length).toBeLessThan(4e6));

  it("can load each of its parts, wherever it is", () => {
    const load = 'for (const name of Object.keys(packed)) name.endsWith(".js") ? part(name) : fileOf(name);';
    const { status, stdout, stderr } = instead(`${load} process.stdout.write(Object.keys(packed).join("\\n"));`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const names = stdout.split("\n");
    expect(names).toEqual(
      expect.arrayContaining(["cel.js", "temporal.js", "yaml.js", "/leasehold/aws/data/actions.json"]),
    );
    expect(names.filter((name) => /^part-.*\.js$/.test(name)).length).toBeGreaterThan(10);
  });

  it("holds the names of AWS's client, which few processes load", () => {
    const load = `for (const name of Object.keys(packed)) if (name.endsWith(".js")) part(name);`;
    const find = "Object.values(modules).some(({ exports }) => exports.STSClient && exports.AssumeRoleCommand)";
    expect(instead(`${load} process.stdout.write(String(${find}));`).stdout).toBe("true");
  });

  it("is held up by no pattern that somebody wrote", () => {
    const match = 'part("yaml.js"); process.stdout.write(String(/^(a+)+$/.test("a".repeat(60) + "b")));';
    expect(instead(match).stdout).toBe("false");
  });

  it("says which Node it needs to one that is too old", () => {
    const directory = leasehold.files({ provider: text, "old.cjs": "delete process.getBuiltinModule;" });
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", "./old.cjs", "provider"], {
      cwd: directory,
      encoding: "utf8",
    });
    expect(stderr).toMatch(
      /^leasehold: the provider needs Node 20\.19 or later, and this is v\d+\.\d+\.\d+ \(.*\)\.\n$/,
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  it("says whose code is in it", () => {
    const licences = readFileSync(join(place, "LICENSES.txt"), "utf8");
    for (const name of ["@grpc/grpc-js", "@aws-sdk/client-sts", "@marcbachmann/cel-js", "yaml", "zod"]) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((Apache-2\\.0|MIT|ISC)\\)$`, "m"));
    }
    expect(
      licences.match(/^[@a-z][^ ]* \d[^ ]* \(([^)]+)\)$/gm)?.filter((line) => !/Apache-2\.0|MIT|ISC|BSD/.test(line)),
    ).toEqual([]);
  });
});
