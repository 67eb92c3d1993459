import type { Grant } from "../../estate/types";
import { canonicalGrant } from "../../lease/canonical";
import { canonicalText } from "../../lease/digest";
import { windowOf } from "../../lease/window";
import type { Instant } from "../../time/instant";

/**
 * Whether a grant only ends sooner, or holds for less, than it did: revoked, completed, shortened, for fewer targets or fewer actions.
 * Nobody has to approve that. Not narrower are another role, identity, task, ticket or justification, an activation, and a start that is
 * taken away, since the next activation would give the whole time anew.
 */
export function isNarrower(is: Grant, was: Grant): boolean {
  return (
    rest(is) === rest(was) &&
    is.ttl <= was.ttl &&
    within(extensions(is), extensions(was)) &&
    (was.targets === undefined || (is.targets !== undefined && within(names(is.targets), names(was.targets)))) &&
    (was.actions === undefined || (is.actions !== undefined && within(is.actions, was.actions))) &&
    notLater(is.revoked, was.revoked) &&
    notLater(is.completed, was.completed) &&
    isInTime(is, was)
  );
}

function isInTime(is: Grant, was: Grant): boolean {
  if (is.start === undefined || was.start === undefined) return is.start === was.start;
  const [now, before] = [windowOf(is), windowOf(was)];
  if (now === undefined) return true;
  return before !== undefined && now.start >= before.start && now.end <= before.end;
}

function notLater(is: Instant | undefined, was: Instant | undefined): boolean {
  return was === undefined || (is !== undefined && is <= was);
}

/** All that has to be the same. */
function rest(grant: Grant): string {
  const { name, role, identity, task, ticket, justification, approvals } = grant;
  const always = { name, role, identity, approvals, ttl: 0, extensions: [] };
  return canonicalText(
    canonicalGrant({
      ...always,
      ...(task ? { task } : {}),
      ...(ticket === undefined ? {} : { ticket }),
      ...(justification === undefined ? {} : { justification }),
    }),
  );
}

function extensions({ extensions: all }: Grant): readonly string[] {
  return all.map(({ by, at }) => `${by} ${at}`);
}

function names(things: readonly { readonly name: string }[]): readonly string[] {
  return things.map(({ name }) => name);
}

/** Of a list that may hold one thing twice. */
function within(some: readonly string[], all: readonly string[]): boolean {
  const left = [...all];
  return some.every((each) => {
    const position = left.indexOf(each);
    if (position >= 0) left.splice(position, 1);
    return position >= 0;
  });
}
