import { join } from "node:path";
import { describe, it } from "vitest";
import { EditedEstate, example, synthesize } from "../harness/estate";
import type { FaultRuns } from "../harness/fault-runs";
import { spoilRoot } from "../harness/spoil-root";
import { findTools } from "../harness/tools";

const targets = [
  // The emulator has no Roles Anywhere, so the one lease that is entered so is left out.
  { target: "orders-prod", account: "111122223333", unapplied: ["ledger-batch-restart-2026-11-24"] },
  { target: "ledger-prod", account: "444455556666", unapplied: [] },
];

describe.skipIf(findTools().missing.length > 0)("never a permission without its guard, in all of examples/acme", () => {
  // Side by side, each with an emulator and a provider of its own: neither keeps two processors busy.
  it.concurrent.for(targets)(
    "holds for $target, applied and destroyed, whichever call fails or is the last",
    async ({ target, account, unapplied }, { expect }) => {
      const estate = new EditedEstate(example("acme"));
      for (const grant of unapplied) estate.withoutGrant(grant);
      const began = Date.now();
      const say = (came: FaultRuns): void => {
        const minutes = ((Date.now() - began) / 60_000).toFixed(1);
        process.stdout.write(`guard of ${target}, after ${minutes} min: ${inWords(came)}\n`);
      };
      const came = await spoilRoot({
        file: join(synthesize(estate.directory), target, "main.tf.json"),
        account,
        estate: "acme",
        onRun: (soFar) => {
          if (soFar.runs % 10 === 0) say(soFar);
        },
      });
      say(came);
      for (const name of came.unfelt) process.stdout.write(`guard of ${target}, not felt: ${name}\n`);
      expect(came.violations).toEqual([]);
      expect(came.missed).toEqual([]);
      expect(came.runs).toBe(came.planned);
      expect(came.permittedLooks).toBeGreaterThan(1000);
    },
  );
});

function inWords(came: FaultRuns): string {
  const { runs, planned, looks, permittedLooks, unfelt, missed, violations } = came;
  return [
    `${runs} of ${planned} runs`,
    `${looks} looks`,
    `${permittedLooks} of them at a permission`,
    `${unfelt.length} faults not felt`,
    `${missed.length} not met`,
    `${violations.length} violations`,
  ].join(", ");
}
