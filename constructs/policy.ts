import type { Reference } from "./declared";
import type { BackendProps } from "./target";
import type { Team } from "./team";

/** The longest `maxTtl` that a role of each sensitivity may have. They may only tighten; loosening one needs a waiver. */
export interface CeilingsProps {
  /**
   * The longest `maxTtl` of such a role: `7d`, `PT12H`.
   * @default "7d"
   */
  readonly low?: string;
  /**
   * As `low`.
   * @default "12h"
   */
  readonly moderate?: string;
  /**
   * As `low`.
   * @default "4h"
   */
  readonly high?: string;
  /**
   * As `low`.
   * @default "1h"
   */
  readonly critical?: string;
}

/** What holds for a whole estate. */
export interface PolicyProps {
  /** The team that answers for exceptions, escalation and evidence; by name, since it is declared within the estate. */
  readonly governance: Reference<Team>;
  /**
   * The tag key that marks ownership on the company's resources; it is set on all that is made.
   * @default none; `ownedResourcesOnly` is then an error
   */
  readonly ownerTag?: string;
  /**
   * A grant may not start later than this after now.
   * @default "7d"
   */
  readonly maxAdvance?: string;
  /**
   * Leases of one role and principal closer than this count as one against the maximum.
   * @default "1h"
   */
  readonly cooldown?: string;
  /**
   * What every name, path and tag that leasehold makes begins with.
   * @default "leasehold"
   */
  readonly prefix?: string;
  /**
   * Ceilings on `maxTtl` by sensitivity.
   * @default each its own
   */
  readonly ceilings?: CeilingsProps;
  /**
   * Where Terraform keeps the state of targets that name no backend of their own.
   * @default a local file
   */
  readonly backend?: BackendProps;
  /**
   * Where each cloud's trail goes, and how long it is kept.
   * @default not said
   */
  readonly audit?: { readonly [key: string]: unknown };
}
