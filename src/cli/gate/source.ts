import { closeSync, openSync } from "node:fs";
import type { Plan } from "../../terraform/plan/plan";
import { readPlan, readPlanFile } from "../../terraform/plan/read";
import { Refusal, reasonOf } from "../outcome";

/**
 * Reads the plan of a file, or with `-` of standard input.
 *
 * @throws Refusal for a directory; PlanError and the file system's errors as reading does
 */
export async function planFrom(file: string): Promise<Plan> {
  if (file === "-") return readPlan(process.stdin);
  const descriptor = openSync(file, "r");
  try {
    return readPlanFile(descriptor);
  } catch (thrown) {
    if (reasonOf(thrown) !== "it is a directory") throw thrown;
    throw new Refusal(
      "file-system",
      `Cannot read ${file}: it is a directory.`,
      'Give the file that "terraform show -json PLAN" wrote.',
    );
  } finally {
    closeSync(descriptor);
  }
}
