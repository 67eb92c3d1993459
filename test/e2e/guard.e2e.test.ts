import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enterAccount } from "./harness/aws-api";
import { type Emulator, startEmulator } from "./harness/emulator";
import { EditedEstate, example, fixture, synthesize } from "./harness/estate";
import { type FaultRuns, runFaults } from "./harness/fault-runs";
import { type FaultyProxy, isWrite, startFaultyProxy } from "./harness/faulty-proxy";
import { openRoot, type Root, scratch } from "./harness/terraform";
import { findTools } from "./harness/tools";

const tools = findTools();
/** Set by `scripts/nightly.mjs`: every fault at every call, of the whole example. */
const whole = process.env.LEASEHOLD_E2E_WHOLE !== undefined;

describe.skipIf(tools.missing.length > 0)("never a permission without its guard", () => {
  let emulator: Emulator;
  let proxy: FaultyProxy;
  const binary = tools.binaries[0]?.path ?? "terraform";

  beforeAll(async () => {
    emulator = await startEmulator(tools);
    proxy = await startFaultyProxy(emulator.endpoint);
  });
  afterAll(async () => {
    await proxy?.stop();
    await emulator?.stop();
  });

  async function rootOf(file: string): Promise<Root> {
    const directory = scratch("guard");
    cpSync(file, join(directory, "main.tf.json"));
    const root = openRoot(tools, binary, directory, proxy.endpoint);
    await root.init();
    return root;
  }
  async function spoil(root: Root, account: string, estate: string, everything: boolean): Promise<FaultRuns> {
    return runFaults({
      root,
      proxy,
      upstream: emulator.endpoint,
      account: await enterAccount(emulator.endpoint, account),
      path: `/leasehold/${estate}/`,
      faults: everything ? ["refuse", "lose", "kill"] : ["refuse", "kill"],
      // A read leaves the account as the write before it did, so Terraform killed there adds nothing but time.
      spoils: (fault, call) => everything || fault === "refuse" || isWrite(call),
    });
  }

  it("holds for one lease, applied and destroyed, whichever call fails or is the last", async () => {
    const roots = synthesize(fixture("one-lease"));
    const came = await spoil(await rootOf(join(roots, "orders", "main.tf.json")), "111122223333", "one", whole);
    process.stdout.write(
      `guard: ${came.runs} runs, ${came.looks} looks, ${came.permittedLooks} of them at a permission\n`,
    );
    expect(came.violations).toEqual([]);
    expect(came.runs).toBeGreaterThan(20);
    expect(came.permittedLooks).toBeGreaterThan(20);
  });

  it("would see it, if the attachments did not wait for the guard", async () => {
    const roots = synthesize(fixture("one-lease"));
    const file = join(roots, "orders", "main.tf.json");
    const careless = JSON.parse(readFileSync(file, "utf8"));
    for (const attachment of Object.values<{ depends_on?: unknown }>(careless.resource.aws_iam_role_policy_attachment))
      delete attachment.depends_on;
    writeFileSync(file, JSON.stringify(careless));
    const root = await rootOf(file);
    const came = await runFaults({
      root,
      proxy,
      upstream: emulator.endpoint,
      account: await enterAccount(emulator.endpoint, "111122223333"),
      path: "/leasehold/one/",
      faults: ["refuse"],
      spoils: (_, call) => call.action === "iam:PutRolePolicy",
    });
    expect(came.violations).not.toEqual([]);
  });

  const targets = [
    ["orders-prod", "111122223333", ["ledger-batch-restart-2026-11-24"]],
    ["ledger-prod", "444455556666", []],
  ] as const;
  for (const [target, account, unapplied] of whole ? targets : []) {
    it(`holds for all of ${target} in the example`, { timeout: 3 * 3_600_000 }, async () => {
      const estate = new EditedEstate(example("acme"));
      for (const grant of unapplied) estate.withoutGrant(grant);
      const roots = synthesize(estate.directory);
      const came = await spoil(await rootOf(join(roots, target, "main.tf.json")), account, "acme", true);
      process.stdout.write(
        `guard: ${came.runs} runs, ${came.looks} looks, ${came.permittedLooks} of them at a permission\n`,
      );
      expect(came.violations).toEqual([]);
    });
  }
});
