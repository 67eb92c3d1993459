import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { scratch } from "./terraform";

const project = resolve(__dirname, "../../..");

/** The directory of an example's estate. */
export function example(name: string): string {
  return join(project, "examples", name, "access");
}

/** A directory with one of the tests' own estates, each a single file. */
export function fixture(name: string): string {
  const directory = scratch("fixture");
  cpSync(join(__dirname, "..", "fixtures", `${name}.yaml`), join(directory, "estate.yaml"));
  return directory;
}

/** A copy of an estate that a test may edit. */
export class EditedEstate {
  readonly directory = join(scratch("estate"), "access");

  constructor(original: string) {
    cpSync(original, this.directory, { recursive: true });
  }

  /** Removes a grant from whichever file holds it, as `prune` would. */
  withoutGrant(name: string): this {
    for (const file of readdirSync(this.directory, { recursive: true, encoding: "utf8" })) {
      if (!/\.ya?ml$/.test(file)) continue;
      const path = join(this.directory, file);
      const document = parseDocument(readFileSync(path, "utf8"));
      if (!document.hasIn(["grants", name])) continue;
      document.deleteIn(["grants", name]);
      writeFileSync(path, document.toString());
      return this;
    }
    throw new Error(`no file of ${this.directory} holds a grant named ${name}`);
  }

  /** Writes a value into whichever file holds what it belongs to. */
  with(path: readonly string[], value: string): this {
    for (const file of readdirSync(this.directory, { recursive: true, encoding: "utf8" })) {
      if (!/\.ya?ml$/.test(file)) continue;
      const place = join(this.directory, file);
      const document = parseDocument(readFileSync(place, "utf8"));
      if (!document.hasIn(path.slice(0, -1))) continue;
      document.setIn(path, value);
      writeFileSync(place, document.toString());
      return this;
    }
    throw new Error(`no file of ${this.directory} holds ${path.slice(0, -1).join(".")}`);
  }

  /** Adds a file with YAML of its own. */
  withFile(name: string, text: string): this {
    mkdirSync(join(this.directory, name, ".."), { recursive: true });
    writeFileSync(join(this.directory, name), text);
    return this;
  }
}

/** Synthesizes an estate by the command line, as people do, and gives the directory with one root per target. */
export function synthesize(directory: string, out = join(scratch("out"), "roots")): string {
  const run = runCommandLine(["synth", directory, "--out", out]);
  if (run.status !== 0) throw new Error(`synth ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  return out;
}

/** Runs the built command line to its end, with variables of the environment beside its own, in this directory or another. */
export function runCommandLine(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  directory = process.cwd(),
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [commandLine(), ...parameters], {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, ...environment },
  });
}

/** Runs the CDKTF app as `cdktf.json` says, and gives the directory with one stack per target. */
export function synthesizeApp(): string {
  const { app }: { app: string } = JSON.parse(readFileSync(join(project, "cdktf.json"), "utf8"));
  const out = join(scratch("app"), "cdktf.out");
  const run = spawnSync(app, {
    shell: true,
    cwd: project,
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: out },
  });
  if (run.status !== 0) throw new Error(`the app ended with ${run.status}:\n${run.stdout}${run.stderr}`);
  return join(out, "stacks");
}

/** The built command line; the build is a step of its own, before the tests. `LEASEHOLD_DIST` names another build. */
function commandLine(): string {
  const path = join(resolve(process.env.LEASEHOLD_DIST ?? join(project, "dist")), "src/cli/cli.js");
  if (!existsSync(path)) throw new Error(`${path} is not built: run \`npm run build\` first`);
  return path;
}
