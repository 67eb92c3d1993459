import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Requests of one call, as a real Terraform sent them. */
export interface Recording {
  /** The version of Terraform. */
  readonly terraform: string;
  /** In hexadecimal, each different one once, in the order in which they first came. */
  readonly requests: readonly string[];
}

const fileOf = (call: string) => join(__dirname, `${call}.json`);

/** What was recorded of a call. */
export function recording(call: string): Recording {
  return JSON.parse(readFileSync(fileOf(call), "utf8"));
}

/** The requests of a call, as bytes. */
export function recorded(call: string): readonly Uint8Array[] {
  return recording(call).requests.map((hex) => Buffer.from(hex, "hex"));
}

export function keep(call: string, made: Recording): void {
  writeFileSync(fileOf(call), `${JSON.stringify(made, null, 2)}\n`);
}

/** The calls that a Terraform makes in its ordinary course: the others are asked for by hand, each in its own test. */
export const recordedCalls = [
  "GetProviderSchema",
  "ValidateProviderConfig",
  "ConfigureProvider",
  "ValidateDataResourceConfig",
  "ReadDataSource",
  "ValidateResourceConfig",
  "UpgradeResourceState",
  "ReadResource",
  "PlanResourceChange",
  "ApplyResourceChange",
  "ImportResourceState",
  "ValidateEphemeralResourceConfig",
  "OpenEphemeralResource",
  "CloseEphemeralResource",
  "CallFunction",
] as const;
