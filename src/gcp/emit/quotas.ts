import type { Reporter } from "../../diagnostics/report";
import type { GcpTarget, Target } from "../../estate/types";
import type { LeaseMember } from "./members";
import { placeName } from "./scope";

/** Google's limits on allow policies and their conditions (IAM documentation, "Quotas and limits"). */
export const policyLimits = {
  /** `&&`, `||` and `!` in one condition. */
  logicalOperators: 12,
  /** Bindings of one role and one principal with different conditions. */
  conditionsOfOneBinding: 20,
  /** Principals in all bindings of one policy, each counted as often as it stands there. */
  principals: 1500,
  /** Conditional bindings in one policy; advice, beyond which its size may be exceeded. */
  conditionalBindings: 100,
} as const;

/** Grants by name, each once, the first to end first: those are the first that `prune` can remove. */
function grantsOf(members: readonly LeaseMember[]): string[] {
  const ends = new Map(members.map(({ lease }) => [lease.grant.name, lease.window.end]));
  return [...ends].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([name]) => name);
}

/** Reports what of a target's members the cloud would refuse to hold. */
export function checkQuotas(
  members: readonly LeaseMember[],
  target: Target,
  cloud: GcpTarget,
  reporter: Reporter,
): void {
  const place = placeName(cloud);
  const path = ["targets", target.name];

  for (const { lease, requirements } of members) {
    const count = requirements.length - 1;
    const limit = policyLimits.logicalOperators;
    if (count > limit) {
      reporter.report("gcp-condition-too-complex", { grant: lease.grant.name, count, limit }, [
        "grants",
        lease.grant.name,
      ]);
    }
  }

  const bindings = new Map<string, LeaseMember[]>();
  for (const one of members) {
    const key = JSON.stringify([one.gcpRole, one.member.toLowerCase()]);
    const same = bindings.get(key);
    if (same) same.push(one);
    else bindings.set(key, [one]);
  }
  for (const same of bindings.values()) {
    const [first] = same;
    const limit = policyLimits.conditionsOfOneBinding;
    if (!first || same.length <= limit) continue;
    reporter.report(
      "gcp-too-many-conditions",
      {
        place,
        gcpRole: first.gcpRole,
        identity: first.lease.identity.name,
        count: same.length,
        limit,
        grants: grantsOf(same),
      },
      path,
    );
  }

  if (members.length > policyLimits.principals) {
    const limit = policyLimits.principals;
    reporter.report(
      "gcp-too-many-principals",
      { place, count: members.length, limit, grants: grantsOf(members) },
      path,
    );
  } else if (members.length > policyLimits.conditionalBindings) {
    const limit = policyLimits.conditionalBindings;
    reporter.report(
      "gcp-many-conditional-bindings",
      { place, count: members.length, limit, grants: grantsOf(members) },
      path,
    );
  }
}
