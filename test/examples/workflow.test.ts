import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { programOf } from "../../src/cli/program";

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const text = readFileSync("examples/ci/drift.yml", "utf8");
const workflow = parse(text);
const steps: readonly Step[] = workflow.jobs.drift.steps;
const scripts = steps.flatMap(({ run }) => run ?? []);

/** The command lines of leasehold in some text, as a shell would split them. */
function commandLines(within: string): readonly (readonly string[])[] {
  return [...within.matchAll(/^\s*(?:run: )?(?:npx --no-install )?leasehold ([^\n|;&]+)/gm)].map(([, words = ""]) =>
    [...words.replace('"$NOW"', "2026-11-23T02:17:00Z").matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
      (word) => word[1] ?? word[2] ?? word[3] ?? "",
    ),
  );
}

/** Reads a command line with the program's own options, and does nothing. */
function parsed(words: readonly string[]): readonly string[] {
  const program = programOf(() => undefined);
  const ran: string[] = [];
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride().configureOutput({ writeErr: () => undefined });
    if (command !== program) command.action(() => void ran.push(command.name()));
  }
  program.parse([...words], { from: "user" });
  return ran;
}

const hasDrift = programOf(() => undefined).commands.some((command) => command.name() === "drift");
const hasSnapshot = programOf(() => undefined).commands.some((command) => command.name() === "snapshot");

describe("the nightly workflow", () => {
  it("runs every night and by hand, on what is declared", () => {
    expect(workflow.on.schedule).toHaveLength(1);
    expect(workflow.on).toHaveProperty("workflow_dispatch");
    expect(workflow.jobs.drift.if).toBe("github.ref == 'refs/heads/main'");
  });

  it("holds no static key, and asks for no more than it needs", () => {
    expect(text).not.toMatch(/secrets\.|AKIA|access-key|credentials_json/i);
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(workflow.jobs.drift.permissions).toEqual({
      contents: "read",
      "id-token": "write",
      issues: "write",
      "security-events": "write",
    });
  });

  it("hands nothing that others may write to a shell", () => {
    for (const script of scripts) expect(script).not.toContain("${{");
  });

  it.each(scripts)("has scripts that a shell can read: %s", (script) => {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  const lines = scripts.flatMap((script) => commandLines(script));

  it("takes a snapshot of both clouds and judges it in three formats", () => {
    expect(lines.map(([verb, cloud]) => (verb === "snapshot" ? `${verb} ${cloud}` : verb))).toEqual([
      "snapshot aws",
      "snapshot gcp",
      "drift",
      "drift",
      "drift",
    ]);
  });

  it.each(lines)("has a command that there is: %s", (...words) => {
    if ((words[0] === "drift" && !hasDrift) || (words[0] === "snapshot" && !hasSnapshot)) return;
    expect(parsed(words)).toHaveLength(1);
  });

  it("uploads what it wrote, and neither snapshot nor trail", () => {
    const uploads = steps.filter(({ uses }) => /upload/.test(uses ?? "")).map((step) => JSON.stringify(step.with));
    expect(uploads.join("\n")).toMatch(/drift\.sarif[\s\S]*drift\.md[\s\S]*drift-fixes\.md[\s\S]*drift\.json/);
    expect(uploads.join("\n")).not.toMatch(/found|trail/);
  });

  it("fails by its judgement, whatever the snapshot came to", () => {
    const judging = scripts.find((script) => script.includes("status=0")) ?? "";
    expect(judging.trimEnd().endsWith("exit $status")).toBe(true);
  });
});

describe("the pages of the examples", () => {
  const pages = ["examples/ci/README.md", "examples/check-blocks/README.md"];
  const lines = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, code = ""]) => commandLines(code)),
  );
  it.each(lines)("name a command that there is: %s", (...words) => {
    if (words[0] === "drift" && !hasDrift) return;
    expect(parsed(words)).toEqual([words[0]]);
  });
});
