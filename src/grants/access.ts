import { awsResiduals } from "../aws/residuals";
import { privilegeOfManagedPolicy } from "../aws/sensitivity/managed-policies";
import { privilegeOfStatements } from "../aws/sensitivity/statements";
import { targetsOfGrant } from "../estate/targets";
import type { Grant, Role, Target } from "../estate/types";
import { graver, type Privilege } from "../facts/privilege";
import { gcpResiduals } from "../gcp/residuals";
import { privilegeOfGcpRole } from "../gcp/sensitivity/role";
import { residualText } from "../lease/residual";

/** What a grant gives, in short. */
export interface AccessInShort {
  /** `indeterminate` where the data does not know some of it. */
  readonly privilege: Privilege | "indeterminate";
  /** Actions, managed policies and roles, as they are declared. */
  readonly what: readonly string[];
  readonly targets: readonly Target[];
  /** What outlives it although the cloud ends it, one phrase each. */
  readonly residuals: readonly string[];
}

/** What a grant gives: its task's permissions or else its role's, in its targets. */
export function accessOf(grant: Grant): AccessInShort {
  const role = asGranted(grant);
  const targets = targetsOfGrant(grant);
  const aws = targets.some(({ cloud }) => cloud.kind === "aws") ? role.aws : undefined;
  const gcp = targets.some(({ cloud }) => cloud.kind === "gcp") ? role.gcp : undefined;
  const privileges: (Privilege | undefined)[] = [];
  if (aws && aws.statements.length > 0) {
    const { privilege, unknown } = privilegeOfStatements(aws.statements);
    privileges.push(unknown.length > 0 ? undefined : privilege);
  }
  for (const arn of aws?.managedPolicies ?? []) {
    const known = privilegeOfManagedPolicy(arn);
    privileges.push(known && known.unknown.length === 0 ? known.privilege : undefined);
  }
  for (const name of gcp?.roles ?? []) privileges.push(privilegeOfGcpRole(name)?.privilege);
  let gravest: AccessInShort["privilege"] = "read";
  for (const privilege of privileges) {
    if (gravest === "indeterminate" || privilege === undefined) gravest = "indeterminate";
    else gravest = graver(gravest, privilege);
  }
  const residuals = [...(aws ? awsResiduals(role) : []), ...(gcp ? gcpResiduals(role) : [])];
  return {
    privilege: gravest,
    what: [
      ...new Set((aws?.statements ?? []).flatMap(({ actions }) => actions)),
      ...(aws?.managedPolicies ?? []),
      ...(gcp?.roles ?? []),
    ],
    targets,
    residuals: residuals.map(residualText),
  };
}

function asGranted({ role, task }: Grant): Role {
  if (!task || !role.aws) return role;
  return { ...role, aws: { ...role.aws, statements: task.statements, managedPolicies: [] } };
}
