import { type ScanFault, valueLimit } from "../scan/filter";
import { PlanError, showCommand } from "./error";

const again = `Make it again, and change nothing in it: ${showCommand}`;

/**
 * What a fault of the text means, for people.
 *
 * @param size how many bytes were read
 * @param blank whether there is nothing but white space
 */
export function planErrorOf({ reason, offset, byte }: ScanFault, size: number, blank: boolean): PlanError {
  if (reason === "cut" && blank) {
    return new PlanError("plan-empty", "The plan is empty.", `Make it with: ${showCommand}`);
  }
  // People count from 1.
  const place = `byte ${offset + 1}`;
  switch (reason) {
    case "cut":
      return new PlanError(
        "plan-truncated",
        `The plan is cut off: it ends after ${size} bytes, in the middle of the JSON.`,
        `Make it again, and look whether the command succeeds and the disk has room: ${showCommand}`,
      );
    case "not-utf8":
      return new PlanError("plan-not-utf8", `The plan is not UTF-8: ${place} cannot stand there.`, again);
    case "too-deep":
      return new PlanError(
        "plan-too-deep",
        `The plan is nested more than 1,000 deep, at ${place}.`,
        "Terraform writes no such plans; make it again, and change nothing in it.",
      );
    case "too-large":
      return new PlanError(
        "plan-too-large",
        `One value of the plan, which goes beyond ${place}, has more than ${valueLimit / 1048576} MiB, and may be about access.`,
        "Keep contents so large out of the configuration: in a bucket, or in a file that Terraform does not read.",
      );
    case "duplicate-key":
      return new PlanError(
        "plan-duplicate-key",
        `The plan has a key twice in one object, before ${place}: which of the two holds cannot be told.`,
        again,
      );
    case "trailing":
      return new PlanError(
        "plan-not-json",
        `The plan is not one JSON document: after its end, at ${place}, more follows.`,
        `Do not join plans, and do not take what terraform plan -json prints; use: ${showCommand}`,
      );
    case "control":
      return new PlanError(
        "plan-not-json",
        `The plan is not JSON: a control character stands in a text, at ${place}.`,
        again,
      );
    case "escape":
      return new PlanError(
        "plan-not-json",
        `The plan is not JSON: an escape in a text means nothing, at ${place}.`,
        again,
      );
    default:
      return new PlanError("plan-not-json", `The plan is not JSON: ${strange(byte)} at ${place}.`, again);
  }
}

/** A byte that does not belong there, without showing what may be a secret's. */
function strange(byte: number | undefined): string {
  if (byte === 0x4e || byte === 0x49) return "NaN and Infinity are no numbers of JSON,";
  if (byte === 0x27) return "texts stand in double quotation marks, not in single ones,";
  return "something stands there that cannot,";
}
