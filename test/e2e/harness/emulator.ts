import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { spawnGroup } from "./process-group";
import type { Tools } from "./tools";

/** A running `moto_server` of our own. */
export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Forgets everything, the sessions it has issued too. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the emulator on a free loopback port and waits until it answers. */
export async function startEmulator(tools: Tools): Promise<Emulator> {
  if (tools.emulator === undefined) throw new Error("moto_server is not on the path");
  const port = await freePort();
  const { child, kill } = spawnGroup(tools.emulator, ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: ["ignore", "ignore", "ignore"],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, child);
  return {
    endpoint,
    async reset() {
      await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      kill();
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}

/** A port of the loopback interface that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no port was given"));
        else resolve(address.port);
      });
    });
  });
}

async function answers(endpoint: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with status ${child.exitCode}`);
    try {
      const response = await fetch(`${endpoint}/moto-api/`);
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("moto_server did not answer within a minute");
}
