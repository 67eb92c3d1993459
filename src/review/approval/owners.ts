import { agentsOf, everyoneIn } from "../../check/people";
import { Within } from "../../check/within-role";
import type { Estate, Team } from "../../estate/types";
import type { Subject } from "../change";
import { teamsOf } from "./accounts";

/** Who answers for an entry of the base. */
export interface Owners {
  readonly teams: readonly Team[];
  readonly because: string;
}

const governs = (base: Estate, because: string): Owners => ({ teams: [base.policy.governance], because });

/**
 * Who decides about a change of an entry, by the base alone (law 10): whoever answers for it there. What moves to another team needs
 * the team that it leaves; the one that it comes to is asked by nothing in the design. Where nobody answers for it at the base, as for
 * whatever is new, the governance team does.
 *
 * A role: its entitlement owner. A task: the entitlement owners of the roles that it lies within for one of its agents, else the
 * agents' teams. An approval group: its team. A team: itself. A workload or an agent: its team. A person: each team that they are a
 * member of. A target: its owner. Waivers, break-glass roles, `policy` and `name`: the governance team.
 */
export function ownersOf({ part, name }: Subject, base: Estate): Owners {
  switch (part) {
    case "name":
    case "policy":
      return governs(base, `a change of \`${part}\` needs the governance team`);
    case "waivers":
      return governs(base, "an exception needs the governance team");
    case "breakGlass":
      return governs(base, "a change of a break-glass role needs the governance team");
    default: {
      const there = base[part].has(name);
      const teams = there ? owning({ part, name }, base) : [];
      if (teams.length > 0) return { teams: distinct(teams), because: "its owner at the base" };
      return governs(
        base,
        there
          ? "nobody owns it at the base, so that the governance team decides"
          : "it is new, so that the governance team decides",
      );
    }
  }
}

function owning({ part, name }: Subject, base: Estate): readonly Team[] {
  switch (part) {
    case "roles":
      return given(base.roles.get(name)?.owners.entitlement);
    case "tasks":
      return ofTask(name, base);
    case "approvalGroups":
      return given(base.approvalGroups.get(name)?.team);
    case "teams":
      return given(base.teams.get(name));
    case "targets":
      return given(base.targets.get(name)?.owner);
    case "grants":
      return given(base.grants.get(name)?.role.owners.entitlement);
    case "identities": {
      const identity = base.identities.get(name);
      if (identity?.kind === "workload" || identity?.kind === "agent") return given(identity.team);
      return teamsOf(name, base).flatMap((team) => given(base.teams.get(team)));
    }
    default:
      return [];
  }
}

function ofTask(name: string, base: Estate): readonly Team[] {
  const task = base.tasks.get(name);
  if (!task) return [];
  const agents = everyoneIn(task.agents);
  const within = new Within();
  const owners = [...base.roles.values()]
    .filter((role) => agentsOf(role).some(({ agent }) => agents.has(agent.name)))
    .filter((role) => role.aws !== undefined && within.beyond(task, role) === undefined)
    .flatMap((role) => given(role.owners.entitlement));
  if (owners.length > 0) return owners;
  return [...agents.values()].flatMap(({ identity }) => (identity.kind === "agent" ? given(identity.team) : []));
}

function given(team: Team | undefined): readonly Team[] {
  return team === undefined ? [] : [team];
}

function distinct(teams: readonly Team[]): readonly Team[] {
  return [...new Map(teams.map((team) => [team.name, team])).values()];
}
