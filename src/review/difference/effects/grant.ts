import { targetsOfGrant } from "../../../estate/targets";
import type { Grant } from "../../../estate/types";
import { windowOf } from "../../../lease/window";
import { humanDuration } from "../../../time/duration";
import { formatInstant, type Instant } from "../../../time/instant";
import type { Window } from "../../../time/window";
import type { Effect, GrantView } from "../../change";
import { heldByGrant } from "../amount";
import { beyond, isNothing } from "../beyond";
import type { Context } from "../context";
import { isOpen, isRequested } from "../uses";
import { called, effect, listed, namesOf, without } from "../words";
import { beyondText } from "./beyond-text";

/** What becomes of one grant. */
export function grantEffects(was: Grant | undefined, is: Grant | undefined, context: Context): readonly Effect[] {
  if (was === undefined) return is === undefined ? [] : appearing(is, context);
  if (is === undefined) return vanishing(was, context);
  if (isOther(was, is)) return [...vanishing(was, context), ...appearing(is, context), ...recorded(was, is)];
  return [...times(was, is, context), ...reach(was, is), ...recorded(was, is)];
}

/** To somebody else, or of another role: one access goes and another comes. */
function isOther(was: Grant, is: Grant): boolean {
  return was.role.name !== is.role.name || was.identity.name !== is.identity.name;
}

function appearing(grant: Grant, { views, now }: Context): readonly Effect[] {
  const view = views.grant(grant);
  const window = windowOf(grant);
  if (window !== undefined) {
    if (isOpen(grant, now)) return [effect("gains", "access", `${subjectOf(grant, view)} ${windowText(window)}`)];
    return [
      effect(
        "restates",
        "access",
        `the lease of ${grant.role.name} to ${grant.identity.name} had ended by ${formatInstant(window.end)}`,
      ),
    ];
  }
  if (isRequested(grant)) {
    const until = `for ${humanDuration(view.length)} from when it is activated`;
    return [effect("gains", "access", `${subjectOf(grant, view)} ${until}`)];
  }
  return [effect("restates", "access", `grant ${grant.name} was ended before it began, and gives nothing`)];
}

/** `dana may use reader in orders-prod (read access)`, which a time follows. */
function subjectOf({ identity, role }: Grant, view: GrantView): string {
  const where = view.places.map(({ target }) => target);
  const task = view.task === undefined ? "" : ` for task ${view.task}`;
  return `${called(identity)} may use ${role.name}${task} in ${listed(where)} (${view.amount.text})`;
}

function windowText({ start, end }: Window): string {
  return `from ${formatInstant(start)} until ${formatInstant(end)}`;
}

function vanishing(grant: Grant, { now }: Context): readonly Effect[] {
  const window = windowOf(grant);
  const { identity, role } = grant;
  if (window !== undefined && isOpen(grant, now)) {
    const text = `${called(identity)} may no longer use ${role.name}, which would have ended at ${formatInstant(window.end)}`;
    return [effect("loses", "access", text)];
  }
  if (window !== undefined) {
    return [
      effect(
        "restates",
        "access",
        `the lease of ${role.name} to ${identity.name} had ended by ${formatInstant(window.end)}`,
      ),
    ];
  }
  if (isRequested(grant)) {
    return [effect("loses", "access", `the request of ${identity.name} for ${role.name} is withdrawn`)];
  }
  return [effect("restates", "access", `grant ${grant.name} had been ended before it began, and gave nothing`)];
}

function times(was: Grant, is: Grant, context: Context): readonly Effect[] {
  const [before, after] = [windowOf(was), windowOf(is)];
  if (before === undefined || after === undefined) {
    if (isRequested(was) && isRequested(is)) return requestedLength(was, is, context);
    if (before === undefined && after === undefined && !isRequested(was) && !isRequested(is)) return [];
    // Activated, ended before it began, or the other way round.
    return after === undefined && !isRequested(is) ? vanishing(was, context) : appearing(is, context);
  }
  const who = called(is.identity);
  const { now } = context;
  const found: Effect[] = [];
  const whenOf = (instant: Instant): string => formatInstant(instant);
  if (after.end > before.end) {
    const text = `${who} may use ${is.role.name} until ${whenOf(after.end)} instead of ${whenOf(before.end)}`;
    found.push(effect(now !== undefined && after.end <= now ? "restates" : "widens", "access", text));
  }
  if (after.end < before.end) {
    const how = is.revoked === after.end ? "revoked: " : is.completed === after.end ? "completed: " : "";
    const text = `${how}${who} may use ${is.role.name} until ${whenOf(after.end)} instead of ${whenOf(before.end)}`;
    found.push(effect(now !== undefined && before.end <= now ? "restates" : "loses", "access", text));
  }
  if (after.start !== before.start) {
    const text = `${who} may use ${is.role.name} from ${whenOf(after.start)} instead of ${whenOf(before.start)}`;
    found.push(effect(after.start < before.start ? "widens" : "loses", "access", text));
  }
  return found;
}

function requestedLength(was: Grant, is: Grant, { views }: Context): readonly Effect[] {
  const [before, after] = [views.grant(was).length, views.grant(is).length];
  if (before === after) return [];
  const text = `${called(is.identity)} asks for ${is.role.name} for ${humanDuration(after)} instead of ${humanDuration(before)}`;
  return [effect(after > before ? "widens" : "loses", "access", text)];
}

/** Where and what it allows, by the grant's own words; what its role allows otherwise is told of the role. */
function reach(was: Grant, is: Grant): readonly Effect[] {
  const found: Effect[] = [];
  const [before, after] = [was, is].map((grant) => namesOf(targetsOfGrant(grant))) as [
    readonly string[],
    readonly string[],
  ];
  const narrowed = was.targets !== undefined || is.targets !== undefined;
  const [more, less] = narrowed ? [without(after, before), without(before, after)] : [[], []];
  const who = called(is.identity);
  if (more.length > 0) found.push(effect("widens", "scope", `${who} may use ${is.role.name} in ${listed(more)} too`));
  if (less.length > 0)
    found.push(effect("loses", "scope", `${who} may no longer use ${is.role.name} in ${listed(less)}`));
  // Both are held against the role as it is now, so that only what the grant says makes a difference.
  const [held, holds] = [heldByGrant({ ...was, role: is.role }), heldByGrant(is)];
  const [wider, narrower] = [beyond(holds, held), beyond(held, holds)];
  if (!isNothing(wider)) found.push(effect("widens", "privilege", `${who} may also ${beyondText(wider, "forbade")}`));
  if (!isNothing(narrower))
    found.push(effect("loses", "privilege", `${who} may no longer ${beyondText(narrower, "now forbids")}`));
  if (was.task?.name !== is.task?.name) {
    const names = [was, is].map(({ task }) => (task === undefined ? "no task" : `task ${task.name}`));
    found.push(effect("restates", "privilege", `the lease is for ${names[1]} instead of ${names[0]}`));
  }
  return found;
}

function recorded(was: Grant, is: Grant): readonly Effect[] {
  const [before, after] = [was, is].map(({ approvals }) => approvals.map(({ by }) => by.name)) as [string[], string[]];
  const added = without(after, before);
  const removed = without(before, after);
  return [
    ...(added.length > 0 ? [effect("restates", "approval", `it records an approval by ${listed(added)}`)] : []),
    ...(removed.length > 0
      ? [effect("restates", "approval", `it no longer records an approval by ${listed(removed)}`)]
      : []),
    ...(was.ticket === is.ticket
      ? []
      : [
          effect("restates", "requirements", `the ticket is ${is.ticket ?? "none"} instead of ${was.ticket ?? "none"}`),
        ]),
    ...(was.justification === is.justification
      ? []
      : [effect("restates", "requirements", "the justification is another")]),
  ];
}
