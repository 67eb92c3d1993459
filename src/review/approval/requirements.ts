import { approversOf, everyoneIn } from "../../check/people";
import type { Estate, Grant, Identity, Team } from "../../estate/types";
import type { Change } from "../change";
import type { Pull } from "../pull";
import type { RequiredStep, Requirement } from "../requirement";
import { isNarrower } from "./narrower";
import { ownersOf } from "./owners";
import { writersOf } from "./writers";

type Requesters = ReadonlyMap<string, string>;

/**
 * What has to be approved before these changes may be merged, by the rules of the base (DESIGN §5, law 10); one requirement for each
 * change that needs anybody. A grant that is new, activated, extended or otherwise more than it was needs the steps of its role at the
 * base, and nobody where that says `none`; one that only ends, or becomes less, needs nobody. For everything else see `ownersOf`.
 *
 * Nobody approves what they wrote: the writers of the pull request, where one is given, and of a grant its identity and an agent's
 * sponsor, at the base and in the head; of a person's own entry that person; of a waiver the team that it is for.
 *
 * Where everybody who owns something is a requester, the governance team decides in their place.
 *
 * @param base undefined where nothing was declared: then everything needs somebody, and there is nobody (DESIGN §7)
 */
export function requirementsOf(
  changes: readonly Change[],
  base: Estate | undefined,
  head: Estate,
  pull?: Pull,
): readonly Requirement[] {
  if (base === undefined) return changes.map(({ subject }) => ofNobody(subject));
  const writers: Requesters = pull ? writersOf(pull, base, head).known : new Map();
  return changes.flatMap((change): readonly Requirement[] => {
    const { subject } = change;
    if (subject.part !== "grants") return [byOwners(change, base, requestersOf(change, base, head, writers))];
    const is = head.grants.get(subject.name);
    const was = base.grants.get(subject.name);
    if (is === undefined || (was !== undefined && isNarrower(is, was))) return [];
    // The sponsor of the head and of the base: neither may be replaced to make room for a review.
    const asking = [is.identity, was?.identity, base.identities.get(is.identity.name)].flatMap(holders);
    const requesters = new Map([...writers, ...asking]);
    return ofRole(change, is, base, requesters);
  });
}

function ofNobody(subject: Change["subject"]): Requirement {
  return {
    subject,
    because: "the base declares nobody who could approve it",
    steps: [{ from: { kind: "team", name: "governance" }, count: 1, approvers: [] }],
    distinctTeams: false,
    requesters: new Map(),
  };
}

function ofRole(change: Change, grant: Grant, base: Estate, requesters: Requesters): readonly Requirement[] {
  const { subject } = change;
  const role = base.roles.get(grant.role.name);
  const approval = role?.approval;
  if (role === undefined || approval === undefined) {
    const why = role === undefined ? "is new" : "says at the base nothing of its approval";
    const teams = [base.policy.governance];
    return [
      ofTeams(change, { teams, because: `its role ${why}, so that the governance team decides` }, base, requesters),
    ];
  }
  if (approval.steps.length === 0 && approval.none !== undefined) return [];
  if (approval.steps.length === 0) {
    const because = "its role names at the base nobody who approves it, so that the governance team decides";
    return [ofTeams(change, { teams: [base.policy.governance], because }, base, requesters)];
  }
  return [
    {
      subject,
      because: "its role's approval at the base",
      steps: approval.steps.map(({ group, count }) => ({
        from: { kind: "group", name: group.name },
        count,
        approvers: without(approversOf(group), requesters),
      })),
      distinctTeams: role.sensitivity === "critical" && approval.steps.length > 1,
      requesters,
    },
  ];
}

function byOwners(change: Change, base: Estate, requesters: Requesters): Requirement {
  return ofTeams(change, ownersOf(change.subject, base), base, requesters);
}

function ofTeams(
  { subject }: Change,
  { teams, because }: { readonly teams: readonly Team[]; readonly because: string },
  base: Estate,
  requesters: Requesters,
): Requirement {
  const { governance } = base.policy;
  const left = teams.filter((team) => without(peopleOf(team), requesters).length > 0);
  const nobody = teams.filter((team) => !left.includes(team) && team.name !== governance.name);
  const deciding = nobody.length === 0 ? teams : [...new Set([...left, governance])];
  const stuck = nobody.map(({ name }) => name).join(" and ");
  return {
    subject,
    because:
      nobody.length === 0
        ? because
        : `${because}; of ${stuck} nobody is left who may, so that the governance team decides`,
    steps: deciding.map((team) => stepOf(team, requesters)),
    distinctTeams: false,
    requesters,
  };
}

function stepOf(team: Team, requesters: Requesters): RequiredStep {
  return { from: { kind: "team", name: team.name }, count: 1, approvers: without(peopleOf(team), requesters) };
}

/** The names of everyone at the base from whom a step may be approved, requesters among them. */
export function membersOf({ kind, name }: RequiredStep["from"], base: Estate): ReadonlySet<string> {
  if (kind === "team") {
    const team = base.teams.get(name);
    return team === undefined ? new Set() : peopleOf(team);
  }
  const group = base.approvalGroups.get(name);
  return group === undefined ? new Set() : approversOf(group);
}

function peopleOf(team: Team): ReadonlySet<string> {
  return new Set(
    [...everyoneIn(team.members).values()].flatMap(({ identity }) =>
      identity.kind === "person" ? [identity.name] : [],
    ),
  );
}

function without(people: ReadonlySet<string>, requesters: Requesters): readonly string[] {
  return [...people].filter((name) => !requesters.has(name)).sort();
}

/** Whose access it is, and who answers for an agent. */
function holders(identity: Identity | undefined): readonly (readonly [string, string])[] {
  if (identity === undefined) return [];
  const own = [identity.name, "is who the grant is to"] as const;
  if (identity.kind !== "agent" || !identity.sponsor) return [own];
  return [own, [identity.sponsor.name, `sponsors ${identity.name}, which the grant is to`]];
}

function requestersOf({ subject }: Change, base: Estate, head: Estate, writers: Requesters): Requesters {
  const { part, name } = subject;
  if (part === "identities") return new Map([[name, "is whom the entry is about"], ...writers]);
  const waiver = part === "waivers" ? head.waivers.get(name) : undefined;
  if (waiver === undefined) return writers;
  const owning = [waiver.owner, base.teams.get(waiver.owner.name)].filter((team) => team !== undefined);
  const theirs = owning.flatMap((team) => [...peopleOf(team)]);
  return new Map([
    ...theirs.map((person): [string, string] => [person, `is of ${waiver.owner.name}, which the waiver is for`]),
    ...writers,
  ]);
}
