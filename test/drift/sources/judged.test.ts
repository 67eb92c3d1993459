import { describe, expect, it } from "vitest";
import { drift } from "../../../src/drift/drift";
import { foundInState } from "../../../src/drift/sources/state";
import { Declared } from "../../../src/expect/declared";
import { parseInstant } from "../../../src/time/instant";
import { applied } from "../../terraform/state/applied";
import { state } from "../../terraform/state/states";

/** Rules and addresses of what differs, without notes. */
async function differences(file: string, time: string): Promise<readonly string[]> {
  const now = parseInstant(time);
  if ("fault" in now) throw new Error(time);
  const found = foundInState(`${file}.json`, await state(file));
  const { findings, unreadable } = drift({ declared: [new Declared(applied())], found, now: now.instant });
  expect(unreadable).toEqual([]);
  return findings.filter(({ severity }) => severity !== "note").map(({ rule, address }) => `${rule} ${address}`);
}

describe("a recorded state against its estate", () => {
  it.each(["orders-prod.tfstate", "orders-prod.shown", "orders-prod.refreshed.tfstate", "ledger-prod.tfstate"])(
    "%s is as it is declared",
    async (file) => {
      expect(await differences(file, "2026-11-19T15:00:00Z")).toEqual([]);
    },
  );

  it("shows what was done behind Terraform's back, each once", async () => {
    expect(await differences("orders-prod.behind.tfstate", "2026-11-19T15:00:00Z")).toEqual([
      "session-changed aws_iam_role.dana-read-2026-11-19",
      "guard-removed aws_iam_role.dana-restart-2026-11-23",
      "permissions-changed aws_iam_role.erin-read-2026-11-22",
      "bound-changed aws_iam_role.repair-agent-restart-2026-11-23",
    ]);
  });
});
