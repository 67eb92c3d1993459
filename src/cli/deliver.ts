import type { ReportContext } from "../report/context";
import type { Judgement } from "../report/judgement";
import { type Format, render } from "../report/render";
import { summaryLine } from "../report/summary";
import { type ExitStatus, exitStatus } from "./outcome";
import { coloursOn, complain, print, writeReport } from "./output";
import { standardOutput, terminalOf } from "./standard";
import { version } from "./version";

const statuses: Readonly<Record<Judgement["verdict"], ExitStatus>> = {
  pass: exitStatus.pass,
  fail: exitStatus.findings,
  unjudged: exitStatus.unjudged,
};

/** Reports a judgement to standard output, or to a file and in one line to standard error; its status is the command's. */
export async function deliver(
  judgement: Judgement,
  options: { readonly format?: Format; readonly out?: string },
): Promise<ExitStatus> {
  const terminal = options.out === undefined ? terminalOf(standardOutput) : undefined;
  const report = await render(options.format ?? "text", judgement, reportContext(terminal));
  if (options.out === undefined) {
    await print(report);
  } else {
    writeReport(options.out, report);
    complain(`${summaryLine(judgement)}; the report is in ${options.out}`);
  }
  return statuses[judgement.verdict];
}

/** The surroundings of this process, as a report to a terminal, or to anything else, needs to know them. */
export function reportContext(terminal: NodeJS.WriteStream | undefined): ReportContext {
  // GitHub takes paths from the top of what it has checked out, wherever in it the command runs.
  const top = process.env.GITHUB_WORKSPACE;
  return {
    from: process.cwd(),
    ...(top ? { top } : {}),
    colour: terminal !== undefined && coloursOn(),
    ...(terminal ? { width: terminal.columns } : {}),
    version,
  };
}

/** The exit status that a judgement comes to. */
export function statusOf(judgement: Judgement): ExitStatus {
  return statuses[judgement.verdict];
}
