import type { Approval, Role } from "../../../estate/types";
import type { Effect } from "../../change";
import { approverNames, namesIn } from "../people";
import { counted, effect, listed, without } from "../words";

/** Who has to approve a lease of a role, by the role's own words; what groups hold otherwise is told of the groups. */
export function approvalEffects(was: Role, is: Role): readonly Effect[] {
  const [before, after] = [was.approval, is.approval];
  const reasons =
    before?.none !== undefined && after?.none !== undefined && before.none !== after.none
      ? [
          effect(
            "restates",
            "approval",
            `nobody has to approve a lease of ${is.name} for another reason: ${after.none}`,
          ),
        ]
      : [];
  return [...stepEffects(was, is), ...reasons, ...automaticEffects(before?.auto, after?.auto, is.name)];
}

function stepEffects(was: Role, is: Role): readonly Effect[] {
  const [before, after] = [was.approval?.steps ?? [], is.approval?.steps ?? []];
  const found: Effect[] = [];
  const role = is.name;
  if (before.length > 0 && after.length === 0) {
    const because = is.approval?.none === undefined ? "" : `: ${is.approval.none}`;
    return [effect("widens", "approval", `nobody has to approve a lease of ${role} any more${because}`)];
  }
  if (before.length === 0 && after.length > 0) {
    const steps = listed(after.map(({ group, count }) => `${count} of ${group.name}`));
    return [effect("tightens", "approval", `a lease of ${role} has to be approved: by ${steps}`)];
  }
  if (after.length < before.length) {
    found.push(
      effect(
        "widens",
        "approval",
        `${role} asks for ${counted(after.length, "approval step")} instead of ${before.length}`,
      ),
    );
  } else if (after.length > before.length) {
    found.push(
      effect(
        "tightens",
        "approval",
        `${role} asks for ${counted(after.length, "approval step")} instead of ${before.length}`,
      ),
    );
  }
  for (const [position, one] of before.entries()) {
    const other = after[position];
    if (other === undefined) break;
    const step = after.length > 1 ? `step ${position + 1} of ` : "";
    if (other.count !== one.count) {
      const text = `${step}${role} asks for ${counted(other.count, "approval")} instead of ${one.count}`;
      found.push(effect(other.count < one.count ? "widens" : "tightens", "approval", text));
    }
    if (other.group.name === one.group.name) continue;
    const [names, others] = [approverNames(one.group), approverNames(other.group)];
    const [added, removed] = [without(others, names), without(names, others)];
    if (added.length > 0)
      found.push(
        effect("widens", "approval", `${listed(added)} may approve ${step}${role}, by group ${other.group.name}`),
      );
    if (removed.length > 0)
      found.push(effect("tightens", "approval", `${listed(removed)} may no longer approve ${step}${role}`));
    if (added.length === 0 && removed.length === 0) {
      found.push(
        effect("restates", "approval", `group ${other.group.name} approves ${step}${role}: the same people as before`),
      );
    }
    if (one.group.team.name !== other.group.team.name) {
      const text = `${step}${role} is approved by a group of team ${other.group.team.name} instead of ${one.group.team.name}`;
      found.push(effect("widens", "approval", text));
    }
  }
  return found;
}

function automaticEffects(was: Approval["auto"], is: Approval["auto"], role: string): readonly Effect[] {
  const [before, after] = [namesIn(was?.for ?? []), namesIn(is?.for ?? [])];
  const [added, removed] = [without(after, before), without(before, after)];
  const found: Effect[] = [];
  if (is !== undefined && added.length > 0) {
    found.push(
      effect("widens", "approval", `${listed(added)} may hold ${role} without anybody's approval when ${is.when}`),
    );
  }
  if (removed.length > 0)
    found.push(effect("tightens", "approval", `a person approves every lease of ${role} to ${listed(removed)}`));
  if (was === undefined || is === undefined || was.when === is.when) return found;
  const kept = after.filter((name) => before.includes(name));
  if (kept.length === 0) return found;
  // A further `&&` asks for more; any other change would have to be proven.
  const asksMore = is.when.startsWith(`${was.when} && `) && !/\|\||\?/.test(is.when);
  const text = `${listed(kept)} may hold ${role} without anybody's approval when ${is.when}; before, when ${was.when}`;
  return [...found, effect(asksMore ? "tightens" : "widens", "approval", text)];
}
