import type { Role } from "../../estate/types";
import { checkAccount, checkPartition, parseArn } from "./arn";
import type { Site } from "./site";
import { checkDescription } from "./text";

/** Reports a permissions boundary or a deployer's role that the target cannot use. */
export function checkBoundary(site: Site): void {
  const { reporter, place } = site;
  const path = ["targets", place.target.name, "aws"];
  const { permissionsBoundary, assumeRole } = place.aws;
  if (assumeRole !== undefined) {
    const what = `The role by which target "${place.target.name}" is deployed`;
    checkPartition(reporter, place, what, assumeRole, [...path, "assumeRole"]);
  }
  if (permissionsBoundary === undefined) return;
  const what = `The permissions boundary of target "${place.target.name}"`;
  const at = [...path, "permissionsBoundary"];
  if (!checkPartition(reporter, place, what, permissionsBoundary, at)) return;
  if (parseArn(permissionsBoundary)?.account !== "aws") checkAccount(reporter, place, what, permissionsBoundary, at);
}

/** Reports what of a role this target cannot hold. @returns whether anything of it can be emitted */
export function checkRole(site: Site, role: Role): boolean {
  const { reporter, place } = site;
  const path = ["roles", role.name];
  if (role.aws === undefined) return false;
  if (role.isolation === "shared") {
    reporter.report("aws-isolation-shared", { role: role.name }, [...path, "isolation"]);
    return false;
  }
  checkDescription(reporter, `role "${role.name}"`, role.description, [...path, "description"]);
  role.aws.statements.forEach((statement, index) => {
    for (const resource of statement.resources) {
      const at = [...path, "aws", "statements", index, "resources"];
      checkPartition(reporter, place, `A resource of role "${role.name}"`, resource, at);
    }
  });
  for (const arn of role.aws.managedPolicies) {
    const what = `A managed policy of role "${role.name}"`;
    const at = [...path, "aws", "managedPolicies"];
    if (!checkPartition(reporter, place, what, arn, at)) continue;
    if (parseArn(arn)?.account !== "aws") checkAccount(reporter, place, what, arn, at);
  }
  if (role.aws.ownedResourcesOnly && role.aws.managedPolicies.length > 0) {
    const parameters = { role: role.name, policies: role.aws.managedPolicies };
    reporter.report("aws-owned-managed-policies", parameters, [...path, "aws", "managedPolicies"]);
  }
  return true;
}
