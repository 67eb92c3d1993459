import type { Estate, Waiver } from "../../estate/types";
import type { Instant } from "../../time/instant";
import { everyone } from "./people";

/** Rules about access that no lease explains or ends: who waives one lets such access stand. */
const ofStandingAccess: ReadonlySet<string> = new Set([
  "access-forgotten",
  "expiry-removed",
  "federation-unpinned",
  "indeterminate-access",
  "standing-privileged-access",
  "static-credential",
  "trust-open",
  "undeclared-principal",
]);

/** Whether a waiver lets access stand that no lease explains. */
export function leavesStanding({ rule }: Waiver): boolean {
  return ofStandingAccess.has(rule);
}

/**
 * How many accesses an estate leaves standing, by its own word: each person of each break-glass role counts as one, since they need
 * no lease and no approval; and so does each waiver of a rule about standing access, for the resource that it lets stand.
 *
 * @param now leaves out the waivers that have expired, which let nothing stand any more; without it all count
 */
export function standingOf(estate: Estate, now?: Instant): number {
  let count = 0;
  for (const { people } of estate.breakGlass.values()) count += everyone(people).size;
  for (const waiver of estate.waivers.values()) {
    if (leavesStanding(waiver) && (now === undefined || waiver.expires > now)) count += 1;
  }
  return count;
}
