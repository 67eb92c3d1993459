import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CommandLine } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const synth = (cwd: string, ...words: string[]) => leasehold.run(["synth", "--out", "out", ...words], { cwd });
const root = "out/orders-prod/main.tf.json";

describe("leasehold synth", () => {
  it("writes one root for each target, and says who is given what until when", () => {
    const directory = leasehold.initialised();
    const { status, stdout, stderr } = synth(directory);
    expect(JSON.parse(readFileSync(join(directory, root), "utf8"))).toHaveProperty("resource.aws_iam_role");
    expect(stdout).toMatch(/^wrote +out\/orders-prod\/main\.tf\.json\n/);
    expect(stdout).toMatch(/\ninstance-operator +dana +orders-prod +2026-11-23T09:00:00Z +2026-11-23T10:30:00Z\n$/);
    expect(stderr).toMatch(/leasehold: example passes/);
    expect(status).toBe(0);
  });

  it("leaves alone what is the same", () => {
    const directory = leasehold.initialised();
    synth(directory);
    expect(synth(directory).stdout).toMatch(/^unchanged +out\/orders-prod\/main\.tf\.json\n/);
  });

  it("writes nothing for an estate that is not governed, and ends in 1", () => {
    const directory = leasehold.initialised();
    const role = join(directory, "access/roles/instance-operator.yaml");
    writeFileSync(role, readFileSync(role, "utf8").replace(/^ +owners:.*\n/m, ""));
    const { status, stdout, stderr } = synth(directory);
    expect(existsSync(join(directory, "out"))).toBe(false);
    expect(stderr).toContain("owner-missing");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  it("writes nothing for an estate that does not link, and ends in 2", () => {
    const directory = leasehold.initialised();
    rmSync(join(directory, "access/teams.yaml"));
    expect(synth(directory).status).toBe(2);
    expect(existsSync(join(directory, "out"))).toBe(false);
  });

  it("knows only targets that are declared", () => {
    const { status, stderr } = synth(leasehold.initialised(), "--target", "order-prod");
    expect(stderr).toMatch(/no target "order-prod"\. Did you mean "orders-prod"\?/);
    expect(status).toBe(2);
  });

  it("writes only the targets that were asked for, and removes none of the others", () => {
    const directory = leasehold.initialised();
    writeFileSync(
      join(directory, "access/more.yaml"),
      "version: 1\ntargets:\n  spare: { owner: platform, gcp: { project: example-spare } }\n",
    );
    expect(synth(directory).status).toBe(0);
    rmSync(join(directory, root));
    expect(synth(directory, "--target", "spare").status).toBe(0);
    expect(readdirSync(join(directory, "out")).sort()).toEqual(["orders-prod", "spare"]);
    expect(existsSync(join(directory, root))).toBe(false);
  });

  it("replaces no file of others, and says so in one line", () => {
    const directory = leasehold.initialised();
    mkdirSync(join(directory, "out/orders-prod"), { recursive: true });
    writeFileSync(join(directory, root), "{}\n");
    const { status, stderr } = synth(directory);
    expect(stderr).toMatch(/was not written by leasehold/);
    expect(readFileSync(join(directory, root), "utf8")).toBe("{}\n");
    expect(status).toBe(2);
  });

  it("reports in JSON on standard output", () => {
    const { stdout } = synth(leasehold.initialised(), "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "pass", summary: { estate: "example" } });
  });
});
