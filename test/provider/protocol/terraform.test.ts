import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownEnvironment, terraformFound, Workshop } from "./helpers/terraform";

const workshop = new Workshop();
const temporary = join(workshop.folder, "temporary");
beforeAll(async () => {
  mkdirSync(temporary);
  if (terraformFound) await workshop.install();
}, 60_000);
afterAll(() => workshop.close());

/** A root that has been initialised, and Terraform at work in it. */
function begun(name: string, configuration: string) {
  const root = workshop.root(name, configuration);
  const run = (...parameters: readonly string[]) => workshop.run(root, parameters, { TMPDIR: temporary });
  expect(run("init").output).toContain("successfully initialized");
  return { root, run };
}

/** The provider's processes. */
function providers(): readonly string[] {
  const running = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return running.filter((line) => line.includes(workshop.executable));
}

describe.skipIf(!terraformFound)("a real Terraform with a provider that speaks through this wire", () => {
  it("initialises from a mirror, plans and calls a function", () => {
    const { run } = begun(
      "thin",
      `resource "tiny_thing" "a" { text = provider::tiny::shout("hello") }
output "said" { value = tiny_thing.a.text }
`,
    );
    const planned = run("plan");
    expect(planned.output).toContain('+ text     = "HELLO"');
    expect(planned.output).toContain("1 to add");
  });

  it("plans no changes after apply, whatever the values", () => {
    const { root, run } = begun("again", "");
    writeFileSync(join(root, "main.tf"), readFileSync(join(__dirname, "recorded", "configuration", "main.tf"), "utf8"));
    expect(run("apply", "-auto-approve").output).toContain("Apply complete!");
    expect(run("plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
  });

  it("runs Terraform's own tests", () => {
    const { root, run } = begun("tests", 'resource "tiny_thing" "a" { text = "a" }\n');
    const plan =
      'run "planned" {\n  command = plan\n  assert {\n    condition     = tiny_thing.a.greeting == "hello"\n    error_message = "no"\n  }\n}\n';
    const apply =
      'run "applied" {\n  assert {\n    condition     = tiny_thing.a.id == "thing-1"\n    error_message = "no"\n  }\n}\n';
    writeFileSync(join(root, "main.tftest.hcl"), plan + apply);
    expect(run("test").output).toContain("Success! 2 passed, 0 failed.");
  });

  it("makes many things at once", () => {
    const { run } = begun("many", 'resource "tiny_thing" "a" {\n  count = 250\n  text  = "thing ${count.index}"\n}\n');
    expect(run("apply", "-auto-approve", "-parallelism=50").output).toContain("Resources: 250 added");
    expect(run("plan", "-detailed-exitcode", "-parallelism=50").status).toBe(0);
  });

  it.each([
    { call: 'shout("")', told: /Invalid value for "text" parameter: there is nothing to say\./ },
    { call: "shout(null)", told: /Invalid value for "text" parameter: argument must not be null\./ },
    { call: 'shout("throw")', told: /it stopped\s+with: the tiny provider was asked to throw\./ },
  ])("shows what a function tells of $call", ({ call, told }) => {
    const { run } = begun(`function-${call.length}`, `output "o" { value = provider::tiny::${call} }\n`);
    expect(run("plan").output).toMatch(told);
  });

  it.each([
    { fault: "throw", told: /it stopped with: the tiny provider was asked to throw/ },
    { fault: "change", told: /the attribute text is not what is configured/ },
    { fault: "shape", told: /the attribute size (is a string|has a value)/ },
    { fault: "silent", told: /it gave neither a result nor an error/ },
    {
      fault: "error",
      told: /Error: As asked for\n\n {2}with tiny_thing\.a,\n {2}on main\.tf line 8, in resource "tiny_thing" "a":/,
    },
    { fault: "apply-change", told: /the attribute text is not as it was planned/ },
    { fault: "apply-unknown", told: /the attribute text is not as it was planned/ },
  ])("shows the fault by name when a method does: $fault", ({ fault, told }) => {
    const { run } = begun(`fault-${fault}`, `resource "tiny_thing" "a" {\n  text = "a"\n  fault = "${fault}"\n}\n`);
    const { status, output } = run("apply", "-auto-approve");
    expect(status).toBe(1);
    expect(output).toMatch(told);
    expect(output).not.toMatch(/inconsistent|invalid plan|crashed/i);
  });

  it("shows the cause of a crash", () => {
    const { run } = begun("crash", 'resource "tiny_thing" "a" {\n  text = "a"\n  fault = "apply-crash"\n}\n');
    const { status, output } = run("apply", "-auto-approve");
    expect(status).toBe(1);
    expect(output).toContain("panic: the provider stopped: Error: the tiny provider was asked to crash");
    expect(providers()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("refuses a state from the future", () => {
    const { root, run } = begun("state", 'resource "tiny_thing" "a" { text = "a" }\n');
    expect(run("apply", "-auto-approve").status).toBe(0);
    const file = join(root, "terraform.tfstate");
    const state = readFileSync(file, "utf8");
    writeFileSync(file, state.replace('"schema_version": 2', '"schema_version": 3'));
    expect(run("plan").output).toMatch(
      /Error: Resource instance managed by newer provider version|newer version of the provider/,
    );
  });
});

describe.skipIf(!terraformFound)("a Terraform that is interrupted in the middle of an apply", () => {
  /** One that is making a thing which takes longer than this test. */
  async function applying(name: string): Promise<{ readonly terraform: ChildProcess; readonly output: () => string }> {
    const { root } = begun(name, 'resource "tiny_thing" "a" {\n  text = "a"\n  fault = "apply-slow"\n}\n');
    const terraform = spawn("terraform", ["apply", "-auto-approve"], {
      cwd: root,
      env: { ...ownEnvironment(), TMPDIR: temporary },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, for a signal to reach it and its provider as Ctrl-C does.
      detached: true,
    });
    let output = "";
    for (const stream of [terraform.stdout, terraform.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString("utf8");
      });
    }
    await expect.poll(() => output, { timeout: 20_000 }).toContain("tiny_thing.a: Creating...");
    expect(providers().length).toBeGreaterThan(0);
    return { terraform, output: () => output };
  }

  it("leaves no process and no socket when it is killed", async () => {
    const { terraform } = await applying("killed");
    terraform.kill("SIGKILL");
    await once(terraform, "exit");
    await expect.poll(providers, { timeout: 5000 }).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("leaves no socket when it is killed together with its provider", async () => {
    const { terraform } = await applying("all-killed");
    process.kill(-(terraform.pid ?? 0), "SIGKILL");
    await once(terraform, "exit");
    await expect.poll(providers, { timeout: 5000 }).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("finishes what it is at after Ctrl-C, and leaves no process and no socket", async () => {
    const { terraform, output } = await applying("interrupted");
    process.kill(-(terraform.pid ?? 0), "SIGINT");
    await expect.poll(output, { timeout: 10_000 }).toContain("Gracefully shutting down");
    // Only the provider can still end the apply: it has not taken the signal for its own.
    expect(providers().length).toBeGreaterThan(0);
    await once(terraform, "exit");
    expect(output()).toContain("tiny_thing.a: Creation complete");
    expect(providers()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
