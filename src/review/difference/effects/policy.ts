import { defaultCeilings, type Policy, type Sensitivity } from "../../../estate/types";
import { canonicalText } from "../../../lease/digest";
import { humanDuration } from "../../../time/duration";
import type { Effect } from "../../change";
import { canonicalOf } from "../canonical";
import type { Context } from "../context";
import { effect } from "../words";

const levels: readonly Sensitivity[] = ["critical", "high", "moderate", "low"];

/** What holds for the whole estate. */
export function policyEffects(was: Policy, is: Policy, { after }: Context): readonly Effect[] {
  const found: Effect[] = [];
  if (was.governance.name !== is.governance.name) {
    const text = `team ${is.governance.name} decides on exceptions, policy and break-glass instead of ${was.governance.name}`;
    found.push(effect("unguards", "ownership", text));
  }
  for (const level of levels) {
    const [from, to] = [was, is].map(({ ceilings }) => ceilings[level] ?? defaultCeilings[level]) as [number, number];
    if (from === to) continue;
    const text = `roles of ${level} sensitivity may be leased for up to ${humanDuration(to)} instead of ${humanDuration(from)}`;
    found.push(effect(to > from ? "unguards" : "tightens", "guardrail", text));
  }
  if (was.cooldown !== is.cooldown) {
    const text = `leases of one role count as one when they are closer than ${humanDuration(is.cooldown)} instead of ${humanDuration(was.cooldown)}`;
    found.push(effect(is.cooldown < was.cooldown ? "unguards" : "tightens", "guardrail", text));
  }
  if (was.maxAdvance !== is.maxAdvance) {
    const text = `a lease may begin up to ${humanDuration(is.maxAdvance)} ahead instead of ${humanDuration(was.maxAdvance)}`;
    found.push(effect(is.maxAdvance > was.maxAdvance ? "widens" : "tightens", "requirements", text));
  }
  if (was.prefix !== is.prefix) found.push(renamed("prefix", was.prefix, is.prefix));
  if (was.ownerTag !== is.ownerTag) {
    const owned = [...after.estate.roles.values()].some(
      ({ aws, gcp }) => aws?.ownedResourcesOnly === true || gcp?.ownedResourcesOnly !== undefined,
    );
    const text = `resources show their owner by tag ${is.ownerTag ?? "(none)"} instead of ${was.ownerTag ?? "(none)"}`;
    found.push(
      owned
        ? effect("widens", "scope", `${text}, by which roles are held to what is their owner's`)
        : effect("restates", "ownership", text),
    );
  }
  return [...found, ...elsewhere(was, is)];
}

/** Every path, name and tag holds it, so that all is made anew. */
export function renamed(what: string, from: string, to: string): Effect {
  const text = `the ${what} is ${to} instead of ${from}: every role, policy, path and tag is renamed, so every lease is made anew and what names the old ones loses its hold`;
  return effect("unguards", "guardrail", text);
}

function elsewhere(was: Policy, is: Policy): readonly Effect[] {
  const found: Effect[] = [];
  const [before, after] = [canonicalOf.policy(was), canonicalOf.policy(is)];
  if (canonicalText(before.backend) !== canonicalText(after.backend)) {
    found.push(
      effect(
        "unguards",
        "guardrail",
        "states are kept elsewhere: without the old state, what stands is managed by nobody",
      ),
    );
  }
  if (canonicalText(before.audit) !== canonicalText(after.audit)) {
    found.push(
      was.audit === undefined
        ? effect("tightens", "guardrail", "where the trails go is declared")
        : effect(
            "unguards",
            "guardrail",
            is.audit === undefined
              ? "where the trails go is no longer declared"
              : "the trails go elsewhere, or are kept for another time",
          ),
    );
  }
  return found;
}
