import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type AwsAccount, sweep } from "./aws-api";
import { type Call, type Fate, type FaultyProxy, isWrite, makeCall } from "./faulty-proxy";
import { lookForUnguarded } from "./guarded";
import type { Root } from "./terraform";

/** A way to spoil a run at its `k`th call; `kill` ends Terraform and its provider after the call has taken effect. */
export type Fault = "refuse" | "lose" | "kill";

/** What all runs came to. */
export interface FaultRuns {
  readonly runs: number;
  /** How often the account was looked at, and how often a role held a permission then. */
  readonly looks: number;
  readonly permittedLooks: number;
  /** Runs that ended well although a call was spoilt: the fault was not felt. */
  readonly unfelt: readonly string[];
  /** What must be empty: `apply, call 7 (iam:PutRolePolicy) refused: leasehold-acme-x`. */
  readonly violations: readonly string[];
}

export interface FaultPlan {
  /** A root already initialised, without state, whose calls go through the proxy. */
  readonly root: Root;
  readonly proxy: FaultyProxy;
  readonly upstream: string;
  readonly account: AwsAccount;
  /** The IAM path below which the lease roles are. */
  readonly path: string;
  /** Which calls each fault spoils. */
  readonly spoils: (fault: Fault, call: Call) => boolean;
  readonly faults: readonly Fault[];
}

/** Applies and destroys the root again and again, each time spoiling another call, and looks at the account after every call. */
export async function runFaults(plan: FaultPlan): Promise<FaultRuns> {
  const { root, proxy } = plan;
  let runs = 0;
  let looks = 0;
  let permittedLooks = 0;
  const unfelt: string[] = [];
  const violations: string[] = [];

  const look = async (when: string): Promise<void> => {
    const found = await lookForUnguarded(plan.account, plan.path);
    looks += 1;
    if (found.permitted > 0) permittedLooks += 1;
    for (const role of found.unguarded) violations.push(`${when}: ${role}`);
  };
  const once = async (verb: string, binary: string, fault: Fault | undefined, at: number): Promise<Call[]> => {
    const name = (call: Call): string =>
      `${verb}, ${fault ?? "nothing"} at call ${at}, after call ${call.number} (${call.action})`;
    let kill = (): void => {};
    const fateOf = (call: Call): Fate =>
      call.number === at && (fault === "refuse" || fault === "lose") ? fault : "pass";
    proxy.begin(fateOf, async (call) => {
      if (call.number === at && fault === "kill") kill();
      if (isWrite(call)) await look(name(call));
    });
    const ended = await root.run(["apply", "-input=false", "-no-color", binary], (stop) => {
      kill = stop;
    });
    if (proxy.fault !== undefined) throw proxy.fault;
    await look(`${verb}, ${fault ?? "nothing"} at call ${at}, at the end`);
    if (fault === undefined && ended.status !== 0) throw new Error(`${verb} failed by itself:\n${ended.output}`);
    if (fault !== undefined && ended.status === 0) unfelt.push(`${verb}, ${fault} at call ${at}`);
    runs += 1;
    return [...proxy.calls];
  };
  const state = join(root.directory, "terraform.tfstate");
  const kept = join(root.directory, "made.tfstate");
  const empty = async (): Promise<void> => {
    await sweep(plan.account, plan.path);
    for (const file of [state, `${state}.backup`, `${state}.lock.info`, `.${state}.lock.info`])
      rmSync(file, { force: true });
  };

  await empty();
  proxy.begin(
    () => "pass",
    async () => {},
  );
  await root.plan();
  copyFileSync(join(root.directory, "plan.bin"), join(root.directory, "make.bin"));
  const making = await once("apply", "make.bin", undefined, 0);
  copyFileSync(state, kept);
  await root.plan("-destroy", "-refresh=false");
  copyFileSync(join(root.directory, "plan.bin"), join(root.directory, "unmake.bin"));
  const unmaking = await once("destroy", "unmake.bin", undefined, 0);

  for (const fault of plan.faults) {
    for (const call of making.filter((made) => plan.spoils(fault, made))) {
      await empty();
      await once("apply", "make.bin", fault, call.number);
    }
    for (const call of unmaking.filter((made) => plan.spoils(fault, made))) {
      await empty();
      // What an apply made is made again by its own calls, without Terraform.
      for (const made of making.filter(isWrite)) await makeCall(plan.upstream, made);
      copyFileSync(kept, state);
      await once("destroy", "unmake.bin", fault, call.number);
    }
  }
  return { runs, looks, permittedLooks, unfelt, violations };
}
