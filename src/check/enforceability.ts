import type { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";

/** Law 7: what no cloud enforces as declared, or leasehold does not make yet, is refused and never dropped. */
export function enforceability(estate: Estate, report: Reporter): void {
  const hasOwnerTag = estate.policy.ownerTag !== undefined;
  for (const { name, isolation, aws, gcp } of estate.roles.values()) {
    const path = ["roles", name];
    if (isolation === "shared") report.report("isolation-shared-later", { role: name }, [...path, "isolation"]);
    if (gcp?.pam) report.report("pam-later", { role: name }, [...path, "gcp", "pam"]);
    if (!hasOwnerTag && aws?.ownedResourcesOnly) {
      report.report("owned-resources-without-owner-tag", { role: name }, [...path, "aws", "ownedResourcesOnly"]);
    }
    if (!hasOwnerTag && gcp?.ownedResourcesOnly !== undefined) {
      report.report("owned-resources-without-owner-tag", { role: name }, [...path, "gcp", "ownedResourcesOnly"]);
    }
    if (aws?.ownedResourcesOnly && aws.managedPolicies.length > 0) {
      report.report("owned-resources-with-managed-policies", { role: name }, [...path, "aws", "managedPolicies"]);
    }
    const onAws = (aws?.statements.length ?? 0) + (aws?.managedPolicies.length ?? 0);
    if (!gcp && onAws === 0) report.report("role-gives-nothing", { role: name }, aws ? [...path, "aws"] : path);
  }
}
