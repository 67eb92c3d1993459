import type { Instant } from "../../../time/instant";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import type { Answer, Planned, Told } from "../../protocol/provider";
import type { Values } from "../../protocol/value";
import { judge, startIsPast } from "./judge";
import { isTaken, nameOf } from "./name";
import { outputsOf } from "./outputs";
import { plannedOf, windowOf } from "./planned";
import { type Supposed, suppose, veiled } from "./supposed";
import { type Known, later, type Terms, termsOf } from "./terms";

/** What a lease that is to be made will be. */
export function planNew(config: Values, configured: Configured): Answer<Planned> {
  const { declared, clock } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  if (clock === undefined) return { told: [nowUnknown] };
  const now = clock.now();
  const { terms, told } = termsOf(config, declared);
  if (terms === undefined) return { told };
  const name = nameOf(terms);
  const start = terms.start === later ? undefined : terms.start;
  const supposed = suppose(terms, name, { start: start ?? now, isCertain: start !== undefined });
  const refused = [...told, ...refusals({ terms, name, supposed, now }, declared)];
  if (refused.some(({ severity }) => severity === "error")) return { told: refused };
  const planned = plannedOf(config, {
    name,
    active: start === undefined || start <= now,
    window: supposed && windowOf(supposed),
    outputs: supposed && veiled(outputsOf(declared.estate, supposed.grant), supposed, declared.estate),
  });
  return { told: refused, result: { planned } };
}

function refusals(
  { terms, name, supposed, now }: { terms: Terms; name: Known<string>; supposed: Supposed | undefined; now: Instant },
  declared: DeclaredEstate,
): readonly Told[] {
  const { start } = terms;
  const past = start !== later && start !== undefined && start < now ? [startIsPast(start, now)] : [];
  const taken = name === later ? undefined : isTaken(name, declared);
  return [...past, ...(taken ? [taken] : []), ...(supposed ? judge(declared, { ...supposed, now }) : [])];
}
