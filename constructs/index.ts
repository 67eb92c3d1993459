import "./peers";

export { ApprovalGroup, type ApprovalGroupProps } from "./approval-group";
export { type AlarmProps, BreakGlassRole, type BreakGlassRoleProps } from "./break-glass-role";
export type { Declared, DeclaredProps, IDeclared, Reference } from "./declared";
export { type Complaint, EstateError } from "./estate-error";
export { type ExtensionProps, type GivenApprovalProps, Grant, type GrantProps, type GrantTermsProps } from "./grant";
export {
  type AwsIdentityProps,
  type GcpIdentityProps,
  type GithubAccount,
  type GitlabAccount,
  Identity,
  type IdentityCenterBinding,
  type IdentityProps,
  type OidcBinding,
  type RolesAnywhereBinding,
  type SamlBinding,
} from "./identity";
export { JitEstate, type JitEstateProps } from "./jit-estate";
export {
  type ApprovalProps,
  type ApprovalStepProps,
  type AutoApprovalProps,
  type AwsRoleProps,
  type ExtensionsProps,
  type GcpRoleProps,
  type HoursProps,
  JitRole,
  type JitRoleProps,
  type LimitsProps,
  type OwnersProps,
  type PersistenceAllowProps,
  type RequireProps,
  type ReviewProps,
} from "./jit-role";
export { NoStandingAccess } from "./no-standing-access";
export { Ownership, type OwnershipProps } from "./ownership";
export type { Problem } from "./plain";
export type { CeilingsProps, PolicyProps } from "./policy";
export type { ConditionsProps, ConditionValue, StatementProps } from "./statement";
export { type AwsTargetProps, type BackendProps, type GcpTargetProps, Target, type TargetProps } from "./target";
export { type AwsTaskProps, Task, type TaskProps } from "./task";
export { Team, type TeamProps } from "./team";
export { Waiver, type WaiverProps } from "./waiver";
