import type { AwsCall } from "../../aws/trail/call";
import type { GcpCall } from "../../gcp/trail/call";
import type { Unreadable } from "../found";

/** Something of a trail that is there and could not be read: never a pass. */
export interface UnreadableTrail extends Unreadable {
  readonly kind: "unreadable";
}

/** A file, or records of one, that are no calls, and are left out on purpose. */
export interface SkippedTrail {
  readonly kind: "skipped";
  readonly file: string;
  /** `a digest of CloudTrail`, `insights`. */
  readonly why: string;
}

/** What a trail is made of, in the order of its files. */
export type TrailEvent = AwsCall | GcpCall | UnreadableTrail | SkippedTrail;
