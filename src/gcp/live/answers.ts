import type { Landscape } from "../../terraform/instance";
import type { Json } from "../../terraform/json";

/**
 * What Google's REST APIs answered of one container, part by part: the contents of the files of a snapshot, each as it is, nothing
 * checked yet. A part that was not asked for is absent.
 */
export interface GcpAnswers {
  /** As `Scope.container`: `acme-prod`, `folders/123`, `organizations/456`; absent where nobody said whose answers they are. */
  readonly container?: string;
  /** Pages of Cloud Asset's `searchAllIamPolicies`: `{ results, nextPageToken? }`. */
  readonly iamPolicies?: readonly Json[];
  /** `{ roles }`: custom roles with `includedPermissions`. */
  readonly customRoles?: readonly Json[];
  /** `{ accounts }`: each a service account with its `keys`. */
  readonly serviceAccountKeys?: readonly Json[];
  /** `{ pools }`: each a workload identity pool with its `providers`. */
  readonly federation?: readonly Json[];
  /** `{ entitlements, grants }` of Privileged Access Manager. */
  readonly pam?: readonly Json[];
  /** `{ policies }` of Organization Policy, version 2. */
  readonly organizationPolicies?: readonly Json[];
}

/** An answer, or a part of one, that is not as Google writes it: never a pass. */
export interface Unread {
  /** `acme-prod: iam-policies` */
  readonly what: string;
  readonly message: string;
  readonly fix: string;
}

/** What is there, in Terraform's terms, and what of it could not be read. */
export interface GcpLandscape extends Landscape {
  readonly unreadable: readonly Unread[];
}
