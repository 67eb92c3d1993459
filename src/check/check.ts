import type { Diagnostic } from "../diagnostics/diagnostic";
import { Reporter } from "../diagnostics/report";
import type { Estate } from "../estate/types";
import type { Instant } from "../time/instant";
import { agentsAndTasks } from "./agents-and-tasks";
import { approval } from "./approval";
import { automaticApproval, recordedApprovals } from "./automatic-approval";
import { breakGlass } from "./break-glass";
import { ceilings } from "./ceilings";
import { enforceability } from "./enforceability";
import { gcpPersistence } from "./gcp-persistence";
import { grants, grantTimes, tooFarAhead } from "./grants";
import { hours } from "./hours";
import { identities } from "./identities";
import { owners } from "./owners";
import { persistence } from "./persistence";
import { isEmitters, quotas } from "./quotas";
import { residuals } from "./residuals";
import { reviews } from "./reviews";
import type { Rule } from "./rule";
import { sensitivity } from "./sensitivity";
import { stacking } from "./stacking";
import { applyWaivers, waivers, waiverTimes } from "./waivers";

const rules: readonly Rule[] = [
  owners,
  ceilings,
  sensitivity,
  approval,
  automaticApproval,
  recordedApprovals,
  agentsAndTasks,
  identities,
  grants,
  grantTimes,
  hours,
  stacking,
  persistence,
  gcpPersistence,
  enforceability,
  breakGlass,
  waivers,
];

/** What has only notes to say, which no waiver can name; costly to find. */
const remarks: readonly Rule[] = [residuals];

/**
 * Judges whether an estate is governed (DESIGN's laws 5, 7 and 9, and §5): everything wrong at once, in the order in
 * which it stands in the files. What a waiver lets stand is a note that names the waiver.
 *
 * @param options.now epoch seconds; without it, what depends on the time is left out, as synthesis does (law 2)
 * @param options.remarks `false` leaves out what is good to know and nothing else rests on: who only asks for errors is
 *   answered sooner
 */
export function check(
  estate: Estate,
  options: { readonly now?: Instant; readonly remarks?: boolean } = {},
): Diagnostic[] {
  const { now } = options;
  const report = new Reporter(estate.locate);
  for (const rule of options.remarks === false ? rules : [...rules, ...remarks]) rule(estate, report);
  if (now !== undefined) {
    tooFarAhead(estate, report, now);
    reviews(estate, report, now);
    waiverTimes(estate, report, now);
  }
  const emitted = quotas(estate, report.diagnostics);
  const found = [...report.diagnostics, ...notYetSaid(emitted.diagnostics, report.diagnostics)];
  return inOrder(applyWaivers(estate, found, emitted.left, now));
}

/** What is said of grants, beside what the emitters say of them. */
const ofGrants: readonly Rule[] = [ceilings, recordedApprovals, agentsAndTasks, grants, grantTimes, hours, stacking];

/**
 * As {@link check} judges the grants of an estate that has been judged without them; what it says of anything else is not to be
 * relied on. It takes a third of the time.
 */
export function checkGrants(estate: Estate, options: { readonly now?: Instant } = {}): readonly Diagnostic[] {
  const { now } = options;
  const report = new Reporter(estate.locate);
  for (const rule of ofGrants) rule(estate, report);
  // Of grants it judges the actions that they list, and it takes as long as all the others.
  if ([...estate.grants.values()].some(({ actions }) => actions !== undefined)) persistence(estate, report);
  if (now !== undefined) tooFarAhead(estate, report, now);
  const emitted = quotas(estate, report.diagnostics);
  return applyWaivers(estate, [...report.diagnostics, ...emitted.diagnostics], emitted.left, now);
}

/** What the emitters say anew: some of it is the identities' own, and holds before anything is leased to them. */
function notYetSaid(emitted: readonly Diagnostic[], before: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ code, path, message }: Diagnostic): string => JSON.stringify([code, path, message]);
  const said = new Set(before.filter(({ code }) => isEmitters(code)).map(keyOf));
  return said.size === 0 ? emitted : emitted.filter((diagnostic) => !said.has(keyOf(diagnostic)));
}

/** By place; what has none comes by its path. */
function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => {
    const [here, there] = [a.location, b.location];
    if (here && there) {
      if (here.file !== there.file) return here.file < there.file ? -1 : 1;
      if (here.line !== there.line || here.column !== there.column) {
        return here.line - there.line || here.column - there.column;
      }
    } else if (here || there) return here ? -1 : 1;
    else {
      const [left, right] = [a.path.join(" "), b.path.join(" ")];
      if (left !== right) return left < right ? -1 : 1;
    }
    return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
  });
}
