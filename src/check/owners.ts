import type { Reporter } from "../diagnostics/report";
import { targetsOf } from "../estate/targets";
import type { Estate, Target, Team } from "../estate/types";
import { agentsOf, everyoneIn, externalIn } from "./people";

/** Every role has an accountable owner, one serving agents a business owner, and every owning team has people. */
export function owners(estate: Estate, report: Reporter): void {
  for (const role of estate.roles.values()) {
    if (!role.owners.entitlement) {
      report.report("owner-missing", { kind: "Role", name: role.name }, ["roles", role.name, "owners", "entitlement"]);
    }
    if (!role.owners.business) {
      const agents = agentsOf(role).map(({ agent }) => agent.name);
      if (agents.length > 0) {
        report.report("business-owner-missing", { role: role.name, agents }, [
          "roles",
          role.name,
          "owners",
          "business",
        ]);
      }
    }
  }
  for (const { name, owners } of estate.breakGlass.values()) {
    if (owners.entitlement) continue;
    report.report("owner-missing", { kind: "Break-glass role", name }, ["breakGlass", name, "owners", "entitlement"]);
  }
  for (const [team, owns] of answersFor(estate)) {
    if (hasPeople(team)) continue;
    report.report("team-without-members", { team: team.name, owns }, ["teams", team.name, "members"]);
  }
}

/** The teams that answer for something, each with what. */
export function answersFor(estate: Estate): ReadonlyMap<Team, readonly string[]> {
  const all = new Map<Team, string[]>();
  const add = (team: Team | undefined, what: string): void => {
    if (!team) return;
    const owns = all.get(team);
    if (owns) owns.push(what);
    else all.set(team, [what]);
  };
  add(estate.policy.governance, "governance");
  const addOwners = (
    what: string,
    of: { readonly entitlement?: Team; readonly platform?: Team; readonly business?: Team },
    targets: readonly Target[],
  ): void => {
    // Without a platform owner, each target's own answers for the role there.
    const platform = of.platform ? [of.platform] : targets.map((target) => target.owner);
    for (const team of new Set([of.entitlement, of.business, ...platform])) add(team, what);
  };
  for (const target of estate.targets.values()) add(target.owner, `target "${target.name}"`);
  for (const role of estate.roles.values()) {
    addOwners(`role "${role.name}"`, role.owners, targetsOf(role));
  }
  for (const { name, owners, target } of estate.breakGlass.values()) {
    addOwners(`break-glass role "${name}"`, owners, [target]);
  }
  for (const { name, owner } of estate.waivers.values()) add(owner, `waiver "${name}"`);
  return all;
}

/** A group kept elsewhere is people whom its own directory names. */
function hasPeople(team: Team): boolean {
  if (externalIn(team.members).length > 0) return true;
  return [...everyoneIn(team.members).values()].some(({ identity }) => identity.kind === "person");
}
