import { formatInstant, type Instant } from "../../../time/instant";
import { holds, type Window } from "../../../time/window";
import { type Configured, type DeclaredEstate, nowUnknown, withoutEstate } from "../../configured";
import { judge } from "../../lease/judge";
import { instantOf, later, textOf } from "../../lease/links";
import { outputsOf } from "../../lease/outputs";
import { same } from "../../protocol/compare";
import type { Answer, Planned, Told } from "../../protocol/provider";
import { recordOf } from "../../protocol/record";
import type { Value, Values } from "../../protocol/value";
import { isError, toldAt } from "../../told-of";
import { planNew } from "./plan-new";
import { plannedOf, startKept, windowOf } from "./planned";
import { replacing } from "./schema";
import { windowIn } from "./state";
import { suppose, veiled } from "./supposed";
import { termsOf } from "./terms";

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
  const { declared, clock } = configured;
  if (clock === undefined) return { told: [nowUnknown] };
  const window = windowIn(prior);
  if (window === undefined) return { told: [windowUnreadable] };
  const now = clock.now();
  if (now >= window.end && isAsBefore(kept)) return planEnded(kept, window, declared);
  if (declared === undefined) return { told: [withoutEstate(configured)] };
  return planChanged(kept, { window, now }, declared);
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
function planEnded({ config, prior }: Kept, window: Window, declared: DeclaredEstate | undefined): Answer<Planned> {
  const planned = recordOf(
    Object.entries(prior).map(([name, value]): [string, Value] => [name, name === "active" ? false : value]),
  );
  return {
    told: declared ? remarks({ config, prior }, window, declared) : [],
    result: { planned: { ...planned, ...startKept(config, prior) } },
  };
}

/** Of what would be an error if the lease had not ended, that its role or identity is gone, or allows less. */
function remarks({ config, prior }: Kept, window: Window, declared: DeclaredEstate): readonly Told[] {
  const found = termsOf(config, declared);
  const told = "told" in found ? found.told : [];
  const supposed =
    "terms" in found
      ? suppose(found.terms, textOf(prior.name) ?? later, { start: window.start, isCertain: true })
      : undefined;
  const refused = supposed ? judge(declared, supposed).filter(({ path }) => path?.[0] === "ttl") : [];
  return [...told, ...refused].map((one) => ({
    ...one,
    severity: "warning",
    summary: "The estate would not let this lease be made again",
    detail: `${one.detail}\n\nThe lease has ended, so nothing has to be done; remove the resource when it is not needed any more.`,
  }));
}

function planChanged(
  { config, prior }: Kept,
  { window, now }: { readonly window: Window; readonly now: Instant },
  declared: DeclaredEstate,
): Answer<Planned> {
  const found = termsOf(config, declared);
  const refused = (told: readonly Told[]) => ({ told: isAsBefore({ config, prior }) ? told.map(stillHeld) : told });
  if ("told" in found) return refused(found.told);
  const name = textOf(prior.name) ?? later;
  const supposed = suppose(found.terms, name, { start: window.start, isCertain: true });
  if (supposed === undefined) throw new Error("fault in leasehold: a lease of something unknown is kept");
  const changed = windowOf(supposed);
  if (changed && isProlongedAfterEnd(changed, window, now)) return { told: [hasEnded(window)] };
  const told = judge(declared, supposed);
  if (told.some(isError)) return refused(told);
  const planned = plannedOf(config, {
    name,
    active: holds(changed ?? window, now),
    window: changed,
    outputs: veiled(outputsOf(declared.estate, supposed.grant), supposed, declared.estate),
  });
  return {
    told: [...told, ...declaredToo(supposed.grant.name, declared)],
    result: { planned: { ...planned, ...startKept(config, prior) } },
  };
}

/** Whether a lease that has ended is to last longer. */
export function isProlongedAfterEnd(wanted: Window, had: Window, now: Instant): boolean {
  return now >= had.end && wanted.end > had.end;
}

/** What is told of a lease that has ended and is to last longer. */
export function hasEnded({ end }: Window): Told {
  return toldAt(
    { summary: "The lease has ended", path: ["ttl"] },
    `It ended at ${formatInstant(end)}, and a lease that has ended is not made longer.`,
    "Ask for a new one: terraform apply -replace=ADDRESS, or another resource. To keep this one, write the `ttl` that it had.",
    undefined,
  );
}

/** As after an import: two roots would make what one lease is. */
function declaredToo(name: string, { estate }: DeclaredEstate): readonly Told[] {
  if (!estate.grants.has(name)) return [];
  const told = toldAt(
    { severity: "warning", summary: "The estate declares this lease too", path: ["name"] },
    `The estate has a grant named "${name}", and so has this configuration: what two of them make is in each other's way.`,
    "Remove it from the estate, or from here.",
    estate.locate(["grants", name]),
  );
  return [told];
}

function stillHeld(told: Told): Told {
  const mend = "The lease is still held: to end it now, remove the resource; it ends by itself in any case.";
  return { ...told, detail: `${told.detail}\n\n${mend}` };
}

const windowUnreadable: Told = toldAt(
  { summary: "The state holds no window" },
  "The window in the state of this lease cannot be read.",
  "Restore the state, or take the lease out of it (terraform state rm) and import it.",
  undefined,
);
