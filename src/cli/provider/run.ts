import { spawnSync } from "node:child_process";
import type { Run } from "../../mirror/run";

/** Runs another program and waits for it. */
export const run: Run = (program, words, { directory, input, environment } = {}) => {
  const ran = spawnSync(program, words, {
    encoding: "utf8",
    input: input ?? "",
    maxBuffer: 1 << 26,
    env: { ...process.env, ...environment },
    ...(directory === undefined ? {} : { cwd: directory }),
  });
  // What cannot be started is as good as not there.
  if (ran.error && ran.status === null && ran.signal === null) return undefined;
  return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
};
