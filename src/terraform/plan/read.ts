import { createHash } from "node:crypto";
import { planOf } from "./document";
import { PlanError } from "./error";
import type { Plan } from "./plan";

/**
 * Reads what `terraform show -json PLAN` writes (Terraform's or OpenTofu's), in pieces of any size.
 *
 * @throws PlanError for what is no plan, or none that can be judged
 */
export async function readPlan(source: AsyncIterable<Uint8Array>): Promise<Plan> {
  const hash = createHash("sha256");
  const pieces: Uint8Array[] = [];
  for await (const piece of source) {
    hash.update(piece);
    pieces.push(Uint8Array.from(piece));
  }
  const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
  try {
    return planOf(JSON.parse(text), hash.digest("hex"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PlanError(
      "plan-not-json",
      "The plan is not JSON.",
      "Make it with: terraform show -json PLAN > plan.json",
    );
  }
}
