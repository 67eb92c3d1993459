/** What a program came to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How another program is run. */
export interface RunOptions {
  readonly directory?: string;
  /** What it reads from standard input. */
  readonly input?: string;
  /** Beside the process's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs another program to its end; `undefined` where there is none of that name. */
export type Run = (program: string, words: readonly string[], options?: RunOptions) => Ran | undefined;

/** The last line of what a program said, which as a rule says why it failed. */
export function lastLine({ stdout, stderr }: Ran): string {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line !== "") ?? "it did not say why";
}
