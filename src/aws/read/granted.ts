import type { AccessFact, Scope } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import type { Privilege } from "../../facts/privilege";
import type { ResourceInstance } from "../../terraform/instance";
import { provenanceOf } from "../../terraform/provenance";

/** A standing grant whose service knows neither conditions nor policies: what it says is all that there is. */
export interface Granted {
  readonly instance: ResourceInstance;
  readonly principal: Principal;
  readonly privilege: Privilege;
  readonly because: readonly string[];
  readonly scope: Scope;
  /** Other resources that take part. */
  readonly addresses?: readonly string[];
  readonly publicByDesign?: boolean;
}

/** The grant as a fact. */
export function grantedFact({ instance, addresses = [], publicByDesign, ...granted }: Granted): AccessFact {
  const { principal } = granted;
  return {
    kind: "access",
    ...granted,
    permissions: [],
    bound: { kind: "standing", because: "nothing ends it but its removal" },
    ...(publicByDesign === true ? { publicByDesign } : {}),
    from: provenanceOf(instance, [...(principal.address === undefined ? [] : [principal.address]), ...addresses]),
  };
}
