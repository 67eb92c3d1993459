import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { Writable } from "node:stream";

/** A process that leads a group of its own: what it starts ends with it. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Ends the whole group at once. */
  kill(): void;
}

/**
 * Starts a process whose group ends when it does, when it is killed, and when this test process ends, in whatever way: a
 * provider outlives a Terraform that was killed, and both outlive a test that was.
 */
export function spawnGroup(
  command: string,
  parameters: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env"> & { readonly stdio: readonly ("ignore" | "inherit" | "pipe")[] },
): ProcessGroup {
  const told = reaper();
  // It tells the reaper of itself before it becomes the command: there is no moment at which it could be forgotten.
  const child = spawn("sh", ["-c", 'echo "add $$" >&3; exec "$0" "$@" 3>&-', command, ...parameters], {
    ...options,
    stdio: [...options.stdio, told],
    detached: true,
  });
  const { pid } = child;
  const kill = (): void => {
    if (pid !== undefined) killGroup(pid);
  };
  if (pid !== undefined) {
    child.once("exit", () => {
      kill();
      told.write(`drop ${pid}\n`);
    });
  }
  return { child, kill };
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

/** Ends what is left when its input ends: no handler of our own would run if this process were killed. */
const reaperProgram = `
const groups = new Set();
const lines = require("node:readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const [verb, leader] = line.split(" ");
  groups[verb === "add" ? "add" : "delete"](Number(leader));
});
lines.on("close", () => {
  for (const leader of groups) try { process.kill(-leader, "SIGKILL"); } catch {}
});
`;

let reaperInput: Writable | undefined;

/** The input of this process's reaper, which is started with the first group. */
function reaper(): Writable {
  if (reaperInput !== undefined) return reaperInput;
  // In a group of its own, so that an interrupt from the terminal does not reach it.
  const child = spawn(process.execPath, ["-e", reaperProgram], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  child.unref();
  const { stdin } = child;
  // Its pipe must not keep a test process from ending.
  if ("unref" in stdin && typeof stdin.unref === "function") stdin.unref();
  stdin.on("error", () => {});
  reaperInput = stdin;
  return stdin;
}
