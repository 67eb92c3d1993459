import type { SourceLocation } from "../diagnostics/diagnostic";

/** What a plan does to a resource. `forget`: it stays live and is managed by nobody. */
export type Change = "create" | "update" | "replace" | "delete" | "forget" | "read" | "no-op";

/** Where a fact was read. */
export interface Provenance {
  /** The resource that grants (or is): `module.app["eu.west"].aws_iam_role_policy.deploy[0]`. */
  readonly address: string;
  /** All resources that take part, `address` first. */
  readonly addresses: readonly string[];
  readonly type: string;
  /** The module's address; absent in the root. */
  readonly module?: string;
  readonly index?: string | number;
  /** The CDKTF construct that it was made by. */
  readonly construct?: string;
  readonly location?: SourceLocation;
  /** What the plan does to `address`. */
  readonly change: Change;
}
