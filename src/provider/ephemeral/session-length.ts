import { formatDuration, humanDuration, type Seconds } from "../../time/duration";
import { formatInstant, type Instant } from "../../time/instant";
import type { Window } from "../../time/window";
import type { Told } from "../protocol/provider";
import { quoted } from "../quoted";

/** The shortest and the longest session that is asked for: STS's own least, and the most that a lease role is set to. */
export const shortestSession: Seconds = 900;
export const longestSession: Seconds = 3600;

/** A lease, and how long a session of it is wanted for. */
export interface Wanted {
  /** The grant's name. */
  readonly grant: string;
  readonly window: Window;
  readonly duration?: Seconds;
  readonly minimumRemaining?: Seconds;
}

/** How long a session of the lease may be at a moment, or why there is none. */
export function sessionLength(wanted: Wanted, now: Instant): { readonly seconds: Seconds } | { readonly told: Told } {
  const { grant, window, duration = longestSession, minimumRemaining = 0 } = wanted;
  const name = quoted(grant);
  const left = window.end - now;
  if (now < window.start) {
    return refused(
      `The lease ${name} has not begun`,
      `It begins at ${formatInstant(window.start)}, in ${humanDuration(window.start - now)}. Apply again from then on, or make what needs its ` +
        "credentials depend on the grant's `active`.",
      "starts_at",
    );
  }
  if (left <= 0) {
    return refused(
      `The lease ${name} has ended`,
      `It ended at ${formatInstant(window.end)}${left === 0 ? ", just now" : `, ${humanDuration(-left)} ago`}. Ask for a new grant, or make what ` +
        "needs its credentials depend on the grant's `active`.",
      "ends_at",
    );
  }
  if (left < minimumRemaining) {
    return refused(
      `Too little is left of the lease ${name}`,
      `It ends at ${formatInstant(window.end)}, in ${humanDuration(left)}, and \`minimum_remaining\` asks for ${humanDuration(minimumRemaining)}. ` +
        `Ask for a new grant, or lower it to \`${formatDuration(left)}\` or less.`,
      "minimum_remaining",
    );
  }
  if (left < shortestSession) {
    return refused(
      `Too little is left of the lease ${name} for a session`,
      `It ends at ${formatInstant(window.end)}, in ${humanDuration(left)}, and STS begins no session for less than ` +
        `${humanDuration(shortestSession)}. Ask for a new grant.`,
      "ends_at",
    );
  }
  return { seconds: Math.min(left, duration, longestSession) };
}

function refused(summary: string, detail: string, attribute: string): { readonly told: Told } {
  return { told: { severity: "error", summary, detail, path: [attribute] } };
}
