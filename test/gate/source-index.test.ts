import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { SourceIndex } from "../../src/gate/source-index";

const scratch: string[] = [];
afterAll(() => {
  for (const directory of scratch) rmSync(directory, { recursive: true, force: true });
});

function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "leasehold-source-"));
  scratch.push(directory);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

/** Where an address is found, as `file:line:column`, and the construct where there is one. */
function found(directory: string, address: string): string | undefined {
  const source = new SourceIndex(directory).find(address);
  if (!source) return undefined;
  const { file, line, column } = source.location;
  const place = `${relative(directory, file)}:${line}:${column}`;
  return source.construct === undefined ? place : `${place} ${source.construct}`;
}

const hcl = directoryOf({
  "main.tf": `# resource "aws_iam_role" "commented" {
terraform {}
resource "aws_iam_role" "deploy" {
  name = "deploy"
}
  resource "aws_iam_role" "indented" {}
resource aws_iam_role unquoted {}
provider "aws" {
  region = "eu-central-1"
}
provider "aws" {
  alias  = "west"
  region = "eu-west-1"
}
module "blue" {
  source = "./modules/team"
}
module "green" {
  for_each = toset(["a.b", "c]"])
  source   = "./modules/other"
}
module "far" {
  source = "acme/far/aws"
}
`,
  "more/keys.tf.json": JSON.stringify({ resource: { aws_iam_access_key: { ci: { user: "ci" } } } }, null, 2),
  "modules/team/role.tf": `resource "aws_iam_role" "member" {}\nmodule "inner" {\n  source = "../inner"\n}\n`,
  "modules/other/role.tf": `\nresource "aws_iam_role" "member" {}\n`,
  "modules/inner/role.tf": `resource "aws_iam_role" "inner" {}\n`,
  "modules/broken.tf.json": "{",
  ".terraform/modules/x/main.tf": `resource "aws_iam_role" "cached" {}`,
  "node_modules/x/main.tf": `resource "aws_iam_role" "cached" {}`,
  "notes.txt": `resource "aws_iam_role" "noted" {}`,
});

describe("where a resource is written", () => {
  it.each<[string, string, string | undefined]>([
    ["a block", "aws_iam_role.deploy", "main.tf:3:1"],
    ["one that is indented", "aws_iam_role.indented", "main.tf:6:3"],
    ["an instance by number", "aws_iam_role.deploy[0]", "main.tf:3:1"],
    ["an instance by a key with dots, brackets and quotes", 'aws_iam_role.deploy["a.b[\\"c\\"]"]', "main.tf:3:1"],
    ["a provider", "provider.aws", "main.tf:8:1"],
    ["a provider with an alias", "provider.aws.west", "main.tf:11:1"],
    ["a block of JSON", "aws_iam_access_key.ci", "more/keys.tf.json:4:7"],
    ["in a module", "module.blue.aws_iam_role.member", "modules/team/role.tf:1:1"],
    ["of the same name in another module", 'module.green["a.b"].aws_iam_role.member', "modules/other/role.tf:2:1"],
    ["in a module with a bracket in its key", 'module.green["c]"].aws_iam_role.member', "modules/other/role.tf:2:1"],
    ["in a module of a module", "module.blue.module.inner.aws_iam_role.inner", "modules/inner/role.tf:1:1"],
    ["one of two, in a module from elsewhere", "module.far.aws_iam_role.member", undefined],
    ["one of two, in a module that nobody calls", "module.red.aws_iam_role.member", undefined],
    ["a comment", "aws_iam_role.commented", undefined],
    ["what Terraform has fetched", "aws_iam_role.cached", undefined],
    ["another kind of file", "aws_iam_role.noted", undefined],
    ["nothing", "aws_iam_role.nowhere", undefined],
    ["no address at all", "](javascript:x)", undefined],
    ["a name of an object's prototype", "constructor.constructor", undefined],
  ])("%s", (_, address, place) => {
    expect(found(hcl, address)).toBe(place);
  });

  it("is seen from wherever the directory is named", () => {
    expect(new SourceIndex(`${hcl}/./modules/..`).find("module.blue.aws_iam_role.member")?.location.line).toBe(1);
  });

  it("is not waited for in a link that leads nowhere", () => {
    const directory = directoryOf({ "main.tf": `resource "a_b" "c" {}` });
    symlinkSync("/nowhere/at/all.tf", join(directory, "gone.tf"));
    symlinkSync(".", join(directory, "loop"));
    expect(found(directory, "a_b.c")).toBe("main.tf:1:1");
  });

  it("throws for a directory that is not there", () => {
    expect(() => new SourceIndex("/nowhere/at/all")).toThrow(/ENOENT/);
  });
});

describe("which construct made a resource", () => {
  const block = (path: string, uniqueId: string) => ({ "//": { metadata: { path, uniqueId } }, name: "x" });
  const app = directoryOf({
    "cdktf.out/stacks/blue/cdk.tf.json": JSON.stringify(
      {
        "//": { metadata: { backend: "local" } },
        resource: {
          aws_iam_role: { Deploy_Role_1A2B: block("blue/Deploy/Role", "Deploy_Role_1A2B"), aws_iam_role: {} },
        },
      },
      null,
      2,
    ),
    "cdktf.out/stacks/green/cdk.tf.json": JSON.stringify({
      resource: { a_b: { c: { "//": { metadata: { path: 7 } } } } },
    }),
  });

  it.each<[string, string, string | undefined]>([
    ["by its path", "aws_iam_role.Deploy_Role_1A2B", "cdktf.out/stacks/blue/cdk.tf.json:9:7 blue/Deploy/Role"],
    ["none, where nothing says so", "aws_iam_role.aws_iam_role", "cdktf.out/stacks/blue/cdk.tf.json:18:7"],
    ["none, where the path is no text", "a_b.c", "cdktf.out/stacks/green/cdk.tf.json:1:1"],
  ])("%s", (_, address, place) => {
    expect(found(app, address)).toBe(place);
  });
});
