import { cpSync } from "node:fs";
import { join } from "node:path";
import { enterAccount } from "./aws-api";
import { startEmulator } from "./emulator";
import { type FaultPlan, type FaultRuns, runFaults } from "./fault-runs";
import { startFaultyProxy } from "./faulty-proxy";
import { openRoot, scratch } from "./terraform";
import { findTools } from "./tools";

/** A root that is to be applied and destroyed with every fault at every call. */
export interface SpoiltRoot extends Pick<FaultPlan, "spoils" | "onRun"> {
  /** Its `main.tf.json`. */
  readonly file: string;
  /** The account that it is applied to. */
  readonly account: string;
  readonly estate: string;
}

/** Runs `runFaults` over a root, with an emulator, a proxy and a provider of its own. */
export async function spoilRoot(given: SpoiltRoot): Promise<FaultRuns> {
  const tools = findTools();
  const directory = scratch("guard");
  cpSync(given.file, join(directory, "main.tf.json"));
  const emulator = await startEmulator(tools);
  const proxy = await startFaultyProxy(emulator.endpoint);
  const root = openRoot(tools, tools.binaries[0]?.path ?? "terraform", directory, proxy.endpoint, 1);
  try {
    await root.init();
    await root.serve();
    return await runFaults({
      root,
      proxy,
      upstream: emulator.endpoint,
      account: await enterAccount(emulator.endpoint, given.account),
      path: `/leasehold/${given.estate}/`,
      ...(given.spoils === undefined ? {} : { spoils: given.spoils }),
      ...(given.onRun === undefined ? {} : { onRun: given.onRun }),
    });
  } finally {
    await root.close();
    await proxy.stop();
    await emulator.stop();
  }
}
