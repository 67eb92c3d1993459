import { type Command, CommanderError } from "commander";
import { json } from "../report/json";
import { type JudgementError, unjudged } from "../report/judgement";
import { plain } from "../report/plain";
import { type ExitStatus, exitStatus, refusalOf } from "./outcome";
import { complain, complainWhole, print, writeReport } from "./output";
import { programOf } from "./program";

/** Runs one command and sets the exit status of the process. */
export async function main(words: readonly string[]): Promise<void> {
  process.on("uncaughtException", (thrown) => process.exit(sayFault(words, thrown)));
  process.exitCode = await run(words);
}

async function run(words: readonly string[]): Promise<number> {
  let status: number = exitStatus.pass;
  const program = programOf((ended) => {
    status = ended;
  });
  let said = "";
  let help = "";
  for (const command of withThoseBelow(program)) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        help += text;
      },
      writeErr: (text) => {
        said += text;
        // What commander quotes may be anything; line breaks are its own.
        complainWhole(`${text.trimEnd().split("\n").map(plain).join("\n")}\n`);
      },
    });
  }
  try {
    await program.parseAsync(words, { from: "user" });
    return status;
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      if (thrown.exitCode === 0) return await printHelp(help);
      const message = said.split("\n")[0]?.replace(/^error: /, "") || "No command was given.";
      await answerInJson(words, { code: "usage", message, fix: "leasehold --help says what there is." });
      return exitStatus.unjudged;
    }
    const refusal = refusalOf(thrown);
    if (!refusal) return sayFault(words, thrown);
    complain(`leasehold: ${refusal.message} ${refusal.fix}`);
    await answerInJson(words, refusal);
    return exitStatus.unjudged;
  }
}

function withThoseBelow(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withThoseBelow)];
}

async function printHelp(help: string): Promise<ExitStatus> {
  try {
    await print(help);
    return exitStatus.pass;
  } catch (thrown) {
    complain(`leasehold: ${refusalOf(thrown)?.message ?? String(thrown)}`);
    return exitStatus.unjudged;
  }
}

/** The commands whose `--out` is the file of their report. */
const judging: ReadonlySet<string | undefined> = new Set(["check", "gate", "drift", "review"]);

/**
 * Whoever asked for JSON gets JSON on status 2 too, also when the arguments could not be read to their end; in the file where they
 * asked for one, since a verdict of an earlier run would stay there and pass for this one's.
 */
async function answerInJson(words: readonly string[], error: JudgementError): Promise<void> {
  if (!valuesOf(words, "--format").includes("json")) return;
  const text = json(unjudged(error));
  const file = judging.has(words[0]) ? valuesOf(words, "--out").at(-1) : undefined;
  try {
    if (file === undefined || !isWritten(file, text)) await print(text);
  } catch {
    // Standard error has said it; standard output cannot be written.
  }
}

function isWritten(file: string, text: string): boolean {
  try {
    writeReport(file, text);
    return true;
  } catch {
    return false;
  }
}

/** What an option was given, by the words alone. */
function valuesOf(words: readonly string[], option: string): readonly string[] {
  return words.flatMap((word, index) => {
    if (word.startsWith(`${option}=`)) return [word.slice(option.length + 1)];
    return word === option ? words.slice(index + 1, index + 2) : [];
  });
}

function sayFault([command]: readonly string[], thrown: unknown): ExitStatus {
  const frames = framesOf(thrown);
  // What a plan holds may be secret, and messages quote what they are about (law 6).
  const what = !(thrown instanceof Error)
    ? typeof thrown
    : command === "gate" || command === "drift" || command === "review"
      ? `${nameOf(thrown)} ${frames[0]?.trim() ?? ""}`.trim()
      : `${thrown.name}: ${thrown.message}`;
  complain(
    `leasehold: a fault in leasehold, not in your estate: ${what}. Please report it with this line and the command; LEASEHOLD_DEBUG=1 adds where it happened.`,
  );
  if (process.env.LEASEHOLD_DEBUG) complainWhole(`${frames.map(plain).join("\n")}\n`);
  return exitStatus.fault;
}

/** Names of errors are of code; whatever is none is left out. */
function nameOf({ name }: Error): string {
  return /^\w+$/.test(name) ? name : "Error";
}

/** Where an error was thrown; its message, which stands before, is left out. */
function framesOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error) || typeof thrown.stack !== "string") return [];
  const head = thrown.stack.indexOf(thrown.message);
  const after = head < 0 ? thrown.stack : thrown.stack.slice(head + thrown.message.length);
  return after.split("\n").filter((line) => /^ {4}at [^"'`]*:\d+:\d+\)?$/.test(line));
}
