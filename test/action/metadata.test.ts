import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { programOf } from "../../src/cli/program";

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

const action = parse(readFileSync("action.yml", "utf8"));
const steps: readonly Step[] = action.runs.steps;
const scripts = readdirSync("action").filter((name) => name.endsWith(".sh"));
const workflow = parse(readFileSync("examples/ci/review.yml", "utf8"));
const jobs: readonly { readonly permissions: object; readonly steps: readonly Step[] }[] = Object.values(workflow.jobs);

describe("the action", () => {
  it("is composite, and uses nobody else's", () => {
    expect(action.runs.using).toBe("composite");
    expect(steps.flatMap(({ uses }) => uses ?? [])).toEqual([]);
  });

  it.each(steps)(
    "$name runs one script that is there, in bash, and is handed nothing but by its environment",
    (step) => {
      const [, script = ""] = /^"\$GITHUB_ACTION_PATH\/(action\/[a-z-]+\.sh)"$/.exec(step.run ?? "") ?? [];
      expect(statSync(script).mode & 0o111).toBe(0o111);
      expect(step.shell).toBe("bash");
      expect(step.run).not.toContain("${{");
    },
  );

  it("gives each input that is there to some step, and no other", () => {
    const used = [...JSON.stringify(steps).matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  it("takes no version by itself", () => {
    expect(action.inputs.version).toMatchObject({ required: true });
    expect(action.inputs.version).not.toHaveProperty("default");
  });

  it("comments and sets the outcome whatever came before", () => {
    const always = steps.filter((step) => step.if?.includes("!cancelled()")).map(({ name }) => name);
    expect(always).toEqual(["Comment", "Code scanning", "Outcome"]);
  });

  it("gives installing no token", () => {
    expect(JSON.stringify(steps.find(({ name }) => name === "Install leasehold"))).not.toContain("token");
  });
});

describe("its scripts", () => {
  it.each(scripts)("%s stops at what fails, holds no expression, and is read by bash", (name) => {
    const text = readFileSync(join("action", name), "utf8");
    expect(text).not.toContain("${{");
    expect(text).not.toMatch(/\beval\b|\bnpx\b|npm (ci|run|exec)/);
    expect(text).toMatch(/^set -euo pipefail$|^source "\$here\/common\.sh"$/m);
    expect(spawnSync("bash", ["-n", join("action", name)], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  it("install one exact package, without its scripts, outside of the workspace", () => {
    const text = readFileSync("action/install.sh", "utf8");
    expect(text.match(/^npm .*$/gm)).toEqual([expect.stringContaining("--ignore-scripts")]);
    expect(text).toContain('"leasehold@$LEASEHOLD_VERSION"');
    expect(text).not.toContain("GITHUB_WORKSPACE");
  });

  const shellcheck = spawnSync("shellcheck", ["--version"]).status === 0;
  it.runIf(shellcheck)("please shellcheck", () => {
    const { status, stdout } = spawnSync("shellcheck", ["-x", ...scripts.map((name) => join("action", name))], {
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});

describe("the workflow that applies", () => {
  const apply = parse(readFileSync("examples/ci/apply.yml", "utf8"));
  const {
    permissions,
    environment,
    steps: all,
  }: { permissions: object; environment: string; steps: readonly Step[] } = apply.jobs.apply;
  const runs = all.flatMap(({ run }) => run ?? []);

  it("runs on the protected branch alone, in an environment, with the least permissions", () => {
    expect(Object.keys(apply.on)).toEqual(["push"]);
    expect(apply.permissions).toEqual({});
    expect(permissions).toEqual({ contents: "read", "id-token": "write", "pull-requests": "read" });
    expect(environment).toBe("access-production");
    expect(apply.concurrency["cancel-in-progress"]).toBe(false);
  });

  it("uses actions by their commit, keeps no token, and hands nothing to a script but by its environment", () => {
    for (const uses of all.flatMap((step) => step.uses ?? [])) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(all.find(({ uses }) => uses?.startsWith("actions/checkout"))?.with).toMatchObject({
      "persist-credentials": false,
    });
    for (const run of runs) expect(run).not.toContain("${{");
  });

  it("applies the very plan that was gated by evidence of its own", () => {
    const [evidence, gate, applied] = ["evidence-github.sh", "--require-approval", "apply -input=false plan.bin"].map(
      (text) => runs.findIndex((run) => run.includes(text)),
    );
    expect(evidence).toBeGreaterThan(0);
    expect(gate).toBeGreaterThan(evidence ?? 0);
    expect(applied).toBeGreaterThan(gate ?? 0);
    expect(runs[gate ?? 0]).toMatch(/--binary \S+plan\.bin/);
  });
});

describe("the workflow of the examples", () => {
  it("uses actions by their commit, and checks nothing out", () => {
    const used = jobs.flatMap((job) => job.steps.flatMap(({ uses }) => uses ?? []));
    for (const uses of used) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(used.filter((uses) => uses.startsWith("actions/checkout"))).toEqual([]);
  });

  it("runs no script, and nothing but the action after its means", () => {
    expect(jobs.flatMap((job) => job.steps.flatMap(({ run }) => run ?? []))).toEqual([]);
    expect(jobs.map((job) => job.steps.map(({ uses }) => uses?.split("@")[0]))).toEqual([
      ["actions/setup-node", "acme/leasehold"],
    ]);
  });

  it("has the least permissions", () => {
    expect(workflow.permissions).toEqual({});
    expect(jobs.map(({ permissions }) => permissions)).toEqual([
      { contents: "read", "pull-requests": "write", "security-events": "write", statuses: "write" },
    ]);
  });

  it("gives the action inputs that it has", () => {
    const given = jobs.flatMap((job) => job.steps.filter(({ uses }) => uses?.startsWith("acme/")));
    for (const step of given) {
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
      expect(step.with).toHaveProperty("version");
    }
  });

  it("looks again at each push and each review", () => {
    expect(workflow.on.pull_request_target.types).toContain("synchronize");
    expect(workflow.on.pull_request_review.types).toEqual(["submitted", "edited", "dismissed"]);
  });

  const page = readFileSync("examples/ci/REVIEW.md", "utf8");
  const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, code = ""]) => code.trim().split("\n"));
  it.each(commands)("has a page whose command there is: %s", (line) => {
    const program = programOf(() => undefined);
    const ran: string[] = [];
    for (const command of program.commands) command.exitOverride().action(() => void ran.push(command.name()));
    program.parse(line.split(" ").slice(1), { from: "user" });
    expect(ran).toHaveLength(1);
  });

  it.each(
    [...page.matchAll(/`((?:review|apply|leasehold\.gitlab-ci)\.yml|(?:hosting|evidence)-[a-z]+\.sh)`/g)].map(
      ([, name = ""]) => name,
    ),
  )("has a page whose file there is: %s", (name) => expect(existsSync(join("examples", "ci", name))).toBe(true));
});
