import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type AwsAccount, sweep } from "./aws-api";
import { type Call, type FaultyProxy, isWrite, makeCall } from "./faulty-proxy";
import { lookForUnguarded } from "./guarded";
import type { Root } from "./terraform";

/** A way to spoil one call; `kill` ends Terraform and its provider after the call has taken effect. */
export type Fault = "refuse" | "lose" | "kill";

/** What all runs came to. */
export interface FaultRuns {
  /** How many runs were made, of how many. */
  readonly runs: number;
  readonly planned: number;
  /** How often the account was looked at, and how often a role held a permission then. */
  readonly looks: number;
  readonly permittedLooks: number;
  /** Runs that ended well although a call was spoilt: the fault was not felt. */
  readonly unfelt: readonly string[];
  /** What must be empty: runs in which the call to be spoilt never came, so that they showed nothing. */
  readonly missed: readonly string[];
  /** What must be empty: `apply, refuse iam:PutRolePolicy leasehold-acme-x leasehold-guard #1, after …: leasehold-acme-x`. */
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
  /** Which calls are spoilt, in which ways; each call in each way if not given. */
  readonly spoils?: (fault: Fault, call: Call) => boolean;
  /** Told after each run what all came to so far. */
  readonly onRun?: (soFar: FaultRuns) => void;
}

interface Spoilt {
  readonly verb: "apply" | "destroy";
  readonly fault: Fault;
  readonly call: Call;
}

/** Applies and destroys the root again and again, each time spoiling another call, and looks at the account after every write. */
export async function runFaults(plan: FaultPlan): Promise<FaultRuns> {
  const { root, proxy } = plan;
  const came = {
    runs: 0,
    planned: 0,
    looks: 0,
    permittedLooks: 0,
    unfelt: [] as string[],
    missed: [] as string[],
    violations: [] as string[],
  };

  const look = async (when: string): Promise<void> => {
    const found = await lookForUnguarded(plan.account, plan.path);
    came.looks += 1;
    if (found.permitted > 0) came.permittedLooks += 1;
    for (const role of found.unguarded) came.violations.push(`${when}: ${role}`);
  };
  const once = async (verb: Spoilt["verb"], spoilt?: Spoilt): Promise<readonly Call[]> => {
    const name = spoilt === undefined ? verb : `${verb}, ${spoilt.fault} ${spoilt.call.key}`;
    let kill = (): void => {};
    let met = false;
    const isSpoilt = (call: Call): boolean => call.key === spoilt?.call.key;
    proxy.begin(
      (call) => (isSpoilt(call) && (spoilt?.fault === "refuse" || spoilt?.fault === "lose") ? spoilt.fault : "pass"),
      async (call) => {
        if (isSpoilt(call)) {
          met = true;
          if (spoilt?.fault === "kill") kill();
        }
        if (isWrite(call)) await look(`${name}, after ${call.key}`);
      },
    );
    const ended = await root.run(["apply", "-input=false", "-no-color", `${verb}.bin`], (stop) => {
      kill = stop;
    });
    await proxy.settle();
    if (proxy.fault !== undefined) throw proxy.fault;
    await look(`${name}, at the end`);
    if (spoilt === undefined && ended.status !== 0) throw new Error(`${verb} failed by itself:\n${ended.output}`);
    if (spoilt !== undefined && !met) came.missed.push(name);
    if (spoilt !== undefined && ended.status === 0) came.unfelt.push(name);
    came.runs += 1;
    plan.onRun?.(came);
    return [...proxy.calls];
  };

  const file = (name: string): string => join(root.directory, name);
  const empty = async (): Promise<void> => {
    await sweep(plan.account, plan.path);
    for (const name of ["terraform.tfstate", "terraform.tfstate.backup", ".terraform.tfstate.lock.info"])
      rmSync(file(name), { force: true });
  };
  await empty();
  proxy.begin(
    () => "pass",
    async () => {},
  );
  await root.plan();
  copyFileSync(file("plan.bin"), file("apply.bin"));
  const making = await once("apply");
  copyFileSync(file("terraform.tfstate"), file("made.tfstate"));
  await root.plan("-destroy", "-refresh=false");
  copyFileSync(file("plan.bin"), file("destroy.bin"));
  const unmaking = await once("destroy");

  const faults: readonly Fault[] = ["refuse", "lose", "kill"];
  const all = faults.flatMap((fault) => [
    ...making.map((call): Spoilt => ({ verb: "apply", fault, call })),
    ...unmaking.map((call): Spoilt => ({ verb: "destroy", fault, call })),
  ]);
  const wanted = all.filter(({ fault, call }) => plan.spoils?.(fault, call) ?? true);
  came.planned = came.runs + wanted.length;
  for (const spoilt of wanted.sort((a, b) => Number(isLate(a)) - Number(isLate(b)))) {
    await empty();
    if (spoilt.verb === "destroy") {
      // What an apply made is made again by its own calls, without Terraform.
      for (const made of making.filter(isWrite)) await makeCall(plan.upstream, made);
      copyFileSync(file("made.tfstate"), file("terraform.tfstate"));
    }
    await once(spoilt.verb, spoilt);
  }
  return came;
}

/** A read leaves the account as the write before it did. What ends there comes last, so that a night cut short has shown the most. */
function isLate({ fault, call }: Spoilt): boolean {
  return fault !== "refuse" && !isWrite(call);
}
