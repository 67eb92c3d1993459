import { closeSync, openSync } from "node:fs";
import type { Plan } from "../../terraform/plan/plan";
import { readPlanFile } from "../../terraform/plan/read";
import { Refusal, reasonOf } from "../outcome";

const standardInput = 0;

/**
 * Reads the plan of a file, or with `-` of standard input.
 *
 * @throws Refusal for a directory; PlanError and the file system's errors as reading does
 */
export async function planFrom(file: string): Promise<Plan> {
  const descriptor = file === "-" ? standardInput : openSync(file, "r");
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
    if (descriptor !== standardInput) closeSync(descriptor);
  }
}
