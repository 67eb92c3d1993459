import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { scratch } from "../helpers/scratch";
import { bundled } from "./bundle";

const acme = resolve(__dirname, "../../examples/acme/access");
const room = scratch("synth");
let script = "";
let expected = "";

beforeAll(() => {
  script = bundled("synthesize.script.ts", room);
  expected = synthesize(acme);
});

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** JavaScript run before everything else. */
  readonly preload?: string;
}

function synthesize(directory: string, { env = {}, cwd = process.cwd(), preload }: Surroundings = {}): string {
  const required = join(room, "preload.cjs");
  if (preload) writeFileSync(required, preload);
  const run = spawnSync(process.execPath, [...(preload ? ["--require", required] : []), script, directory], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

/** Another day, and randomness that is none. */
const anotherDay = `
  const Real = Date;
  const shift = Real.UTC(2031, 1, 29) - Real.now();
  globalThis.Date = class extends Real {
    constructor(...args) { args.length === 0 ? super(Real.now() + shift) : super(...args); }
    static now() { return Real.now() + shift; }
  };
  Math.random = () => 0.5;
`;
/** Whoever reads the clock or rolls dice while compiling, fails. */
const noClock = `
  const fail = (what) => () => { throw new Error("synthesis reads " + what); };
  Date.now = fail("the clock");
  Math.random = fail("randomness");
  const Real = Date;
  globalThis.Date = new Proxy(Real, { construct: (T, args) => args.length === 0 ? fail("the clock")() : new T(...args) });
`;

describe("synthesis is a function of the declaration alone: byte for byte the same", () => {
  it("gives something to compare", () => {
    expect(expected.length).toBeGreaterThan(10_000);
    expect(expected).toContain("aws_iam_role_policies_exclusive");
  });

  it.each<[string, Surroundings]>([
    ["in another time zone", { env: { TZ: "Pacific/Chatham" } }],
    ["in yet another time zone", { env: { TZ: "America/St_Johns" } }],
    ["in another locale", { env: { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } }],
    [
      "in another environment",
      {
        env: {
          AWS_REGION: "us-east-1",
          AWS_PROFILE: "other",
          GOOGLE_PROJECT: "other",
          TF_VAR_x: "1",
          CDKTF_OUTDIR: "/elsewhere",
          CDKTF_CONTEXT_JSON: '{"excludeStackIdFromLogicalIds":true}',
          NO_COLOR: "1",
          CI: "true",
          HOME: "/nowhere",
          USER: "somebody",
        },
      },
    ],
    ["in another working directory", { cwd: "/" }],
    ["on another day", { preload: anotherDay }],
    ["without a clock or dice", { preload: noClock }],
  ])("%s", (_, surroundings) => {
    expect(synthesize(acme, surroundings)).toBe(expected);
  });

  it("in another directory, under other file names, its files in another order", () => {
    const elsewhere = join(room, "somewhere else", "deep", "estate");
    for (const entry of readdirSync(acme, { recursive: true, encoding: "utf8" })) {
      if (!/\.ya?ml$/.test(entry)) continue;
      const reversed = [...basename(entry, ".yaml")].reverse().join("");
      const to = join(elsewhere, dirname(entry), "more", `${reversed}.yml`);
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(acme, entry), to);
    }
    expect(synthesize(elsewhere)).toBe(expected);
  });

  it("with all in one file", () => {
    const one = join(room, "one");
    mkdirSync(one);
    const texts = new Map<string, string[]>();
    for (const entry of readdirSync(acme, { recursive: true, encoding: "utf8" })) {
      if (!/\.ya?ml$/.test(entry)) continue;
      for (const [, key = "", body = ""] of readFileSync(join(acme, entry), "utf8").matchAll(
        /^(\w+):(.*(?:\n(?:[ #].*)?)*)/gm,
      )) {
        texts.set(key, [...(texts.get(key) ?? []), body]);
      }
    }
    const whole = [...texts]
      .reverse()
      .map(([key, bodies]) => `${key}:${key === "version" ? " 1\n" : bodies.join("\n")}`);
    writeFileSync(join(one, "estate.yaml"), whole.join("\n"));
    expect(synthesize(one)).toBe(expected);
  });
});
