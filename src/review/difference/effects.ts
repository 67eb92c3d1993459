import type { Aspect, Direction, Effect, Part } from "../change";
import type { Context } from "./context";
import { breakGlassEffects, taskEffects, waiverEffects } from "./effects/exception";
import { grantEffects } from "./effects/grant";
import { identityEffects } from "./effects/identity";
import { policyEffects, renamed } from "./effects/policy";
import { roleEffects } from "./effects/role";
import { targetEffects } from "./effects/target";
import { approvalGroupEffects, teamEffects } from "./effects/team";
import type { Pair } from "./entries";
import { effect } from "./words";

/** Gravest first. */
export const directions: readonly Direction[] = ["unguards", "gains", "widens", "loses", "tightens", "restates"];

/** What a change comes to, gravest first; at least that it says the same in other words. */
export function effectsOf(pair: Pair, context: Context): readonly Effect[] {
  const found = [...consequences(pair, context)];
  if (found.length === 0)
    found.push(effect("restates", aspectOf(pair), `nothing but words and names changes: ${pathsOf(pair)}`));
  return found.sort((a, b) => directions.indexOf(a.direction) - directions.indexOf(b.direction));
}

function consequences(pair: Pair, context: Context): readonly Effect[] {
  switch (pair.part) {
    case "name":
      return pair.was && pair.is ? [renamed("estate's name", pair.was.name, pair.is.name)] : [];
    case "policy":
      return pair.was && pair.is ? policyEffects(pair.was, pair.is, context) : [];
    case "teams":
      return teamEffects(pair.was, pair.is, context);
    case "identities":
      return identityEffects(pair.was, pair.is, context);
    case "tasks":
      return taskEffects(pair.was, pair.is, context);
    case "targets":
      return targetEffects(pair.was, pair.is, context);
    case "approvalGroups":
      return approvalGroupEffects(pair.was, pair.is, context);
    case "roles":
      return roleEffects(pair.was, pair.is, context);
    case "grants":
      return grantEffects(pair.was, pair.is, context);
    case "waivers":
      return waiverEffects(pair.was, pair.is, context);
    case "breakGlass":
      return breakGlassEffects(pair.was, pair.is, context);
  }
}

const aspects: Readonly<Record<Part, Aspect>> = {
  name: "guardrail",
  policy: "guardrail",
  teams: "membership",
  identities: "identity",
  tasks: "privilege",
  targets: "scope",
  approvalGroups: "approval",
  roles: "privilege",
  grants: "access",
  waivers: "exception",
  breakGlass: "access",
};

const ofField: Readonly<Record<string, Aspect>> = {
  approval: "approval",
  eligible: "eligibility",
  limits: "maximum",
  require: "requirements",
};

/** What is written otherwise without meaning otherwise; of a role by the field. */
function aspectOf({ part, fields }: Pair): Aspect {
  const [field = ""] = fields[0]?.path.split(".") ?? [];
  return (part === "roles" ? ofField[field] : undefined) ?? aspects[part];
}

function pathsOf({ fields }: Pair): string {
  return fields.map(({ path }) => path).join(", ");
}
