import type { Landscape, ResourceInstance } from "../instance";

/** What somebody changed behind Terraform's back, as the refresh before the plan found it. */
export interface Drifted {
  /** Absent where it was not there. */
  readonly before?: ResourceInstance;
  /** Absent where it is gone. */
  readonly after?: ResourceInstance;
}

/** A plan that can be judged. */
export interface Plan {
  /** Of the bytes as they were read, in hexadecimal. */
  readonly sha256: string;
  readonly formatVersion: string;
  readonly terraformVersion?: string;
  /** What was there before; of a refresh-only plan, what the state held before the refresh. */
  readonly before: Landscape;
  /** What will be there and be managed: nothing that is deleted or forgotten. */
  readonly after: Landscape;
  readonly drift: readonly Drifted[];
  /** What stays live and is managed by nobody; these stand in `before` too, with the change `forget`. */
  readonly forgotten: readonly ResourceInstance[];
}
