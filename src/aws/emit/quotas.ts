import type { Reporter } from "../../diagnostics/report";
import type { Lease } from "../../lease/types";
import type { TerraformResource } from "../../terraform/resource";

/** AWS's limits. Source: "IAM and AWS STS quotas"; sizes are of minified text, white space not counted. */
export const quotas = {
  /** Characters of a trust policy, by default. */
  trust: 2048,
  /** Characters of all inline policies of a role together. */
  inline: 10_240,
  /** Characters of a managed policy. */
  managed: 6144,
  /** Managed policies attached to a role, by default. */
  attachments: 10,
  /** Roles in an account, by default. */
  roles: 1000,
  /** Customer managed policies in an account, by default. */
  policies: 1500,
  /** Characters of a description. */
  description: 1000,
} as const;

/** Counts what an account comes to hold, over all targets that are in it. */
export class AccountTally {
  readonly #accounts = new Map<string, { leases: Lease[]; policies: number; targets: number }>();

  add(account: string, leases: readonly Lease[], resources: readonly TerraformResource[]): void {
    const there = this.#accounts.get(account) ?? { leases: [], policies: 0, targets: 0 };
    for (const lease of leases) there.leases.push(lease);
    there.policies += resources.filter((resource) => resource.type === "aws_iam_policy").length;
    there.targets++;
    this.#accounts.set(account, there);
  }

  /** Warns of accounts of `least` targets or more that would hold more than AWS allows by default. */
  report(reporter: Reporter, least = 1): void {
    for (const [account, { leases, policies, targets }] of this.#accounts) {
      if (targets < least) continue;
      if (leases.length > quotas.roles) {
        const oldest = [...leases].sort((a, b) => a.window.end - b.window.end).slice(0, 5);
        const grants = oldest.map((lease) => lease.grant.name);
        reporter.report("aws-account-roles", { account, count: leases.length, limit: quotas.roles, grants }, [
          "grants",
        ]);
      }
      if (policies > quotas.policies) {
        reporter.report("aws-account-policies", { account, count: policies, limit: quotas.policies }, ["roles"]);
      }
    }
  }
}
