import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { plain } from "../report/plain";
import { Refusal, reasonOf, tryAgain } from "./outcome";
import { standardError, standardOutput, writeStandard } from "./standard";

/** Writes to standard output, and waits until it is out. A reader that went away (`| head`) is no error. */
export async function print(text: string): Promise<void> {
  try {
    writeStandard(standardOutput, text);
  } catch (error) {
    throw cannotWrite("standard output", error);
  }
}

/** One line to standard error; what it quotes cannot move the terminal. */
export function complain(line: string): void {
  complainWhole(`${plain(line)}\n`);
}

/** A report to standard error; it has been made plain already. */
export function complainWhole(report: string): void {
  try {
    writeStandard(standardError, report);
  } catch {
    // There is nowhere left to say it.
  }
}

/** Whether to colour what goes to a terminal: never with `NO_COLOR`. */
export function coloursOn(): boolean {
  return process.env.NO_COLOR === undefined && process.env.TERM !== "dumb";
}

/**
 * Writes a report so that at every moment the file is the old one or the whole new one.
 * @throws Refusal that names the file and the reason
 */
export function writeReport(file: string, text: string): void {
  try {
    // A pipe or a device is nothing that a rename could replace. A directory is refused when it is opened.
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) writeWhole(file, "w", text);
    else replace(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function replace(file: string, text: string): void {
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString("hex")}`);
  try {
    writeWhole(draft, "wx", text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A refusal that names the file and why it cannot be written; anything else as it was thrown. */
export function cannotWrite(what: string, error: unknown): unknown {
  const reason = reasonOf(error);
  return reason === undefined ? error : new Refusal("output", `Cannot write ${what}: ${reason}.`, tryAgain);
}

function writeWhole(file: string, flags: "w" | "wx", text: string): void {
  const bytes = Buffer.from(text);
  const descriptor = openSync(file, flags, 0o666);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    if (flags === "wx") fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
