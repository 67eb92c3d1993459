import type { Role } from "../../../estate/types";
import { formatClockTime, type RecurringHours, weekdays } from "../../../time/recurring";
import type { Effect } from "../../change";
import { effect, listed } from "../words";

/** What a request for a role must bring. */
export function requirementEffects(was: Role, is: Role): readonly Effect[] {
  const role = is.name;
  const [before, after] = [was.require, is.require];
  const found: Effect[] = [];
  const add = (wider: boolean, text: string): void => {
    found.push(effect(wider ? "widens" : "tightens", "requirements", text));
  };
  if (before.ticket !== after.ticket) {
    if (after.ticket === undefined) add(true, `a lease of ${role} needs no ticket any more`);
    else if (before.ticket === undefined) add(false, `a lease of ${role} needs a ticket like ${after.ticket}`);
    else add(true, `a lease of ${role} needs a ticket like ${after.ticket} instead of ${before.ticket}`);
  }
  const [characters, other] = [before.justification ?? 0, after.justification ?? 0];
  if (characters !== other) {
    const text =
      other === 0
        ? `a lease of ${role} needs no justification any more`
        : `a lease of ${role} needs a justification of ${other} characters instead of ${characters === 0 ? "none" : characters}`;
    add(other < characters, text);
  }
  if (before.mfa && !after.mfa) {
    found.push(effect("unguards", "requirements", `${role} may be used without multi-factor authentication`));
  }
  if (!before.mfa && after.mfa) add(false, `${role} may be used only with multi-factor authentication`);
  return [...found, ...hourEffects(before.within, after.within, role)];
}

function hourEffects(was: readonly RecurringHours[], is: readonly RecurringHours[], role: string): readonly Effect[] {
  const isWider = !allWithin(is, was);
  const isNarrower = !allWithin(was, is);
  if (!isWider && !isNarrower) return [];
  const said = (hours: readonly RecurringHours[]): string =>
    hours.length === 0 ? "at any hour" : listed(hours.map(hoursText));
  const text = `${role} may be held ${said(is)} instead of ${said(was)}`;
  // What becomes both wider and narrower is told as wider.
  return [effect(isWider ? "widens" : "tightens", "requirements", text)];
}

/** `mon to fri 07:00 to 19:00 (Europe/Berlin)`. */
function hoursText({ days, from, to, zone }: RecurringHours): string {
  const those = weekdays.filter((day) => days.includes(day));
  return `${those.join(" ")} ${formatClockTime(from)} to ${formatClockTime(to)} (${zone})`;
}

/** Whether some hours surely lie within others: minute by minute of the week, zone by zone. No hours at all are every hour. */
function allWithin(inner: readonly RecurringHours[], outer: readonly RecurringHours[]): boolean {
  if (outer.length === 0) return true;
  if (inner.length === 0) return false;
  for (const zone of new Set(inner.map((hours) => hours.zone))) {
    const there = minutesOf(outer, zone);
    for (const minute of minutesOf(inner, zone)) if (!there.has(minute)) return false;
  }
  return true;
}

function minutesOf(hours: readonly RecurringHours[], zone: string): ReadonlySet<number> {
  const minutes = new Set<number>();
  for (const one of hours) {
    if (one.zone !== zone) continue;
    for (const day of one.days) {
      const start = weekdays.indexOf(day) * 1440;
      for (let minute = one.from; minute < one.to; minute++) minutes.add(start + minute);
    }
  }
  return minutes;
}
