import { type ScanFault, valueLimit } from "../scan/filter";
import { PlanError, showCommand } from "./error";

/** Why a text is no JSON that can be read. */
export type TextReason = "empty" | "truncated" | "not-utf8" | "too-deep" | "too-large" | "duplicate-key" | "not-json";

/** What is wrong with a text, for people. */
export interface TextFault {
  readonly reason: TextReason;
  readonly message: string;
  readonly fix: string;
}

/** What is read, in the words of its faults. */
export interface Wording {
  /** `plan`, `state` */
  readonly noun: string;
  /** The command that makes it. */
  readonly command: string;
  /** What else is often given in its place, where JSON follows on JSON. */
  readonly joined: string;
}

const planWording: Wording = {
  noun: "plan",
  command: showCommand,
  joined: `Do not join plans, and do not take what terraform plan -json prints; use: ${showCommand}`,
};

/** As `textFault`, of a plan. */
export function planErrorOf(fault: ScanFault, size: number, blank: boolean): PlanError {
  const { reason, message, fix } = textFault(fault, size, blank, planWording);
  return new PlanError(`plan-${reason}`, message, fix);
}

/**
 * What a fault of the text means, for people.
 *
 * @param size how many bytes were read
 * @param blank whether there is nothing but white space
 */
export function textFault(
  { reason, offset, byte }: ScanFault,
  size: number,
  blank: boolean,
  { noun, command, joined }: Wording,
): TextFault {
  const again = `Make it again, and change nothing in it: ${command}`;
  const fault = (reason: TextReason, message: string, fix: string): TextFault => ({ reason, message, fix });
  if (reason === "cut" && blank) {
    return fault("empty", `The ${noun} is empty.`, `Make it with: ${command}`);
  }
  // People count from 1.
  const place = `byte ${offset + 1}`;
  switch (reason) {
    case "cut":
      return fault(
        "truncated",
        `The ${noun} is cut off: it ends after ${size} bytes, in the middle of the JSON.`,
        `Make it again, and look whether the command succeeds and the disk has room: ${command}`,
      );
    case "not-utf8":
      return fault("not-utf8", `The ${noun} is not UTF-8: ${place} cannot stand there.`, again);
    case "too-deep":
      return fault(
        "too-deep",
        `The ${noun} is nested more than 1,000 deep, at ${place}.`,
        `Terraform writes no such ${noun}s; make it again, and change nothing in it.`,
      );
    case "too-large":
      return fault(
        "too-large",
        `One value of the ${noun}, which goes beyond ${place}, has more than ${valueLimit / 1048576} MiB, and may be about access.`,
        "Keep contents so large out of the configuration: in a bucket, or in a file that Terraform does not read.",
      );
    case "duplicate-key":
      return fault(
        "duplicate-key",
        `The ${noun} has a key twice in one object, before ${place}: which of the two holds cannot be told.`,
        again,
      );
    case "trailing":
      return fault(
        "not-json",
        `The ${noun} is not one JSON document: after its end, at ${place}, more follows.`,
        joined,
      );
    case "control":
      return fault("not-json", `The ${noun} is not JSON: a control character stands in a text, at ${place}.`, again);
    case "escape":
      return fault("not-json", `The ${noun} is not JSON: an escape in a text means nothing, at ${place}.`, again);
    default:
      return fault("not-json", `The ${noun} is not JSON: ${strange(byte)} at ${place}.`, again);
  }
}

/** A byte that does not belong there, without showing what may be a secret's. */
function strange(byte: number | undefined): string {
  if (byte === 0x4e || byte === 0x49) return "NaN and Infinity are no numbers of JSON,";
  if (byte === 0x27) return "texts stand in double quotation marks, not in single ones,";
  return "something stands there that cannot,";
}
