import type { Grant } from "../../../estate/types";
import { formatInstant, type Instant } from "../../../time/instant";
import { holds, type Window } from "../../../time/window";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import { same } from "../../protocol/compare";
import type { Answer, Planned, Told } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import type { Value, Values } from "../../protocol/value";
import { toldAt } from "../../told-of";
import { judge } from "./judge";
import { outputsOf } from "./outputs";
import { planNew } from "./plan-new";
import { plannedOf, windowOf } from "./planned";
import { replacing } from "./schema";
import { windowIn } from "./state";
import { suppose, veiled } from "./supposed";
import { instantOf, later, type Terms, termsOf, textOf } from "./terms";

/** A configuration, and the lease as it is. */
export interface Kept {
  readonly config: Values;
  readonly prior: Values;
}

/** What a lease that is there will be: another one in its place, the same, or changed within what it may be. */
export function planKept(kept: Kept, configured: Configured): Answer<Planned> {
  const { config, prior } = kept;
  const replaced = replacing.filter((attribute) => asksForAnother(attribute, kept));
  if (replaced.length > 0) {
    const { told, result } = planNew(config, configured);
    if (result === undefined) return { told };
    return { told, result: { ...result, requiresReplace: replaced.map((attribute) => [attribute]) } };
  }
  if (configured.clock === undefined) return { told: [nowUnknown] };
  const window = windowIn(prior);
  if (window === undefined) return { told: [unreadable(prior)] };
  const now = configured.clock.now();
  const hasEnded = now >= window.end;
  if (hasEnded && isAsBefore(kept)) return planEnded(kept, configured.declared);
  if (configured.declared === undefined) return { told: [withoutEstate(configured)] };
  return planChanged(kept, { window, now }, configured.declared);
}

/** Whether an attribute's change can only be met by another lease. */
function asksForAnother(attribute: (typeof replacing)[number], { config, prior }: Kept): boolean {
  const [wanted, had] = [textOf(config[attribute]), textOf(prior[attribute])];
  if (attribute === "name" && wanted === undefined) return false;
  if (attribute !== "start" || wanted === later) return wanted !== had;
  // The window is what counts, not how its start is written, or whether it is.
  return wanted !== undefined && instantOf(config.start) !== windowIn(prior)?.start;
}

const changeable = ["ttl", "ticket", "justification"] as const;

function isAsBefore({ config, prior }: Kept): boolean {
  return changeable.every((attribute) => same("string", config[attribute] ?? null, prior[attribute] ?? null));
}

/** A lease that has ended stays what it was: nothing hangs on it any more, whatever became of its role. */
function planEnded({ config, prior }: Kept, declared: DeclaredEstate | undefined): Answer<Planned> {
  const planned = recordOf(
    Object.entries(prior).map(([name, value]): [string, Value] => {
      if (name === "active") return [name, false];
      return [name, name === "start" ? (config.start ?? null) : value];
    }),
  );
  return { told: declared ? remarks(config, declared) : [], result: { planned } };
}

/** What would be an error if the lease had not ended. */
function remarks(config: Values, declared: DeclaredEstate): readonly Told[] {
  const { terms, told } = termsOf(config, declared);
  const maximum = terms ? tooLong(terms, declared) : [];
  return [...told, ...maximum].map((one) => ({
    ...one,
    severity: "warning",
    summary: "The estate would not let this lease be made again",
    detail: `${one.detail}\n\nThe lease has ended, so nothing has to be done; remove the resource when it is needed no longer.`,
  }));
}

function tooLong(terms: Terms, declared: DeclaredEstate): readonly Told[] {
  const supposed = suppose(terms, "this_lease", { start: 0, isCertain: true });
  if (supposed === undefined) return [];
  return judge(declared, supposed).filter(({ path }) => path?.[0] === "ttl");
}

function planChanged(
  { config, prior }: Kept,
  { window, now }: { readonly window: Window; readonly now: Instant },
  declared: DeclaredEstate,
): Answer<Planned> {
  const { terms, told } = termsOf(config, declared);
  if (terms === undefined) return { told: told.map(stillHeld) };
  const name = textOf(prior.name) ?? later;
  const supposed = suppose(terms, name, { start: window.start, isCertain: true });
  if (supposed === undefined) throw new Error("fault in leasehold: a lease of nothing known is kept");
  const prolonged = prolongedAfterEnd(supposed.grant, window, now);
  if (prolonged && !supposed.unknown.has("ttl")) return { told: [prolonged] };
  const refused = judge(declared, supposed);
  if (refused.some(({ severity }) => severity === "error")) return { told: refused.map(stillHeld) };
  const changed = windowOf(supposed);
  const planned = plannedOf(config, {
    name,
    active: holds(changed ?? window, now),
    window: changed,
    outputs: veiled(outputsOf(declared.estate, supposed.grant), supposed, declared.estate),
  });
  return { told: refused, result: { planned: { ...planned, starts_at: prior.starts_at ?? null } } };
}

/** What is told of a lease that has ended and is to last longer. */
export function prolongedAfterEnd({ ttl }: Grant, { start, end }: Window, now: Instant): Told | undefined {
  if (now < end || start + ttl <= end) return undefined;
  return toldAt(
    { summary: "The lease has ended", path: ["ttl"] },
    `It ended at ${formatInstant(end)}, and a lease that has ended is not made longer.`,
    "Ask for a new one: terraform apply -replace=ADDRESS, or another resource. To keep this one, write the `ttl` that it had.",
    undefined,
  );
}

function stillHeld(told: Told): Told {
  const mend = "The lease is still held: to end it now, remove the resource; it ends by itself in any case.";
  return { ...told, detail: `${told.detail}\n\n${mend}` };
}

function unreadable({ starts_at, ends_at }: Values): Told {
  return toldAt(
    { summary: "The state holds no window" },
    `The window in the state cannot be read (${String(starts_at)} to ${String(ends_at)}).`,
    "Restore the state, or take the lease out of it (terraform state rm) and import it.",
    undefined,
  );
}
