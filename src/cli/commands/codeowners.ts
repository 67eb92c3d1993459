import { lstatSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic";
import { loadEstate } from "../../estate/load";
import { judge } from "../../report/judgement";
import { plain } from "../../report/plain";
import { render } from "../../report/render";
import { BlockFault, type Merged, mergeBlock } from "../../review/codeowners/block";
import { codeOwnersOf } from "../../review/codeowners/code-owners";
import { makeDirectory } from "../../synth/directory";
import { difference } from "../codeowners/difference";
import { codeOwnersFile, repositoryAround } from "../codeowners/place";
import { reportContext, statusOf } from "../deliver";
import { type ExitStatus, exitStatus, Refusal } from "../outcome";
import { cannotWrite, complain, complainWhole, print, writeReport } from "../output";
import { standardError, terminalOf } from "../standard";

export interface CodeownersOptions {
  readonly out?: string;
  /** `true` without a file. */
  readonly check?: string | true;
  readonly sections?: boolean;
}

/** `leasehold codeowners`: the code-owners file of the estate, or whether the one that is there is current. */
export async function codeowners(directory: string, options: CodeownersOptions): Promise<ExitStatus> {
  const repository = repositoryAround(resolve(directory));
  const file = fileOf(options, repository);
  const { estate, diagnostics } = loadEstate(directory);
  const loaded = judge(diagnostics, estate ? { estate: estate.name } : {});
  if (!estate || loaded.verdict === "unjudged") {
    await complainOf(diagnostics);
    return exitStatus.unjudged;
  }
  const places = {
    directory: fromTop(repository, directory),
    file: fromTop(repository, file),
    pathOf: (path: string) => fromTop(repository, path),
    sections: options.sections === true,
  };
  const { lines, diagnostics: unnamed } = codeOwnersOf(estate, places);
  if (unnamed.length > 0) await complainOf(unnamed, estate.name);
  if (lines.length === 0) return statusOf(judge(unnamed));

  const present = readPresent(file);
  const merged = merge(file, present ?? "", lines, estate.name);
  const shown = relative(process.cwd(), file);
  if (merged.entryAfter !== undefined) {
    complain(
      `leasehold: line ${merged.entryAfter} of ${shown} follows the block and counts instead of it where it matches too. ` +
        (options.sections === true ? "In GitLab it belongs to the last section. " : "") +
        "Move it above the block.",
    );
  }
  if (merged.text === present) {
    await print(`${plain(shown)} is current.\n`);
    return exitStatus.pass;
  }
  if (options.check !== undefined) {
    const hint = difference(shown, merged.was, merged.is).split("\n").map(plain).join("\n");
    await print(`${hint}\n`);
    complain(`leasehold: ${shown} is not current. ${command(directory, options, shown)} writes it.`);
    return exitStatus.findings;
  }
  write(file, merged.text);
  await print(`Wrote ${plain(shown)}.\n`);
  return exitStatus.pass;
}

function fileOf({ out, check }: CodeownersOptions, repository: string): string {
  if (out !== undefined && typeof check === "string" && resolve(out) !== resolve(check)) {
    throw new Refusal("usage", "--out and --check name two files.", "Name one: --check only looks at it.");
  }
  if (typeof check === "string" && lstatSync(check, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Refusal(
      "usage",
      `--check takes a code-owners file, and ${check} is a directory.`,
      `For the estate in ${check}: leasehold codeowners ${check} --check`,
    );
  }
  const named = out ?? (typeof check === "string" ? check : undefined);
  return named === undefined ? codeOwnersFile(repository) : resolve(named);
}

/** A path seen from the repository's top, with `/` between its parts; empty for the top itself. */
function fromTop(repository: string, path: string): string {
  const seen = relative(repository, resolve(path)).split(sep).join("/");
  if (seen !== ".." && !seen.startsWith("../")) return seen;
  throw new Refusal(
    "usage",
    `${path} lies outside of the repository ${relative(process.cwd(), repository) || "."}.`,
    "Name a file of the repository that holds the estate.",
  );
}

/** The text of the file as it is, a byte order mark included; undefined if there is none. */
function readPresent(file: string): string | undefined {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (!status) return undefined;
  const shown = relative(process.cwd(), file);
  if (!status.isFile()) {
    const what = status.isDirectory() ? "a directory" : status.isSymbolicLink() ? "a symbolic link" : "no file";
    throw new Refusal("output", `${shown} is ${what}.`, "Name the code-owners file itself.");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refusal("file-encoding", `${shown} is not UTF-8 text.`, "Save it as UTF-8.");
  }
}

function merge(file: string, present: string, lines: readonly string[], estate: string): Merged {
  try {
    return mergeBlock(present, lines, estate);
  } catch (error) {
    if (!(error instanceof BlockFault)) throw error;
    throw new Refusal("code-owners-marks", `${relative(process.cwd(), file)}: ${error.message}`, error.fix);
  }
}

/** What GitHub still reads. */
const sizeLimit = 3 * 1024 * 1024;

function write(file: string, text: string): void {
  if (Buffer.byteLength(text) >= sizeLimit) {
    const shown = relative(process.cwd(), file);
    complain(`leasehold: ${shown} is larger than the 3 MB that GitHub reads. Put more grants into one file, or prune.`);
  }
  try {
    makeDirectory(dirname(file));
  } catch (error) {
    throw cannotWrite(relative(process.cwd(), dirname(file)), error);
  }
  writeReport(file, text);
}

function command(directory: string, { out, check, sections }: CodeownersOptions, file: string): string {
  const words = ["leasehold codeowners"];
  if (directory !== "access") words.push(directory);
  if (out !== undefined || typeof check === "string") words.push(`--out ${file}`);
  if (sections === true) words.push("--sections");
  return `"${words.join(" ")}"`;
}

async function complainOf(diagnostics: readonly Diagnostic[], estate?: string): Promise<void> {
  const judgement = judge(diagnostics, estate === undefined ? {} : { estate });
  complainWhole(await render("text", judgement, reportContext(terminalOf(standardError))));
}
