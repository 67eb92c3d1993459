import type { Instant } from "../../../time/instant";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import { judge, startIsPast } from "../../lease/judge";
import { type Known, later } from "../../lease/links";
import { outputsOf } from "../../lease/outputs";
import type { Answer, Planned, Told } from "../../protocol/provider";
import type { Values } from "../../protocol/value";
import { isError } from "../../told-of";
import { nameOf, nameTaken } from "./name";
import { plannedOf, windowOf } from "./planned";
import { type Supposed, suppose, veiled } from "./supposed";
import { type Terms, termsOf } from "./terms";

/** What a lease that is to be made will be. */
export function planNew(config: Values, configured: Configured): Answer<Planned> {
  const { declared, clock } = configured;
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  if (clock === undefined) return { told: [nowUnknown] };
  const now = clock.now();
  const found = termsOf(config, declared);
  if ("told" in found) return found;
  const { terms } = found;
  const name = nameOf(terms);
  const start = terms.start === later ? undefined : terms.start;
  const supposed = suppose(terms, name, { start: start ?? now, isCertain: start !== undefined });
  const told = refusals({ terms, name, supposed, now }, declared);
  if (told.some(isError)) return { told };
  const planned = plannedOf(config, {
    name,
    active: start === undefined || start <= now,
    window: supposed && windowOf(supposed),
    outputs: supposed && veiled(outputsOf(declared.estate, supposed.grant), supposed, declared.estate),
  });
  return { told, result: { planned } };
}

interface Wanted {
  readonly terms: Terms;
  readonly name: Known<string>;
  readonly supposed: Supposed | undefined;
  readonly now: Instant;
}

function refusals({ terms, name, supposed, now }: Wanted, declared: DeclaredEstate): readonly Told[] {
  const { start } = terms;
  const past = start !== later && start !== undefined && start < now ? [startIsPast(start, now)] : [];
  const taken = name === later ? [] : nameTaken(name, declared);
  const found = supposed ? judge(declared, { ...supposed, now }) : [];
  return [...past, ...taken, ...found];
}
