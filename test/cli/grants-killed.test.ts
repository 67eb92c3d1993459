import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { check } from "../../src/check/check";
import { loadEstate } from "../../src/estate/load";
import { at } from "../helpers/estate";
import { CommandLine, now } from "./command-line";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const reason = "Restart of the stuck order workers";
const grant = (name: string, ...lines: readonly string[]): string =>
  [
    `  ${name}:`,
    ...["role: instance-operator", "identity: dana", "ttl: 1h", "ticket: INC-1", ...lines].map((line) => `    ${line}`),
  ]
    .concat(`    justification: ${reason}`, "")
    .join("\n");
const file = (...grants: readonly string[]): string =>
  `version: 1\n# of the payments team\ngrants:\n${grants.join("")}`;

const requested = grant("g");
const running = grant("g", "start: 2026-11-23T09:00:00Z");
const old = (day: string): string => grant(`old-${day}`, `start: 2026-11-${day}T09:00:00Z`);

type Files = Readonly<Record<string, string>>;
const cases: readonly [what: string, files: Files, words: readonly string[]][] = [
  [
    "request",
    {},
    ["request", "instance-operator", "--as", "dana", "--ttl", "1h", "--ticket", "INC-7", "--reason", reason],
  ],
  ["activate", { "g.yaml": file(requested) }, ["activate", "g"]],
  ["extend", { "g.yaml": file(running) }, ["extend", "g", "--by", "30m"]],
  ["revoke", { "g.yaml": file(running) }, ["revoke", "g"]],
  [
    "prune",
    {
      "a.yaml": `version: 1\ngrants:\n${old("18")}`,
      "b.yaml": file(old("19"), requested),
      "c.yaml": file(old("20"), old("21")),
    },
    ["prune"],
  ],
  [
    "offboard",
    { "a.yaml": file(running), "b.yaml": file(grant("later", "start: 2026-11-24T12:00:00Z")) },
    ["offboard", "dana"],
  ],
];

/** What is below the estate, but for drafts, which nothing reads. */
function filesIn(directory: string): Files {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^\.leasehold\..*\.tmp$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(names.sort().map((name) => [name.slice(directory.length + 1), readFileSync(name, "utf8")]));
}

function errorsIn(directory: string): readonly string[] {
  const { estate, diagnostics } = loadEstate(directory);
  const found = estate ? check(estate, { now: at(now), remarks: false }) : [];
  return [...diagnostics, ...found].filter(({ severity }) => severity === "error").map(({ message }) => message);
}

const killer = resolve("test/cli/kill-before.cjs");
const killedBefore = (step: number, words: readonly string[], cwd: string): boolean => {
  const { signal } = spawnSync(process.execPath, ["--require", killer, leasehold.entry, ...words, "--now", now], {
    cwd,
    stdio: "ignore",
    env: { PATH: process.env.PATH ?? "", KILL_BEFORE: `${step}` },
  });
  return signal === "SIGKILL";
};

describe("killed before each step that changes the disk", () => {
  const made = leasehold.initialised();
  rmSync(join(made, "access", "grants"), { recursive: true });
  for (const [name, text] of Object.entries(filesIn(join(made, "access")))) {
    const extensible = text.replace(/^( +)maxTtl: 2h$/m, "$&\n$1extensions: { count: 1, upTo: 30m }");
    if (extensible !== text) writeFileSync(join(made, "access", name), extensible);
  }

  it.each(cases)(
    "%s leaves every file as it was or as it is to be, and an estate that loads",
    (_, files, words) => {
      const whole = leasehold.directory();
      const access = join(whole, "access");
      const begin = (): void => {
        rmSync(access, { recursive: true, force: true });
        cpSync(join(made, "access"), access, { recursive: true });
        for (const [name, text] of Object.entries(files)) {
          mkdirSync(dirname(join(access, "grants", name)), { recursive: true });
          writeFileSync(join(access, "grants", name), text);
        }
      };
      begin();
      const before = filesIn(access);
      const { status, stderr } = leasehold.run([...words, "--now", now], { cwd: whole });
      expect(status, stderr).toBeLessThan(2);
      const after = filesIn(access);
      expect(after).not.toEqual(before);

      const seen = new Set<string>();
      let step = 1;
      for (; ; step++) {
        begin();
        if (!killedBefore(step, words, whole)) break;
        const left = filesIn(access);
        for (const name of new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(left)])) {
          expect([before[name], after[name]], `${name}, before step ${step}`).toContain(left[name]);
        }
        // What was left before is what is left again: it loads, and goes on, as it did then.
        const known = JSON.stringify(left);
        if (seen.has(known)) continue;
        seen.add(known);
        expect(errorsIn(access), `before step ${step}`).toEqual([]);
        leasehold.run([...words, "--now", now], { cwd: whole });
        expect(filesIn(access), `once more after step ${step}`).toEqual(after);
      }
      expect(filesIn(access)).toEqual(after);
      // Make the draft, write it, keep it, and put it in its place.
      expect(step).toBeGreaterThan(4);
    },
    120_000,
  );
});
