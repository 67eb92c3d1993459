import { Declared, type DeclaredProps, type Reference } from "./declared";
import type { Construct } from "./framework";
import type { Identity } from "./identity";
import type { Team } from "./team";

/** What is said of a waiver. */
export interface WaiverProps extends DeclaredProps {
  /** The rule, or the code of the diagnostic, that it lets stand. */
  readonly rule: string;
  /** The Terraform address, or `roles.<name>`, or `policy.ceilings.<level>`, for which it does. */
  readonly resource: string;
  /** The team that wants it, and must mend what it covers. */
  readonly owner: Reference<Team>;
  /** Who of the governance team takes the risk; never of the owner. */
  readonly acceptedBy: Reference<Identity>;
  /** Why. */
  readonly reason: string;
  /** When it ends, RFC 3339 with an offset; at most 90 days away. */
  readonly expires: string;
}

/** A time-boxed, owned, accepted and reasoned exception to one rule for named resources. */
export class Waiver extends Declared<"waivers"> {
  constructor(scope: Construct, id: string, props: WaiverProps) {
    super(scope, id, "waivers", props);
  }
}
