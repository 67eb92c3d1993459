import type { Reporter } from "../diagnostics/report";
import type { Approval, ApprovalGroup, Estate, Group, Identity, Role, Team } from "../estate/types";
import { type Demand, type Unmet, unmet } from "./approval-steps";
import { approversOf, everyoneIn, externalIn, listingOf, open, positionIn } from "./people";

/** Somebody approves, in as many steps as the sensitivity asks, and never the requester. */
export function approval(estate: Estate, report: Reporter): void {
  for (const group of estate.approvalGroups.values()) membersOfGroup(group, report);
  accounts(estate, report);
  const requesters = new Requesters(estate);
  for (const role of estate.roles.values()) {
    shape(role, report);
    if (role.approval && role.approval.steps.length > 0) satisfiable(role, role.approval, requesters, report);
  }
}

/** Only people approve, and only people of whom it is known that they are not the requester. */
function membersOfGroup(group: ApprovalGroup, report: Reporter): void {
  const path = ["approvalGroups", group.name, "members"];
  for (const external of externalIn(group.members)) {
    report.report("approver-group-external", { approvalGroup: group.name, group: external.group.name }, [
      ...path,
      external.position,
    ]);
  }
  for (const { identity, position } of everyoneIn(group.members).values()) {
    if (identity.kind === "person") continue;
    report.report("approver-not-person", { approvalGroup: group.name, identity: identity.name, kind: identity.kind }, [
      ...path,
      position,
    ]);
  }
}

function accounts(estate: Estate, report: Reporter): void {
  const said = new Set<string>();
  for (const group of estate.approvalGroups.values()) {
    for (const name of approversOf(group)) {
      if (said.has(name)) continue;
      said.add(name);
      const approver = estate.identities.get(name);
      if (approver && !approver.github && !approver.gitlab) {
        report.report("approver-without-account", { identity: name }, ["identities", name]);
      }
    }
  }
}

/** What a role says of its approval, before anybody is counted. */
function shape(role: Role, report: Reporter): void {
  const path = ["roles", role.name, "approval"];
  const { approval, sensitivity } = role;
  const none = approval?.none?.trim() ? approval.none : undefined;
  const steps = approval?.steps ?? [];
  if (none === undefined && steps.length === 0) {
    report.report("approval-missing", { role: role.name, sensitivity }, path);
    return;
  }
  if (none !== undefined) {
    const beside = steps.length > 0 ? "steps" : approval?.auto ? "auto" : undefined;
    if (beside !== undefined)
      report.report("approval-none-with-others", { role: role.name, beside }, [...path, "none"]);
    if (beside !== "steps" && (sensitivity === "high" || sensitivity === "critical")) {
      report.report("approval-none-refused", { role: role.name, sensitivity }, [...path, "none"]);
    }
  }
  if (sensitivity !== "critical" || steps.length === 0) return;
  if (steps.length < 2)
    report.report("approval-steps-too-few", { role: role.name, steps: steps.length }, [...path, "steps"]);
  else {
    const team = oneTeam(steps.map(({ group }) => group));
    if (team) report.report("approval-of-one-team", { role: role.name, team: team.name }, [...path, "steps"]);
  }
}

/** The team of all these approvers: by their groups' own word, or because groups of other teams hold nobody but its members. */
function oneTeam(groups: readonly ApprovalGroup[]): Team | undefined {
  const isOf = (team: Team, name: string): boolean => positionIn(team.members, name) !== undefined;
  const isMadeUpOf = (group: ApprovalGroup, team: Team): boolean => {
    if (group.team.name === team.name) return true;
    const people = [...approversOf(group)];
    return people.length > 0 && people.every((name) => isOf(team, name) && !isOf(group.team, name));
  };
  return groups.map(({ team }) => team).find((team) => groups.every((group) => isMadeUpOf(group, team)));
}

/** Each role's steps can be met whoever of its eligible identities asks. */
function satisfiable(role: Role, approval: Approval, requesters: Requesters, report: Reporter): void {
  const path = ["roles", role.name, "approval", "steps"];
  const outside = externalIn(role.eligible);
  for (const { group, position } of outside) {
    report.report("approver-could-be-requester", { role: role.name, group: group.name }, [
      "roles",
      role.name,
      "eligible",
      position,
    ]);
  }
  // Who could approve is not known, and has been reported where the group is.
  if (approval.steps.some((step) => externalIn(step.group.members).length > 0)) return;

  const { never, without } = requesters.failures(approval);
  const say = (failure: Unmet, who: readonly string[]): void =>
    report.report(
      "approval-unsatisfiable",
      { role: role.name, ...failure, requesters: who },
      failure.steps.length === 1 ? [...path, ...failure.steps] : path,
    );
  if (never) {
    say(never, []);
    return;
  }
  const asking: string[] = [];
  let first: Unmet | undefined;
  for (const { person, failure } of without) {
    const found = requesters.behind(role, person);
    if (found.length === 0) continue;
    asking.push(...found);
    first ??= failure;
  }
  if (first) say(first, asking);
  else amongPeers(role, approval, report);
}

/** No group is both eligible and approving, by its name or by its people: its members would approve each other. */
function amongPeers(role: Role, approval: Approval, report: Reporter): void {
  for (const { group, position } of listingOf(role.eligible).groups) {
    const step = approval.steps.find((candidate) => isSameCircle(group, candidate.group));
    if (!step) continue;
    report.report("eligible-group-approves", { role: role.name, group: group.name, approvalGroup: step.group.name }, [
      "roles",
      role.name,
      "eligible",
      position,
    ]);
  }
}

function isSameCircle(group: Group, approving: ApprovalGroup): boolean {
  const eligible = open(group).groups;
  const approve = listingOf(approving.members).groups.flatMap((one) => [...open(one.group).groups]);
  if (approve.some((name) => eligible.has(name))) return true;
  const people = [...open(group).members.values()].filter(({ kind }) => kind === "person");
  const approvers = approversOf(approving);
  return people.length > 0 && people.length === approvers.size && people.every(({ name }) => approvers.has(name));
}

interface Failures {
  /** The steps cannot be met even by everybody. */
  readonly never?: Unmet;
  /** The people without whom they cannot. */
  readonly without: readonly { readonly person: string; readonly failure: Unmet }[];
}

/** The requester is the identity that asks and its sponsor: for whom is a person lost as an approver? */
class Requesters {
  readonly #sponsored = new Map<string, Identity[]>();
  readonly #failures = new Map<string, Failures>();

  constructor(estate: Estate) {
    for (const identity of estate.identities.values()) {
      if (identity.kind !== "agent" || !identity.sponsor) continue;
      const { name } = identity.sponsor;
      this.#sponsored.set(name, [...(this.#sponsored.get(name) ?? []), identity]);
    }
  }

  /** Without whom the steps cannot be met. Most roles share their steps, so each list of steps is worked out once. */
  failures(approval: Approval): Failures {
    const key = approval.steps.map((step) => `${step.count} ${step.group.name}`).join("\n");
    const known = this.#failures.get(key);
    if (known) return known;
    const steps: Demand[] = approval.steps.map(({ group, count }) => ({ people: approversOf(group), count }));
    const never = unmet(steps);
    const without: { person: string; failure: Unmet }[] = [];
    if (!never) {
      for (const person of new Set(steps.flatMap(({ people }) => [...people]))) {
        const failure = unmet(steps, person);
        if (failure) without.push({ person, failure });
      }
    }
    const found = { ...(never ? { never } : {}), without };
    this.#failures.set(key, found);
    return found;
  }

  /** The eligible identities whose request a person may not approve. */
  behind(role: Role, person: string): readonly string[] {
    const asking = [person, ...(this.#sponsored.get(person) ?? []).map(({ name }) => name)];
    return asking.filter((name) => positionIn(role.eligible, name) !== undefined);
  }
}
