import type { Provenance } from "../facts/provenance";
import { accessForgotten } from "./access-forgotten";
import { agentWithoutTaskScope } from "./agent-without-task-scope";
import { approvalWeakened } from "./approval-weakened";
import { authoritativeBindingErasesLeases } from "./authoritative-binding-erases-leases";
import { eligibilityWidened } from "./eligibility-widened";
import { entitlementWithoutApproval } from "./entitlement-without-approval";
import { expiryRemoved } from "./expiry-removed";
import { federationUnpinned } from "./federation-unpinned";
import type { Finding } from "./finding";
import { guardrailRemoved } from "./guardrail-removed";
import { indeterminateAccess } from "./indeterminate-access";
import { leaseExceedsMaximum } from "./lease-exceeds-maximum";
import { leaseWithoutDeclaration } from "./lease-without-declaration";
import { maximumRaised } from "./maximum-raised";
import { missingOwnerTags } from "./missing-owner-tags";
import { ownerUnknown } from "./owner-unknown";
import type { Evidence, Rule, Verdict } from "./rule";
import { selfProlonging } from "./self-prolonging";
import { sensitivityUnderstated } from "./sensitivity-understated";
import { sessionLongerThanLease } from "./session-longer-than-lease";
import { standingPrivilegedAccess } from "./standing-privileged-access";
import { staticCredential } from "./static-credential";
import { trustOpen } from "./trust-open";
import { undeclaredPrincipal } from "./undeclared-principal";

/** Every rule, by name. A new one is a file, and a line here. */
export const rules: readonly Rule[] = [
  accessForgotten,
  agentWithoutTaskScope,
  approvalWeakened,
  authoritativeBindingErasesLeases,
  eligibilityWidened,
  entitlementWithoutApproval,
  expiryRemoved,
  federationUnpinned,
  guardrailRemoved,
  indeterminateAccess,
  leaseExceedsMaximum,
  leaseWithoutDeclaration,
  maximumRaised,
  missingOwnerTags,
  ownerUnknown,
  selfProlonging,
  sensitivityUnderstated,
  sessionLongerThanLease,
  standingPrivilegedAccess,
  staticCredential,
  trustOpen,
  undeclaredPrincipal,
];

/** The rule of a name. */
export function ruleNamed(name: string): Rule | undefined {
  return rules.find((rule) => rule.name === name);
}

/** A finding, and where the fact that it is about was read. */
export interface Judged {
  readonly finding: Finding;
  readonly from?: Provenance;
}

/** What all rules that can run say of the evidence. */
export function applyRules(evidence: Evidence): readonly Judged[] {
  return rules
    .filter(({ needs }) => needs === "nothing" || evidence.declared !== undefined)
    .flatMap((rule) => [...rule.judge(evidence)].map((verdict) => judgedBy(rule, verdict)));
}

/** A verdict as a finding of its rule. */
export function judgedBy(rule: Rule, { from, severity = rule.severity, fix = rule.fix, ...verdict }: Verdict): Judged {
  const finding = { ...verdict, rule: rule.name, severity, fix, controls: rule.controls };
  return { finding, ...(from === undefined ? {} : { from }) };
}
