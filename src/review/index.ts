/**
 * The review: what a change of the declaration comes to, who has to approve it, and whether they did. This is the package export
 * `leasehold/review`; it loads no CDKTF.
 */
export { type Claims, type ClaimsOf, claimsOfToken, type KnownClaims } from "./approval/claims";
export { type Evidence, type EvidenceOf, evidenceOf, readEvidence, uncovered } from "./approval/evidence";
export { judgeApprovals } from "./approval/judge";
export { requirementsOf } from "./approval/requirements";
export { type ExpectedToken, type KeySet, readKeySet, type VerifiedToken, verifiedToken } from "./approval/token";
export type * from "./change";
export { differenceOf } from "./difference/difference";
export type { ReviewOutcome } from "./outcome";
export type { PlannedAccess, PlannedChange, ReviewedPlan } from "./planned";
export type * from "./pull";
export { PullFault } from "./pull/fault";
export { readPull } from "./pull/read-pull";
export { approvalFindings } from "./require-approval";
export type * from "./requirement";
export { type ReviewInput, review } from "./review";
