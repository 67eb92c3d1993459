import fs from "node:fs";
import { planOf } from "./document";
import { PlanIntake } from "./intake";
import type { Plan } from "./plan";

/**
 * Reads what `terraform show -json PLAN` writes (Terraform's or OpenTofu's), in pieces of any size. The whole text is held
 * to be JSON; only what may be about access is kept, so that memory does not grow with the plan.
 *
 * @throws PlanError for what is no plan, or none that can be judged
 */
export async function readPlan(source: AsyncIterable<Uint8Array>): Promise<Plan> {
  const intake = new PlanIntake();
  for await (const bytes of source) intake.take(bytes);
  return planTaken(intake);
}

/**
 * As `readPlan`, from a file or a pipe that is open; quicker, and without buffers for each piece that would have to be
 * collected, since bytes are read to where they are scanned.
 *
 * @throws PlanError as `readPlan`; what the system says of a file that cannot be read
 */
export function readPlanFile(descriptor: number): Plan {
  const intake = new PlanIntake();
  for (;;) {
    const room = intake.room();
    const size = readSome(descriptor, room);
    if (size === 0) return planTaken(intake);
    intake.filled(room, size);
  }
}

/** How many bytes could be read; of a pipe that does not block, once there are some. */
function readSome(descriptor: number, room: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, room, 0, room.length, null);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // Windows says so of a pipe that has ended.
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(nobody, 0, 0, 2);
    }
  }
}

/** Nobody wakes who waits for it. */
const nobody = new Int32Array(new SharedArrayBuffer(4));

function planTaken(intake: PlanIntake): Plan {
  const { document, changes, sha256 } = intake.end();
  return planOf(document, sha256, changes);
}
