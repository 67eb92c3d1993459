import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { estateJsonSchema } from "../../estate/json-schema";
import { counted } from "../../report/summary";
import { makeDirectory } from "../../synth/directory";
import { systemClock } from "../../time/clock";
import type { Instant } from "../../time/instant";
import { estateFiles } from "../init/estate";
import { workflow } from "../init/workflow";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { cannotWrite, complain, print } from "../output";

export interface InitOptions {
  readonly now?: Instant;
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** `leasehold init`: an estate to start from, the line by which editors find its schema, and a CI workflow. */
export async function init(directory: string, options: InitOptions): Promise<ExitStatus> {
  const estate = resolve(directory);
  const repository = repositoryOf(estate);
  const project = projectOf(estate, repository);
  const schema = project
    ? join(project, "node_modules", "leasehold", "dist", "schema.json")
    : join(estate, "schema.json");
  const files: NewFile[] = estateFiles(options.now ?? systemClock.now()).map(({ path, text }) => {
    const file = join(estate, path);
    return { path: file, text: `# yaml-language-server: $schema=${reference(dirname(file), schema)}\n${text}` };
  });
  if (!project) files.push({ path: schema, text: `${JSON.stringify(estateJsonSchema(), null, 2)}\n` });
  // A second estate of one repository leaves the workflow of the first alone.
  const ci = join(repository, ".github", "workflows", "leasehold.yml");
  const hasCi = existsSync(ci);
  if (!hasCi) {
    const text = workflow({
      estate: shown(project ?? repository, estate),
      ...(project ? { project: shown(repository, project) } : {}),
    });
    files.push({ path: ci, text });
  }

  refuseToOverwrite(estate, files);
  writeAll(files);
  if (hasCi) complain(`leasehold: ${shown(process.cwd(), ci)} exists and was left alone.`);
  const missing = project !== undefined && !existsSync(schema);
  await print(nextSteps(files, shown(process.cwd(), estate), { viaNpm: project !== undefined, missing }));
  return exitStatus.pass;
}

/** Where the workflow goes: the nearest directory above the estate with `.git`, else where the command runs. */
function repositoryOf(estate: string): string {
  const found = above(estate).find((directory) => existsSync(join(directory, ".git")));
  const here = process.cwd();
  return found ?? (above(estate).includes(here) ? here : dirname(estate));
}

/** The npm project that leasehold is, or will be, a dependency of; none where nobody uses npm. */
function projectOf(estate: string, repository: string): string | undefined {
  return above(estate).find(
    (directory) => isWithin(repository, directory) && existsSync(join(directory, "package.json")),
  );
}

/** The directories above a path, the nearest first. */
function above(path: string): string[] {
  const directory = dirname(path);
  return directory === path ? [] : [directory, ...above(directory)];
}

function isWithin(directory: string, path: string): boolean {
  return path === directory || above(path).includes(directory);
}

function refuseToOverwrite(estate: string, files: readonly NewFile[]): void {
  const there = files.find((file) => statSync(file.path, { throwIfNoEntry: false }) !== undefined);
  if (there) {
    throw new Refusal(
      "exists",
      `${shown(process.cwd(), there.path)} exists, and init overwrites nothing.`,
      "Move it away, or name another directory: leasehold init DIR",
    );
  }
  if (!existsSync(estate)) return;
  const declared = readdirSync(estate, { recursive: true }).find((name) => /\.ya?ml$/.test(String(name)));
  if (declared !== undefined) {
    throw new Refusal(
      "exists",
      `${shown(process.cwd(), estate)} holds an estate already (${String(declared)}).`,
      "leasehold check says how it stands; leasehold init DIR starts another one elsewhere.",
    );
  }
}

/** All of the files or, if one cannot be written, none of them. */
function writeAll(files: readonly NewFile[]): void {
  const begun: string[] = [];
  for (const { path, text } of files) {
    try {
      makeDirectory(dirname(path));
      const descriptor = openSync(path, "wx");
      begun.push(path);
      try {
        writeFileSync(descriptor, text);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      for (const file of begun) rmSync(file, { force: true });
      throw cannotWrite(shown(process.cwd(), path), error);
    }
  }
}

function nextSteps(
  files: readonly NewFile[],
  estate: string,
  installed: { readonly viaNpm: boolean; readonly missing: boolean },
): string {
  const run = installed.viaNpm ? "npx leasehold" : "leasehold";
  const directory = estate === "access" ? "" : ` ${estate}`;
  return [
    `Wrote ${counted(files.length, "file")}:`,
    ...files.map((file) => `  ${shown(process.cwd(), file.path)}`),
    "",
    "Next:",
    ...(installed.missing ? ["  npm i -D leasehold                            editors find the schema in it"] : []),
    `  put your own teams, people, account and role in the place of the examples`,
    `  ${run} check${directory}`,
    `  ${run} synth${directory} --out out`,
    "  terraform -chdir=out/orders-prod init && terraform -chdir=out/orders-prod plan",
    "",
  ].join("\n");
}

function shown(from: string, path: string): string {
  return slashes(relative(from, path) || ".");
}

/** A path by which one file names another; `./` where it would otherwise not look like one. */
function reference(from: string, to: string): string {
  const path = encodeURI(slashes(relative(from, to)));
  return path.startsWith(".") ? path : `./${path}`;
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}
