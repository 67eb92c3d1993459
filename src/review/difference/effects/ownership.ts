import type { Role } from "../../../estate/types";
import type { Effect } from "../../change";
import { effect } from "../words";

const meanings = {
  entitlement: "decides on changes to",
  platform: "answers for the running of",
  business: "answers for the purpose of",
} as const;

/** Who answers for something: whoever takes it over may change it next. */
export function ownershipEffects(was: Role["owners"], is: Role["owners"], what: string): readonly Effect[] {
  const found: Effect[] = [];
  for (const kind of ["entitlement", "platform", "business"] as const) {
    const [before, after] = [was[kind]?.name, is[kind]?.name];
    if (before === after) continue;
    const meaning = meanings[kind];
    if (after === undefined) {
      const instead = kind === "platform" ? "the owners of its targets do" : "nobody is named instead";
      found.push(effect("widens", "ownership", `team ${before} no longer ${meaning} ${what}: ${instead}`));
    } else if (before === undefined) {
      found.push(effect(kind === "business" ? "tightens" : "widens", "ownership", `team ${after} ${meaning} ${what}`));
    } else {
      found.push(effect("widens", "ownership", `team ${after} ${meaning} ${what} instead of ${before}`));
    }
  }
  return found;
}
