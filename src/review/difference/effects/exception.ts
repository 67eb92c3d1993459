import type { BreakGlass, Task, Waiver } from "../../../estate/types";
import { windowOf } from "../../../lease/window";
import { humanDuration } from "../../../time/duration";
import { formatInstant } from "../../../time/instant";
import type { Effect } from "../../change";
import { type Held, heldByBreakGlass, written } from "../amount";
import type { Context } from "../context";
import { namesIn } from "../people";
import { leavesStanding } from "../standing";
import { called, effect, listed, placed, without } from "../words";
import { ownershipEffects } from "./ownership";
import { classEffects, heldEffects } from "./role-reach";

/** What an exception lets stand, and for how long. */
export function waiverEffects(was: Waiver | undefined, is: Waiver | undefined, { now }: Context): readonly Effect[] {
  const expired = (waiver: Waiver): boolean => now !== undefined && waiver.expires <= now;
  if (is === undefined) {
    if (was === undefined) return [];
    const text = `${was.rule} holds again for ${was.resource}`;
    return [effect(expired(was) ? "restates" : "tightens", "exception", text)];
  }
  const until = formatInstant(is.expires);
  const unexplained = leavesStanding(is) ? ", which no lease explains" : "";
  const whole = `what ${is.rule} finds of ${is.resource} stands until ${until}${unexplained}, accepted by ${is.acceptedBy.name}: ${is.reason}`;
  if (was === undefined) return [effect(expired(is) ? "restates" : "unguards", "exception", whole)];
  const found: Effect[] = [];
  if (was.rule !== is.rule || was.resource !== is.resource) {
    found.push(
      effect("unguards", "exception", whole),
      effect("tightens", "exception", `${was.rule} holds again for ${was.resource}`),
    );
  } else if (was.expires !== is.expires) {
    const text = `what ${is.rule} finds of ${is.resource} stands until ${until} instead of ${formatInstant(was.expires)}`;
    found.push(effect(is.expires > was.expires ? "unguards" : "tightens", "exception", text));
  }
  if (was.owner.name !== is.owner.name) {
    found.push(
      effect(
        "widens",
        "ownership",
        `team ${is.owner.name} answers for exception ${is.name} instead of ${was.owner.name}`,
      ),
    );
  }
  if (was.acceptedBy.name !== is.acceptedBy.name) {
    found.push(
      effect(
        "widens",
        "exception",
        `${is.acceptedBy.name} is said to have accepted exception ${is.name} instead of ${was.acceptedBy.name}`,
      ),
    );
  }
  if (was.reason !== is.reason)
    found.push(effect("restates", "exception", `exception ${is.name} has another reason: ${is.reason}`));
  return found;
}

/** Who may act in an emergency, as what, and who hears of it. */
export function breakGlassEffects(
  was: BreakGlass | undefined,
  is: BreakGlass | undefined,
  { views }: Context,
): readonly Effect[] {
  const [before, after] = [was, is].map((role) => namesIn(role?.people ?? [])) as [
    readonly string[],
    readonly string[],
  ];
  if (is === undefined) {
    return was === undefined
      ? []
      : [effect("loses", "access", `${listed(before)} may no longer use ${was.name}, which needed no lease`)];
  }
  const view = views.breakGlass(is);
  const use = `${is.name} in ${placed(is.target)} at any time, without a lease or an approval: ${view.amount.text}`;
  if (was === undefined) return [effect("gains", "access", `${listed(after)} may use ${use}`)];
  const [added, removed] = [without(after, before), without(before, after)];
  const found: Effect[] = [];
  if (added.length > 0) found.push(effect("gains", "access", `${listed(added)} may use ${use}`));
  if (removed.length > 0) found.push(effect("loses", "access", `${listed(removed)} may no longer use ${is.name}`));
  found.push(...heldEffects(heldByBreakGlass(was), heldByBreakGlass(is), `whoever uses ${is.name}`));
  found.push(...classEffects(views.breakGlass(was).amount, view.amount, is.name));
  if (was.target.name !== is.target.name) {
    found.push(
      effect(
        "gains",
        "scope",
        `${listed(after)} may use ${is.name} in ${placed(is.target)} instead of ${placed(was.target)}`,
      ),
    );
  }
  found.push(...alarmEffects(was, is));
  if (was.reviewWithin !== is.reviewWithin) {
    const text = `a use of ${is.name} is reviewed within ${humanDuration(is.reviewWithin)} instead of ${humanDuration(was.reviewWithin)}`;
    found.push(effect(is.reviewWithin > was.reviewWithin ? "widens" : "tightens", "review", text));
  }
  return [...found, ...ownershipEffects(was.owners, is.owners, is.name)];
}

function alarmEffects(was: BreakGlass, is: BreakGlass): readonly Effect[] {
  const found: Effect[] = [];
  for (const [kind, what] of [
    ["sns", "topic"],
    ["channel", "channel"],
  ] as const) {
    const [before, after] = [was.alarm?.[kind], is.alarm?.[kind]];
    if (before === after) continue;
    if (before === undefined)
      found.push(effect("tightens", "guardrail", `a use of ${is.name} is told to ${what} ${after}`));
    else if (after === undefined)
      found.push(effect("unguards", "guardrail", `a use of ${is.name} is no longer told to ${what} ${before}`));
    else
      found.push(
        effect("unguards", "guardrail", `a use of ${is.name} is told to ${what} ${after} instead of ${before}`),
      );
  }
  return found;
}

/** What agents may ask for. */
export function taskEffects(was: Task | undefined, is: Task | undefined, { after }: Context): readonly Effect[] {
  const [before, now] = [was, is].map((task) => namesIn(task?.agents ?? [])) as [readonly string[], readonly string[]];
  const name = is?.name ?? was?.name ?? "";
  const [added, removed] = [without(now, before), without(before, now)];
  const found: Effect[] = [];
  if (added.length > 0) found.push(effect("widens", "eligibility", `${listed(added)} may ask for task ${name}`));
  if (removed.length > 0)
    found.push(effect("tightens", "eligibility", `${listed(removed)} may no longer ask for task ${name}`));
  if (was === undefined || is === undefined) return found;
  const reach = heldEffects(heldByTask(was), heldByTask(is), `whoever has task ${name}`);
  found.push(...reach);
  if (reach.some(({ direction }) => direction === "widens")) {
    const open = after.openGrantsFor(name).flatMap((grant) => {
      const window = windowOf(grant);
      return window === undefined ? [] : [`${called(grant.identity)} until ${formatInstant(window.end)}`];
    });
    if (open.length > 0)
      found.push(
        effect("gains", "access", `who has a lease of task ${name} already gains it at once: ${listed(open.sort())}`),
      );
  }
  return found;
}

function heldByTask({ statements }: Task): Held {
  return { statements: written(statements), managedPolicies: [], gcpRoles: [] };
}
