import { targetsOfGrant } from "../../estate/targets";
import type { Grant } from "../../estate/types";
import { canonicalGrant } from "../../lease/canonical";
import { type Canonical, canonicalText, digestOf } from "../../lease/digest";
import { canonicalOf } from "../difference/canonical";

/**
 * A digest of all that a grant gives and to whom: its role, task, identity and targets as they are declared, its length and extensions; but not
 * when it starts, when it was ended, and which approvals were written into it, since commands write those after it was approved.
 */
export function meaningDigest(grant: Grant): string {
  const { start: _start, revoked: _revoked, completed: _completed, ...rest } = grant;
  const { role, identity, task } = grant;
  const places = targetsOfGrant(grant);
  const whole: Canonical = {
    grant: canonicalGrant({ ...rest, approvals: [] }),
    identity: canonicalOf.identities(identity),
    role: canonicalOf.roles(role),
    targets: places.map((target) => ({ name: target.name, target: canonicalOf.targets(target) })),
    task: task && canonicalOf.tasks(task),
  };
  return digestOf(JSON.parse(canonicalText(whole)) as Canonical);
}
