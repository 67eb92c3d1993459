import type { ApprovalGroup, Team } from "../../../estate/types";
import type { Effect } from "../../change";
import type { Context } from "../context";
import { approverNames, namesIn, spoken } from "../people";
import { effect, listed, mostNamed, without } from "../words";

/** Who answers for what a team owns. */
export function teamEffects(was: Team | undefined, is: Team | undefined, context: Context): readonly Effect[] {
  const name = is?.name ?? was?.name ?? "";
  const [before, after] = [namesIn(was?.members ?? []), namesIn(is?.members ?? [])];
  const [added, removed] = [without(after, before), without(before, after)];
  const owns = ownedBy(name, context);
  const found: Effect[] = [];
  if (was === undefined) found.push(effect("restates", "membership", `team ${name} is declared`));
  if (is === undefined) found.push(effect("tightens", "membership", `team ${name} is no longer declared`));
  if (added.length > 0) found.push(effect("widens", "membership", `${spoken(added, context)} may answer for ${owns}`));
  if (removed.length > 0)
    found.push(effect("tightens", "membership", `${spoken(removed, context)} may no longer answer for ${owns}`));
  if (was === undefined || is === undefined) return found;
  if (was.review !== is.review) {
    const text = `${is.review ?? "nobody"} is asked for the reviews of team ${name} instead of ${was.review ?? "nobody"}`;
    found.push(effect(was.review === undefined ? "tightens" : "widens", "review", text));
  }
  if (was.contact !== is.contact) {
    found.push(
      effect(
        "restates",
        "ownership",
        `team ${name} is reached by ${is.contact ?? "nothing"} instead of ${was.contact ?? "nothing"}`,
      ),
    );
  }
  const [from, to] = [was, is].map(({ escalation }) => escalation.map((team) => team.name)) as [string[], string[]];
  if (from.join(" ") !== to.join(" ")) {
    const said = (teams: readonly string[]): string => (teams.length === 0 ? "nobody" : listed(teams));
    found.push(
      effect("restates", "ownership", `after team ${name}, ${said(to)} is turned to instead of ${said(from)}`),
    );
  }
  return found;
}

/** `exceptions, break-glass and policy, role reader and target prod`, or the team itself where it owns nothing. */
function ownedBy(name: string, { base, head, before, after }: Context): string {
  const governs = [base, head].some(({ policy }) => policy.governance.name === name);
  const roles = new Set([...before.rolesOwnedBy(name), ...after.rolesOwnedBy(name)].map((role) => role.name));
  const targets = new Set([...before.targetsOwnedBy(name), ...after.targetsOwnedBy(name)]);
  const broken = new Set([...before.breakGlassOwnedBy(name), ...after.breakGlassOwnedBy(name)]);
  const owned = [
    ...(governs ? ["exceptions, policy and break-glass of the whole estate"] : []),
    ...[...roles].sort().map((role) => `role ${role}`),
    ...[...broken].sort().map((role) => `break-glass role ${role}`),
    ...[...targets].sort().map((target) => `target ${target}`),
  ];
  return owned.length === 0 ? `team ${name}` : listed(owned, mostNamed);
}

/** Who approves what an approval group approves. */
export function approvalGroupEffects(
  was: ApprovalGroup | undefined,
  is: ApprovalGroup | undefined,
  context: Context,
): readonly Effect[] {
  const name = is?.name ?? was?.name ?? "";
  const { before, after } = context;
  const roles = [
    ...new Set([...before.rolesApprovedBy(name), ...after.rolesApprovedBy(name)].map((role) => role.name)),
  ].sort();
  const what = roles.length === 0 ? `what asks for ${name}` : listed(roles, mostNamed);
  const [from, to] = [was, is].map((group) => (group === undefined ? [] : approverNames(group))) as [
    readonly string[],
    readonly string[],
  ];
  const [added, removed] = [without(to, from), without(from, to)];
  const found: Effect[] = [];
  if (added.length > 0) found.push(effect("widens", "approval", `${spoken(added, context)} may approve ${what}`));
  if (removed.length > 0)
    found.push(effect("tightens", "approval", `${spoken(removed, context)} may no longer approve ${what}`));
  if (was !== undefined && is !== undefined && was.team.name !== is.team.name) {
    found.push(
      effect(
        "widens",
        "ownership",
        `approval group ${name} is of team ${is.team.name} instead of ${was.team.name}, which decides who is in it`,
      ),
    );
  }
  return found;
}
