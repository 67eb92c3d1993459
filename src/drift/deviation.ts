import type { Severity } from "../diagnostics/diagnostic";
import type { FindingBound } from "../rules/finding";
import type { DriftKindName } from "./kinds";

/** One way in which something found is not what is promised. */
export interface Deviation {
  readonly kind: DriftKindName;
  /** Default: the kind's. */
  readonly severity?: Severity;
  /** A clause that follows who it is: "lacks its guard". */
  readonly said: string;
  /** What is there; absent where nothing is. */
  readonly address?: string;
  readonly bound?: FindingBound;
  /** The resource of the target's Terraform root that puts it right. */
  readonly mend: string;
  /** Replacing it does more than putting it right: it ends what somebody has begun meanwhile. */
  readonly replace?: boolean;
}
