import type { Estate } from "../../estate/types";
import type { Pull } from "../pull";
import type { RequiredStep, Requirement, RequirementOutcome, StepOutcome } from "../requirement";
import { teamsOf } from "./accounts";
import { automatic } from "./automatic";
import type { ClaimsOf } from "./claims";
import { type Assignment, assigned, choices, type Place } from "./matching";
import { membersOf } from "./requirements";
import { type Reviewer, reviewersOf } from "./reviewers";
import { type Writers, writersOf } from "./writers";

/** By what requirements are judged. */
export interface JudgedBy {
  readonly base: Estate | undefined;
  readonly head: Estate;
  readonly pull?: Pull | undefined;
  /** What a hosting service vouches for of who asks: the claims of an ID token that was verified before. */
  readonly claims?: ClaimsOf | undefined;
}

/**
 * What is asked of a pull request, as it stands. A review counts if its author, by number alone, is at the base one of those who
 * approve, has no part in the change, approved the head commit, and withdrew it by no later review; everyone counts for one step, and
 * of a critical role every team for one.
 *
 * Of a commit's author whom nobody knows (no number, and an e-mail address that nobody is declared with) it cannot be told that they are
 * none of the reviewers. So as many approvals are left out as there are such people, whichever they are: the rest has to do.
 *
 * @param by.pull absent where no reviews are given: then only an automatic approval meets anything
 * @param by.base absent where nothing was declared: then nothing is met
 * @param by.claims absent where no verified ones are given; then a condition that asks for them asks a person
 */
export function judgeApprovals(requirements: readonly Requirement[], by: JudgedBy): readonly RequirementOutcome[] {
  const { base, head, pull } = by;
  if (base === undefined) return requirements.map(unjudged);
  const stage = pull && { pull, base, head, reviewers: reviewersOf(pull, base), writers: writersOf(pull, base, head) };
  return requirements.map((requirement): RequirementOutcome => {
    const byPeople = stage ? judge(requirement, stage) : unjudged(requirement);
    const { part, name } = requirement.subject;
    const byRule = part === "grants" ? automatic(name, { ...by, base }) : undefined;
    if (byRule === undefined) return byPeople;
    return { ...byPeople, met: byPeople.met || byRule.decision === "approved", automatic: byRule };
  });
}

interface Stage {
  readonly pull: Pull;
  readonly base: Estate;
  readonly head: Estate;
  readonly reviewers: readonly Reviewer[];
  readonly writers: Writers;
}

function unjudged(requirement: Requirement): RequirementOutcome {
  const steps = requirement.steps.map((step) => ({ step, given: [], missing: step.count, refused: [] }));
  return { requirement, met: false, steps };
}

function judge(requirement: Requirement, stage: Stage): RequirementOutcome {
  const { base, writers } = stage;
  const members = requirement.steps.map(({ from }) => membersOf(from, base));
  const reasons = stage.reviewers.map((reviewer) => ({ reviewer, why: refusalOf(reviewer, requirement, writers) }));
  const counting = new Set(
    reasons.flatMap(({ reviewer, why }) => (why === undefined && reviewer.identity ? [reviewer.identity] : [])),
  );
  const places = requirement.steps.map(({ count }, step): Place => {
    return { count, people: new Set([...counting].filter((name) => members[step]?.has(name))) };
  });
  const { assignment, left } = withUnknown(requirement, places, stage);
  const perhapsUnknown = `could be ${writers.unknown.map(({ who, where }) => `${who} of ${where}`).join(" or ")}, who is nobody that the estate knows`;
  const steps = requirement.steps.map((step, position): StepOutcome => {
    const given = stage.reviewers.flatMap(({ identity, review }) =>
      identity !== undefined && assignment.get(identity) === position ? [{ identity, review }] : [],
    );
    const refused = reasons.flatMap(({ reviewer, why }) => {
      const { identity, who } = reviewer;
      if (identity !== undefined && assignment.has(identity)) return [];
      const isMember = identity !== undefined && members[position]?.has(identity) === true;
      if (reviewer.review.state === "commented" && !isMember) return [];
      if (why !== undefined) return [{ who, why }];
      if (!isMember) return [{ who, why: outsider(identity, step, stage) }];
      if (identity !== undefined && left.has(identity)) return [{ who, why: perhapsUnknown }];
      return given.length < step.count ? [{ who, why: sameTeam(requirement) }] : [];
    });
    return { step, given, missing: step.count - given.length, refused };
  });
  const notes = writers.unknown.map(
    ({ who, where }) => `${who}, of ${where}, is nobody that the estate knows, and could be a reviewer`,
  );
  const met = steps.length > 0 && steps.every(({ missing }) => missing === 0);
  return { requirement, met, steps, ...(notes.length === 0 ? {} : { notes }) };
}

/** Why a review does not count for anything of this requirement. */
function refusalOf(reviewer: Reviewer, { requesters }: Requirement, writers: Writers): string | undefined {
  const { identity, id, why } = reviewer;
  if (identity === undefined) return why;
  const asks = requesters.get(identity) ?? writers.known.get(identity);
  if (asks !== undefined) return `is a requester: ${identity} ${asks}`;
  if (id !== undefined && writers.numbers.has(id)) return "is a requester: the account has a part in the change";
  return why;
}

function outsider(identity: string | undefined, { from }: RequiredStep, { head }: Stage): string {
  const where = `${from.kind === "team" ? "team" : "approval group"} ${from.name}`;
  const joins = identity !== undefined && membersOf(from, head).has(identity);
  return joins ? `is of the ${where} only by this change; the base decides` : `is not of the ${where} at the base`;
}

function sameTeam({ distinctTeams }: Requirement): string {
  return distinctTeams
    ? "speaks for a team that has approved another step, and the steps of a critical role need different teams"
    : "is counted for no step";
}

/**
 * Who stands where, if the unknown writers are the reviewers whom one would miss most.
 */
function withUnknown(
  { distinctTeams, steps }: Requirement,
  places: readonly Place[],
  { base, writers }: Stage,
): { readonly assignment: Assignment; readonly left: ReadonlySet<string> } {
  const teams = (person: string): readonly string[] => {
    const own = teamsOf(person, base);
    return own.length > 0
      ? own
      : steps.flatMap(({ from, approvers }) => (approvers.includes(person) ? [groupTeam(from, base)] : []));
  };
  const assign = (some: readonly Place[]): Assignment => (distinctTeams ? assigned(some, teams) : assigned(some));
  const wanted = places.reduce((sum, { count }) => sum + count, 0);
  const people = [...new Set(places.flatMap((place) => [...place.people]))];
  const leaving = choices(people, writers.unknown.length) ?? [people];
  let worst: { assignment: Assignment; left: ReadonlySet<string> } | undefined;
  for (const choice of leaving) {
    const left = new Set(choice);
    const assignment = assign(
      places.map((place) => ({ ...place, people: new Set([...place.people].filter((each) => !left.has(each))) })),
    );
    if (worst === undefined || assignment.size < worst.assignment.size) worst = { assignment, left };
  }
  if (worst === undefined || worst.assignment.size === wanted) return { assignment: assign(places), left: new Set() };
  return worst;
}

function groupTeam({ kind, name }: RequiredStep["from"], base: Estate): string {
  return kind === "team" ? name : (base.approvalGroups.get(name)?.team.name ?? name);
}
