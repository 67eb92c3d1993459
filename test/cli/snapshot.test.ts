import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

/** Nothing here may reach a cloud: whatever is asked, is asked of a port at which nobody listens. */
const environment = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/nonexistent",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
  LEASEHOLD_BACKOFF_MS: "1",
};

function snapshot(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const directory = leasehold.directory();
  const ran = leasehold.run(["snapshot", ...words], { cwd: directory, env: { ...environment, ...env } });
  return { ...ran, directory };
}

const login = { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "a-secret-of-the-test" };

describe("leasehold snapshot", () => {
  it("says in its help what there is, with examples and statuses", () => {
    const { status, stdout } = snapshot(["--help"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/--assume-role[\s\S]*Parts of aws:[\s\S]*Examples:[\s\S]*Exit status:/);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["no cloud", ["--out", "found"], /missing required argument 'cloud'/],
    ["another cloud", ["azure", "--out", "found"], /aws, gcp/],
    ["no folder", ["aws"], /--out/],
    ["a part that there is not", ["aws", "--out", "found", "--parts", "rolls"], /Did you mean "roles"\?/],
    [
      "a part of the other cloud",
      ["gcp", "--out", "found", "--project", "acme-x", "--parts", "roles"],
      /no part "roles"/,
    ],
    ["an empty part", ["aws", "--out", "found", "--parts", "roles,"], /names nothing/],
    ["a project of AWS", ["aws", "--out", "found", "--project", "x"], /--project means nothing/],
    ["an account of Google's", ["gcp", "--out", "found", "--account", "111122223333"], /--account means nothing/],
    ["nothing of Google's", ["gcp", "--out", "found"], /not said what to take a snapshot of/],
    ["an estate that is not there", ["aws", "--out", "found", "--estate", "none"], /does not load/],
  ])("is refused with %s, and makes nothing", (_, words, said) => {
    const { status, stderr, directory } = snapshot(words, login);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
    expect(readdirSync(directory)).toEqual([]);
  });

  it("is refused to who is not logged in, and says how to", () => {
    const { status, stderr, directory } = snapshot(["aws", "--out", "found", "--region", "eu-central-1"]);
    expect(stderr).toMatch(/Could not load credentials[\s\S]*aws sso login/);
    expect(status).toBe(2);
    expect(readdirSync(directory)).toEqual([]);
  });

  it("ends when the cloud cannot be reached, and prints no secret", () => {
    const { status, stderr, stdout } = snapshot(["aws", "--out", "found", "--region", "eu-central-1"], login);
    expect(stderr).toMatch(/sts:GetCallerIdentity.*asked 6 times/);
    expect(`${stderr}${stdout}`).not.toContain(login.AWS_SECRET_ACCESS_KEY);
    expect(status).toBe(2);
  });

  it("names every package that is missing, and nothing else needs them", () => {
    // The same build, in a place from where only some packages are found.
    const place = leasehold.directory();
    cpSync(join(dirname(leasehold.entry), "..", ".."), join(place, "dist"), { recursive: true });
    mkdirSync(join(place, "node_modules"));
    for (const name of ["yaml", "zod", "commander", "picocolors"]) {
      if (existsSync(join("node_modules", name)))
        symlinkSync(join(process.cwd(), "node_modules", name), join(place, "node_modules", name));
    }
    const cli = join(place, "dist/src/cli/cli.js");
    const run = (...words: readonly string[]) =>
      spawnSync(process.execPath, [cli, ...words], { cwd: place, encoding: "utf8" });
    expect(run("snapshot", "--help").status).toBe(0);
    const aws = run("snapshot", "aws", "--out", "found", "--parts", "identity-center,access-analyzer");
    expect(aws.stderr).toMatch(
      /npm install @aws-sdk\/client-sts @aws-sdk\/client-iam @aws-sdk\/client-organizations @aws-sdk\/client-sso-admin @aws-sdk\/client-identitystore @aws-sdk\/client-accessanalyzer @aws-sdk\/credential-providers/,
    );
    expect(aws.status).toBe(2);
    const gcp = run("snapshot", "gcp", "--out", "found", "--project", "acme-orders-prod");
    expect(gcp.stderr).toMatch(/npm install google-auth-library/);
    expect(gcp.status).toBe(2);
    expect(existsSync(join(place, "found"))).toBe(false);
  });
});
