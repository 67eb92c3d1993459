import type { DeclarationPath } from "../../diagnostics/diagnostic";
import type { Estate, Grant, Team } from "../../estate/types";
import { ownersOf } from "../approval/owners";
import type { Part } from "../change";

/** The keys of `policy`; each may stand in a file of its own. */
const policyKeys = ["governance", "ownerTag", "maxAdvance", "cooldown", "prefix", "ceilings", "backend", "audit"];

const sections = [
  "teams",
  "identities",
  "tasks",
  "targets",
  "approvalGroups",
  "roles",
  "waivers",
  "breakGlass",
] as const satisfies readonly Part[];

/**
 * For each file of an estate, as `locate` names it, the teams that are asked when it changes: those whose approval `review`
 * then requires for any of the entries in it.
 */
export function askedByFile(estate: Estate): ReadonlyMap<string, ReadonlySet<Team>> {
  const files = new Map<string, Set<Team>>();
  const ask = (path: DeclarationPath, teams: readonly Team[]): void => {
    const file = estate.locate(path)?.file;
    if (file === undefined) return;
    const asked = files.get(file) ?? new Set<Team>();
    files.set(file, asked);
    for (const team of teams) asked.add(team);
  };
  const governance = [estate.policy.governance];
  ask(["name"], governance);
  for (const key of policyKeys) ask(["policy", key], governance);
  for (const part of sections) {
    for (const name of estate[part].keys()) ask([part, name], ownersOf({ part, name }, estate).teams);
  }
  for (const grant of estate.grants.values()) ask(["grants", grant.name], approversOf(grant, estate));
  return files;
}

/** A grant is approved by the groups of its role's steps; where there are none, its owner is asked. */
function approversOf({ name, role }: Grant, estate: Estate): readonly Team[] {
  const teams = (role.approval?.steps ?? []).map(({ group }) => group.team);
  return teams.length > 0 ? teams : ownersOf({ part: "grants", name }, estate).teams;
}
