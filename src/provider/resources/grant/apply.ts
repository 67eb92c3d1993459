import type { Grant } from "../../../estate/types";
import { formatInstant, type Instant } from "../../../time/instant";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import { becomes } from "../../protocol/compare";
import type { Answer, ApplyRequest, Told } from "../../protocol/provider";
import { typeOf } from "../../protocol/types";
import { Unknown, type Values } from "../../protocol/value";
import { toldAt } from "../../told-of";
import { judge, startIsPast } from "./judge";
import { forget, madeBeside, nameMadeTwice, remember } from "./made";
import { isTaken, nameOf } from "./name";
import { outputsOf } from "./outputs";
import { prolongedAfterEnd } from "./plan-kept";
import { plannedOf, windowOf } from "./planned";
import { grantSchema } from "./schema";
import { windowIn } from "./state";
import { type Supposed, suppose } from "./supposed";
import { later, termsOf, textOf } from "./terms";

/** Makes, changes or ends a lease. */
export function applyGrant({ config, prior, planned }: ApplyRequest, configured: Configured): Answer<Values | null> {
  if (planned === null || config === null) {
    if (prior !== null) forget(configured, prior);
    return { told: [], result: null };
  }
  const { declared, clock } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  if (clock === undefined) return { told: [nowUnknown] };
  const { terms, told } = termsOf(config, declared);
  if (terms === undefined) return { told };
  const now = clock.now();
  const window = prior === null ? undefined : windowIn(prior);
  const start = window?.start ?? (terms.start === later ? undefined : terms.start) ?? now;
  const supposed = suppose(terms, textOf(planned.name) === later ? nameOf(terms) : (textOf(planned.name) ?? later), {
    start,
    isCertain: true,
  });
  if (supposed === undefined || supposed.unknown.size > 0) {
    throw new Error("fault in leasehold: a lease is applied of which something is unknown");
  }
  const { grant } = supposed;
  const refused = window
    ? [...listed(prolongedAfterEnd(grant, window, now)), ...judge(declared, supposed)]
    : refusedAtMaking({ supposed, planned, now }, declared, configured);
  if (refused.some(({ severity }) => severity === "error")) return { told: refused };
  const made = plannedOf(config, {
    name: grant.name,
    active: planned.active === true,
    window: windowOf(supposed),
    outputs: outputsOf(declared.estate, grant),
  });
  const kept = window && prior ? { ...made, starts_at: prior.starts_at ?? null } : made;
  if (!becomes(typeOf(grantSchema), planned, kept)) return { told: [changedSincePlan(declared)] };
  remember(configured, grant);
  return { told: refused, result: kept };
}

/** How long ago a start may be that was only known when what it comes from had been made. */
const leeway = 3600;

function refusedAtMaking(
  { supposed, planned, now }: { supposed: Supposed; planned: Values; now: Instant },
  declared: DeclaredEstate,
  configured: Configured,
): readonly Told[] {
  const { grant } = supposed;
  const { start = now, ttl } = grant;
  const wasUnknown = planned.starts_at instanceof Unknown;
  return [
    ...(start + ttl <= now ? [over(grant, now)] : wasUnknown && start < now - leeway ? [startIsPast(start, now)] : []),
    ...listed(isTaken(grant.name, declared)),
    ...listed(nameMadeTwice(configured, grant)),
    ...judge(declared, { ...supposed, now, beside: madeBeside(configured, grant) }),
  ];
}

function listed(told: Told | undefined): readonly Told[] {
  return told === undefined ? [] : [told];
}

function over({ start = 0, ttl }: Grant, now: Instant): Told {
  return toldAt(
    { summary: "The lease is over before it is made", path: ["start"] },
    `It would end at ${formatInstant(start + ttl)}, and it is ${formatInstant(now)}.`,
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
