import type { Change, GrantView, RoleView, Sides } from "../../review/change";
import type { Pull, Review } from "../../review/pull";
import type { RequirementOutcome } from "../../review/requirement";
import { formatDuration } from "../../time/duration";
import { formatInstant } from "../../time/instant";
import { plainJson } from "../plain";
import type { ReviewReport } from "./report";

/** The judgement in its published form, and beside it all that was compared and asked; times and durations in ISO 8601. */
export function reviewJson({ judgement, outcome, pull }: ReviewReport): string {
  const { difference, requirements, met, plans } = outcome;
  return plainJson({
    ...judgement,
    met,
    changes: difference?.changes.map(changeJson) ?? [],
    requirements: requirements.map(requirementJson),
    ...(difference === undefined ? {} : { standing: difference.standing }),
    ...(plans.length === 0 ? {} : { plans: plans.map(({ findings: _, ...plan }) => plan) }),
    ...(pull === undefined ? {} : { pull: pullJson(pull) }),
  });
}

function changeJson({ grant, role, ...change }: Change): unknown {
  return {
    ...change,
    ...(grant === undefined ? {} : { grant: sides(grant, grantJson) }),
    ...(role === undefined ? {} : { role: sides(role, roleJson) }),
  };
}

function sides<T>({ was, is }: Sides<T>, to: (one: T) => unknown): unknown {
  return { ...(was === undefined ? {} : { was: to(was) }), ...(is === undefined ? {} : { is: to(is) }) };
}

function grantJson({ window, length, ended, ...grant }: GrantView): unknown {
  return {
    ...grant,
    length: formatDuration(length),
    ...(window === undefined ? {} : { window: { start: formatInstant(window.start), end: formatInstant(window.end) } }),
    ...(ended === undefined ? {} : { ended: { how: ended.how, at: formatInstant(ended.at) } }),
  };
}

function roleJson({ maximum, ...role }: RoleView): unknown {
  return { ...role, ...(maximum === undefined ? {} : { maximum: formatDuration(maximum) }) };
}

function requirementJson({ requirement, met, steps, automatic, notes }: RequirementOutcome): unknown {
  const { subject, because, distinctTeams, requesters } = requirement;
  return {
    subject,
    because,
    met,
    distinctTeams,
    requesters: [...requesters].map(([identity, why]) => ({ identity, why })),
    steps: steps.map(({ step, given, missing, refused }) => ({
      ...step,
      given: given.map(({ identity, review }) => ({ identity, ...timesOf(review) })),
      missing,
      refused,
    })),
    ...(notes === undefined || notes.length === 0 ? {} : { notes }),
    ...(automatic === undefined ? {} : { automatic }),
  };
}

function timesOf({ at, commit, url }: Review): Readonly<Record<string, string>> {
  return {
    ...(at === undefined ? {} : { at: formatInstant(at) }),
    ...(commit === undefined ? {} : { commit }),
    ...(url === undefined ? {} : { url }),
  };
}

function pullJson({ service, repository, number, head, base }: Pull): unknown {
  return { service, repository, number, head, base };
}
