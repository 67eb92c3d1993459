import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadEstate } from "../../src/estate/load";
import { containerOf } from "../../src/expect/leases";
import { emitGcp } from "../../src/gcp/emit/emit";
import { lower } from "../../src/lease/lower";
import { formats } from "../../src/report/render";
import { at } from "../helpers/estate";
import { SimulatedAccount } from "../snapshot/simulated-account";
import { simulatedProject } from "../snapshot/simulated-project";
import { awsContents, type Contents, type DraftManifest, writeSnapshot } from "../snapshot/snapshot-folder";
import { CommandLine } from "./command-line";

const now = "2026-11-22T18:00:00Z";
const estates = join(__dirname, "../../examples/acme/access");
const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
  JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8")),
);

interface Judged {
  readonly verdict: string;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly fix: string }[];
}

/** A folder as `leasehold snapshot` makes it of the example, once it is applied; `change` comes behind Terraform's back. */
function snapshot(
  change: (account: SimulatedAccount) => unknown = () => undefined,
  spoil?: (manifest: DraftManifest) => void,
): string {
  const { estate } = loadEstate(estates);
  if (!estate) throw new Error("the example does not load");
  const accounts = SimulatedAccount.of(estate);
  const orders = accounts.find(({ id }) => id === "111122223333");
  if (orders) change(orders);
  const projects = lower(estate).filter(({ target }) => target.cloud.kind === "gcp");
  const directory = leasehold.directory();
  writeSnapshot(
    directory,
    [
      ...accounts.map((account) => ({
        cloud: "aws" as const,
        id: account.id,
        contents: awsContents(account.answers()),
      })),
      ...projects.map((leases) => {
        const container = containerOf(leases.target);
        const { iamPolicies = [] } = simulatedProject(emitGcp(leases, estate).resources, { container });
        return { cloud: "gcp" as const, id: container, contents: { ...nothingElse, "iam-policies": iamPolicies } };
      }),
    ],
    at(now) - 60,
    spoil,
  );
  return directory;
}

const nothingElse: Contents = {
  "custom-roles": [{ roles: [] }],
  "service-account-keys": [{ accounts: [] }],
  federation: [{ pools: [] }],
  pam: [{ entitlements: [], grants: [] }],
  "organization-policies": [{ policies: [] }],
};

const run = (...words: string[]) => leasehold.run(["drift", estates, "--now", now, ...words]);
function judged(...words: string[]): Judged & { readonly status: number | null } {
  const { status, stdout } = run(...words, "--format", "json");
  const judgement = JSON.parse(stdout) as Judged;
  validate(judgement);
  expect(validate.errors ?? []).toEqual([]);
  return { ...judgement, status };
}
const grave = ({ findings }: Judged) => findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);

const unguarded = (account: SimulatedAccount) =>
  account.roles.get("leasehold-acme-erin-read-2026-11-22")?.inline.delete("leasehold-guard");

let clean: string;
let changed: string;
beforeAll(() => {
  clean = snapshot();
  changed = snapshot(unguarded);
});

describe("leasehold drift", () => {
  it("passes what was applied and left alone", () => {
    const judgement = judged("--snapshot", clean);
    expect(judgement.errors).toEqual([]);
    expect(grave(judgement)).toEqual([]);
    expect([judgement.status, judgement.verdict]).toEqual([0, "pass"]);
  });

  it("fails what was changed behind Terraform's back, and says the next command", () => {
    const judgement = judged("--snapshot", changed);
    expect([judgement.status, judgement.verdict]).toEqual([1, "fail"]);
    expect(grave(judgement)).toEqual(["guard-removed"]);
    expect(judgement.findings.find(({ rule }) => rule === "guard-removed")?.fix).toContain(
      "terraform -chdir=OUT/orders-prod apply",
    );
  });

  it("still prints what it found where something could not be read, and ends in 2", () => {
    const spoiled = snapshot(unguarded, (manifest) => {
      const part = manifest.containers[0]?.parts.find(({ part: name }) => name === "access-keys");
      if (part) Object.assign(part, { status: "denied", files: [], error: "AccessDenied" });
    });
    const judgement = judged("--snapshot", spoiled);
    expect([judgement.status, judgement.verdict]).toEqual([2, "unjudged"]);
    expect(judgement.errors.map(({ code }) => code)).toEqual(["unreadable"]);
    expect(grave(judgement)).toEqual(["guard-removed"]);
  });

  it.each<[string, (directory: string) => readonly string[], string]>([
    ["a snapshot that is a day old", (folder) => ["--snapshot", folder, "--now", "2026-11-24T18:00:00Z"], "2"],
    [
      "a snapshot that may be that old",
      (folder) => ["--snapshot", folder, "--now", "2026-11-22T19:00:00Z", "--max-age", "2h"],
      "0",
    ],
    ["a folder that is not there", () => ["--snapshot", "nowhere"], "2"],
    ["a state that is not there", () => ["--state", "nowhere"], "2"],
    ["a plan that is not there", () => ["--plan", "nowhere"], "2"],
    ["nothing to compare with", () => [], "2"],
    ["an age that is none", (folder) => ["--snapshot", folder, "--max-age", "soon"], "2"],
  ])("answers %s with its status", (_, words, status) => {
    expect(String(run(...words(clean)).status)).toBe(status);
  });

  it("does not take one estate for two", () => {
    const { status, stdout } = leasehold.run(["drift", estates, estates, "--snapshot", clean, "--now", now]);
    expect(status).toBe(2);
    expect(stdout).toContain("estate-named-twice");
  });

  it.each(formats)("reports as %s, and what was covered", (format) => {
    const { status, stdout } = run("--snapshot", changed, "--format", format);
    expect(status).toBe(1);
    expect(stdout).toContain("guard-removed");
    if (format === "text" || format === "markdown") {
      expect(stdout.replaceAll("<!-- -->", "")).toContain("account 111122223333");
      expect(stdout).toContain("held to acme, fails");
    }
  });

  it("writes one checklist of what to do", () => {
    const hostile = snapshot((account) => {
      unguarded(account);
      account.addUser("mallory`@team<b>").attached.add("arn:aws:iam::aws:policy/AdministratorAccess");
    });
    const file = join(leasehold.directory(), "todo.md");
    expect(run("--snapshot", hostile, "--fix-plan", file).status).toBe(1);
    const plan = readFileSync(file, "utf8");
    expect(plan).toContain("## target orders-prod");
    expect(plan).toContain("terraform -chdir=OUT/orders-prod apply");
    expect(plan).toContain("aws iam detach-user-policy");
    expect(plan).toContain("import {");
    // Two leases of the example have long ended.
    expect(plan.match(/^- \[ \] \*\*(?:guard|undeclared)/gm)).toHaveLength(2);
    expect(plan.replace(/```+[\s\S]*?```+/g, "")).not.toMatch(/[^-]<b>|[^<]@team/);
  });

  it("judges several states, and names the one that is none", () => {
    const folder = leasehold.directory();
    writeFileSync(join(folder, "broken.tfstate"), "{");
    const judgement = judged("--state", join(folder, "broken.tfstate"));
    expect(judgement.status).toBe(2);
    expect(judgement.errors[0]?.message).toContain("broken.tfstate");
  });

  it("has help with examples", () => {
    const { status, stdout } = leasehold.run(["drift", "--help"]);
    expect(status).toBe(0);
    expect(stdout).toContain("leasehold drift --snapshot found");
  });

  it("has a page for each kind of finding", () => {
    const { status, stdout } = leasehold.run(["rules", "guard-removed"]);
    expect(status).toBe(0);
    expect(stdout).toContain("# guard-removed");
    expect(leasehold.run(["rules"]).stdout).toContain("undeclared-access");
  });
});
