/**
 * Drift: compares what an estate declares with what is there. This is the package export `leasehold/drift`; it loads no CDKTF, and asks
 * no cloud.
 */
export { Declared } from "../expect/declared";
export type { Finding, FindingBound } from "../rules/finding";
export { openSnapshot } from "../snapshot/open";
export { StateError } from "../terraform/state/error";
export { readStateFile } from "../terraform/state/read";
export { type Covered, Drift, type DriftInput, type DriftOutcome, drift } from "./drift";
export type { Coverage, Found, Unreadable } from "./found";
export { type DriftKind, type DriftKindName, driftKindNamed, driftKinds } from "./kinds";
export type { Repair } from "./repair";
export { foundInPlan } from "./sources/plan";
export { foundInState } from "./sources/state";
