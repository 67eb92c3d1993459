import { formatInstant, type Instant } from "../../../time/instant";
import type { Window } from "../../../time/window";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import { judge, startIsPast } from "../../lease/judge";
import { later, textOf } from "../../lease/links";
import { outputsOf } from "../../lease/outputs";
import { becomes } from "../../protocol/compare";
import type { Answer, ApplyRequest, Told } from "../../protocol/provider";
import { typeOf } from "../../protocol/types";
import { Unknown, type Values } from "../../protocol/value";
import { isError, toldAt } from "../../told-of";
import { forget, madeBeside, nameMadeTwice, remember } from "./made";
import { nameOf, nameTaken } from "./name";
import { hasEnded, isProlongedAfterEnd } from "./plan-kept";
import { plannedOf, startKept, windowOf } from "./planned";
import { grantSchema } from "./schema";
import { windowIn } from "./state";
import { type Supposed, suppose } from "./supposed";
import { type Terms, termsOf } from "./terms";

/** Makes, changes or ends a lease. */
export function applyGrant({ config, prior, planned }: ApplyRequest, configured: Configured): Answer<Values | null> {
  if (planned === null || config === null) {
    if (prior !== null) forget(configured, prior);
    return { told: [], result: null };
  }
  const { declared, clock } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  if (clock === undefined) return { told: [nowUnknown] };
  const found = termsOf(config, declared);
  if ("told" in found) return found;
  const now = clock.now();
  const before = prior === null ? undefined : windowIn(prior);
  const { supposed, window } = settled(found.terms, planned, before?.start ?? now);
  const beside = madeBeside(configured, supposed.grant);
  const told = before
    ? [
        ...(isProlongedAfterEnd(window, before, now) ? [hasEnded(before)] : []),
        ...judge(declared, { ...supposed, beside }),
      ]
    : refusedAtMaking({ supposed, window, planned, now }, declared, configured);
  if (told.some(isError)) return { told };
  const made = plannedOf(config, {
    name: supposed.grant.name,
    active: planned.active === true,
    window,
    outputs: outputsOf(declared.estate, supposed.grant),
  });
  const result = before && prior ? { ...made, ...startKept(config, prior) } : made;
  if (!becomes(typeOf(grantSchema), planned, result)) return { told: [changedSincePlan(declared)] };
  remember(configured, supposed.grant);
  return { told, result };
}

/** The lease that the terms are of, now that all of them are known. */
function settled(
  terms: Terms,
  planned: Values,
  otherwise: Instant,
): { readonly supposed: Supposed; readonly window: Window } {
  const name = textOf(planned.name);
  const supposed = suppose(terms, name === later || name === undefined ? nameOf(terms) : name, {
    start: (terms.start === later ? undefined : terms.start) ?? otherwise,
    isCertain: true,
  });
  const window = supposed && windowOf(supposed);
  if (supposed === undefined || window === undefined || supposed.unknown.size > 0) {
    throw new Error("fault in leasehold: a lease is applied of which something is unknown");
  }
  return { supposed, window };
}

/** How long ago a start may be that was only known when what it comes from had been made. */
const leeway = 3600;

interface Making {
  readonly supposed: Supposed;
  readonly window: Window;
  readonly planned: Values;
  readonly now: Instant;
}

function refusedAtMaking(
  { supposed, window, planned, now }: Making,
  declared: DeclaredEstate,
  configured: Configured,
): readonly Told[] {
  const { grant } = supposed;
  const isLate = planned.starts_at instanceof Unknown && window.start < now - leeway;
  return [
    ...(window.end <= now ? [isOver(window, now)] : isLate ? [startIsPast(window.start, now)] : []),
    ...nameTaken(grant.name, declared),
    ...nameMadeTwice(configured, grant),
    ...judge(declared, { ...supposed, now, beside: madeBeside(configured, grant) }),
  ];
}

function isOver({ end }: Window, now: Instant): Told {
  return toldAt(
    { summary: "The lease is over before it is made", path: ["start"] },
    `It would end at ${formatInstant(end)}, and it is ${formatInstant(now)}.`,
    "Write a later `start`, and plan again.",
    undefined,
  );
}

function changedSincePlan({ directory }: DeclaredEstate): Told {
  return toldAt(
    { summary: "The estate is another than when this was planned" },
    `By what ${directory} declares now, the lease would not be what the plan says.`,
    "Plan again.",
    undefined,
  );
}
