import type { Diagnostic } from "../diagnostics/diagnostic";
import type { TerraformOutput, TerraformResource } from "./resource";

/** What a cloud's emitter makes of the leases of one target; nothing of it is written where a diagnostic is an error. */
export interface Emission {
  /** Sorted by address. */
  readonly resources: readonly TerraformResource[];
  readonly outputs: readonly TerraformOutput[];
  /** What the cloud cannot hold or enforce: quotas, names claimed twice, rules it has no means for (law 7). */
  readonly diagnostics: readonly Diagnostic[];
}
