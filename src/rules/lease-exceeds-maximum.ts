import { declaredEnd } from "../facts/declared-end";
import { type AccessFact, ofKind } from "../facts/fact";
import { humanDuration, type Seconds } from "../time/duration";
import { formatFoundInstant, type Instant } from "../time/instant";
import type { Rule } from "./rule";
import { aboutAccess, whom } from "./words";

/** Over any maximum, with or without an estate: seven days. */
const longest: Seconds = 7 * 86_400;

export const leaseExceedsMaximum: Rule = {
  name: "lease-exceeds-maximum",
  judges: "state",
  needs: "nothing",
  severity: "error",
  title: "A lease longer than its role allows, or than any role may.",
  why: "An end in the year 9999 is no end. The maximum of a role is what its owner has approved; over seven days is over any maximum.",
  fix: "Ask for less, or end it sooner and ask again. A longer maximum is the role's owner's to give, below the ceiling of its sensitivity.",
  examples: [
    {
      bad: `"DateLessThan": { "aws:CurrentTime": "9999-12-31T23:59:59Z" }`,
      good: `"DateLessThan": { "aws:CurrentTime": "2026-11-23T10:30:00Z" }`,
    },
  ],
  controls: ["AC-2(2)", "AC-2(3)", "PR.AA-05", "NHI7"],
  *judge({ after, declared, now }) {
    for (const fact of ofKind(after, "access")) {
      if (fact.bound.kind !== "leased") continue;
      const { from = now, until } = fact.bound;
      // Without a beginning, how long it is depends on the moment of asking.
      if (from === undefined && until <= lastYear) continue;
      const end = declaredEnd(fact.session, until);
      const length = end - (from ?? 0);
      if (length > longest) {
        yield verdict(fact, length, end, `more than ${humanDuration(longest)}, which is over any maximum`);
        continue;
      }
      const lease = declared?.leaseOf(fact, after);
      if (lease === undefined) continue;
      if (length > lease.maximum) {
        const most = humanDuration(lease.maximum);
        yield verdict(fact, length, end, `more than role "${lease.role.name}" allows (${most})`);
      } else if (end > lease.window.end) {
        yield verdict(
          fact,
          length,
          end,
          `past the end that the estate declares (${formatFoundInstant(lease.window.end)})`,
        );
      }
    }
  },
};

function verdict(fact: AccessFact, length: Seconds, end: Instant, what: string): ReturnType<typeof withMessage> {
  return withMessage(
    fact,
    `${whom(fact.principal)} holds a lease until ${shown(end)}, ${shownLength(length)}: ${what}.`,
  );
}

const withMessage = (fact: AccessFact, message: string) => ({ ...aboutAccess(fact), message });

/** The last second that has four digits for its year. */
const lastYear = 253_402_300_799;
const shown = (instant: Instant): string => (instant > lastYear ? "beyond the year 9999" : formatFoundInstant(instant));
const shownLength = (length: Seconds): string =>
  length > 100 * 365 * 86_400 ? "for centuries" : humanDuration(length);
