import type { Landscape } from "../instance";

/** A state that can be judged. */
export interface StateFile {
  /** All that may be about access: `settled`, moment `after`. */
  readonly landscape: Landscape;
  /** `4` of a state file; the format version of what `terraform show -json` writes, such as `1.0`. */
  readonly version: string;
  readonly terraformVersion?: string;
  /** Of a state file: how often it was written, and which of all states it is. */
  readonly serial?: number;
  readonly lineage?: string;
  /** Of the bytes as they were read, in hexadecimal. */
  readonly sha256: string;
}
