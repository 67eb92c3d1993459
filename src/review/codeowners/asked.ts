import type { DeclarationPath } from "../../diagnostics/diagnostic";
import type { Estate, Grant, Identity, Role, Task, Team } from "../../estate/types";

/** The keys of `policy`; each may stand in a file of its own. */
const policyKeys = ["governance", "ownerTag", "maxAdvance", "cooldown", "prefix", "ceilings", "backend", "audit"];

/**
 * For each file of an estate, as `locate` names it, the teams that are asked when it changes: those who answer for, or
 * approve, any of the entries in it. What nobody in particular answers for is governance's.
 */
export function askedByFile(estate: Estate): ReadonlyMap<string, ReadonlySet<Team>> {
  const files = new Map<string, Set<Team>>();
  const teamsOf = membership(estate);
  const ask = (path: DeclarationPath, teams: Iterable<Team>): void => {
    const file = estate.locate(path)?.file;
    if (file === undefined) return;
    const asked = files.get(file) ?? new Set<Team>();
    files.set(file, asked);
    const all = [...teams];
    for (const team of all.length > 0 ? all : [estate.policy.governance]) asked.add(team);
  };
  ask(["name"], []);
  for (const key of policyKeys) ask(["policy", key], []);
  for (const team of estate.teams.values()) ask(["teams", team.name], [team]);
  for (const identity of estate.identities.values()) ask(["identities", identity.name], ofIdentity(identity, teamsOf));
  for (const task of estate.tasks.values()) ask(["tasks", task.name], ofTask(task, teamsOf));
  for (const target of estate.targets.values()) ask(["targets", target.name], [target.owner]);
  for (const group of estate.approvalGroups.values()) ask(["approvalGroups", group.name], [group.team]);
  for (const role of estate.roles.values()) ask(["roles", role.name], ofRole(role));
  for (const grant of estate.grants.values()) ask(["grants", grant.name], ofGrant(grant));
  for (const name of estate.waivers.keys()) ask(["waivers", name], []);
  for (const name of estate.breakGlass.keys()) ask(["breakGlass", name], []);
  return files;
}

type TeamsOf = (identity: Identity) => readonly Team[];

function membership(estate: Estate): TeamsOf {
  const teams = new Map<string, Team[]>();
  for (const team of estate.teams.values()) {
    for (const member of team.members) {
      const known = teams.get(member.name);
      if (known) known.push(team);
      else teams.set(member.name, [team]);
    }
  }
  return (identity) => teams.get(identity.name) ?? [];
}

/** Who answers for an identity: a workload's or agent's team, else its sponsor's; a person's own teams. */
function ofIdentity(identity: Identity, teamsOf: TeamsOf): readonly Team[] {
  if (identity.kind === "person" || identity.kind === "group") return teamsOf(identity);
  if (identity.team) return [identity.team];
  return identity.kind === "agent" && identity.sponsor ? teamsOf(identity.sponsor) : teamsOf(identity);
}

function ofTask(task: Task, teamsOf: TeamsOf): readonly Team[] {
  return task.agents.flatMap((agent) => ofIdentity(agent, teamsOf));
}

function ofRole({ owners }: Role): readonly Team[] {
  return owners.entitlement ? [owners.entitlement] : [];
}

/** A grant is approved by the groups of its role's steps; where there are none, its owner is asked. */
function ofGrant({ role }: Grant): readonly Team[] {
  const approvers = (role.approval?.steps ?? []).map(({ group }) => group.team);
  return approvers.length > 0 ? approvers : ofRole(role);
}
