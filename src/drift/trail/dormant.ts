import { targetsOf } from "../../estate/targets";
import type { Estate, Role, Target } from "../../estate/types";
import { containerOf } from "../../expect/leases";
import { humanDuration, type Seconds } from "../../time/duration";
import { formatFoundInstant, type Instant } from "../../time/instant";
import { type Covered, covers, trailSlack } from "./coverage";
import type { LeaseUse } from "./lease-tally";

/** How often a role is reviewed where it does not say. */
const defaultEvery: Seconds = 90 * 86_400;

/** Whether any lease of a role was used within its review period. */
export interface RoleUse {
  readonly role: Role;
  readonly used: "used" | "dormant" | "untold";
  /** How long back was looked, in seconds. */
  readonly every: Seconds;
  /** What of its accounts and projects the trail covers; and, where nothing can be told, why not. */
  readonly because: string;
}

export interface DormancyQuestion {
  readonly estate: Estate;
  readonly uses: readonly LeaseUse[];
  readonly now: Instant;
  /** Roles of the estate's path that were used, and whose leases are no longer declared. */
  readonly pruned: number;
  covered(container: string): Covered | undefined;
}

/** Looks at every declared role for a use of any of its leases within its review period. */
export function roleUses({ estate, uses, now, pruned, covered }: DormancyQuestion): readonly RoleUse[] {
  return [...estate.roles.values()].map((role): RoleUse => {
    const every = role.review?.every ?? defaultEvery;
    const from = now - every;
    const own = uses.filter(({ lease }) => lease.role === role);
    // What may be a use is no reason to take a role away.
    const recent = own.some(({ inside, outside, byAnother, possible }) =>
      [inside, outside, byAnother, possible].some(
        (calls) => calls !== undefined && calls.succeeded + calls.undeniable > 0 && calls.last >= from,
      ),
    );
    if (recent) return { role, every, used: "used", because: "a lease of it was used" };
    const told = targetsOf(role).map((target) => coverageOf(target, covered(containerOf(target)), from, now));
    const why = told.find(({ enough }) => !enough);
    if (why) return { role, every, used: "untold", because: why.said };
    if (pruned > 0) {
      const because = `${pruned} pruned ${pruned === 1 ? "lease" : "leases"} of the estate were used, of which role cannot be told`;
      return { role, every, used: "untold", because };
    }
    const untold = own.flatMap((use) => use.untold.map((what) => `of grant "${use.lease.grant.name}", ${what}`))[0];
    if (untold !== undefined) return { role, every, used: "untold", because: untold };
    return { role, every, used: "dormant", because: told.map(({ said }) => said).join("; ") };
  });
}

function coverageOf(
  target: Target,
  covered: Covered | undefined,
  from: Instant,
  now: Instant,
): { readonly enough: boolean; readonly said: string } {
  const container = containerOf(target);
  if (!covered) return { enough: false, said: `the trail tells nothing of ${container}` };
  const { first, last, silence, dataAccess } = covered;
  const span = `the trail tells of ${container} from ${formatFoundInstant(first)} to ${formatFoundInstant(last)}`;
  if (!covers(covered, from + trailSlack, now - trailSlack)) return { enough: false, said: `${span} only` };
  if (target.cloud.kind === "gcp" && !dataAccess) {
    return {
      enough: false,
      said: `the trail holds no Data Access logs of ${container}, without which reading is not seen`,
    };
  }
  const quiet = silence > 0 ? `, with no call at all for ${humanDuration(silence)} of it` : "";
  return { enough: true, said: `${span}${quiet}` };
}
