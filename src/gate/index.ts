/**
 * The gate: judges the access that a Terraform plan would leave behind. This is the package export `leasehold/gate`; it loads neither
 * CDKTF nor, before it is asked to judge, anything of a cloud.
 */
export type { Bound } from "../facts/bound";
export type * from "../facts/fact";
export type { Principal, PrincipalKind } from "../facts/principal";
export type { Privilege } from "../facts/privilege";
export type { Change, Provenance } from "../facts/provenance";
export type { Finding, FindingBound } from "../rules/finding";
export type { Landscape, ResourceInstance } from "../terraform/instance";
export { PlanError } from "../terraform/plan/error";
export type { Plan } from "../terraform/plan/plan";
export { readPlan } from "../terraform/plan/read";
export { applyBaseline, type BaselineFinding } from "./baseline";
export { type GateInput, type GateOutcome, gate } from "./gate";
