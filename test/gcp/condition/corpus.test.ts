import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { boundOfCondition } from "../../../src/gcp/condition/bound";
import { timesOf } from "../../../src/gcp/condition/times";
import { formatInstant, parseInstant } from "../../../src/time/instant";

interface Entry {
  readonly id: string;
  readonly expression: string;
  readonly expect: { readonly kind: string; readonly until?: string; readonly from?: string };
}

function corpus(name: string): { readonly conditions: readonly Entry[] } {
  return JSON.parse(readFileSync(join(__dirname, "../../corpus", name), "utf8"));
}

const { conditions } = corpus("gcp-conditions.json");
const whole = conditions.length + corpus("aws-conditions.json").conditions.length;

/**
 * Where the analysis is wider than the corpus, which is sound: it knows years, but neither the months within them nor the offsets
 * of named zones; and what Google says can never hold it takes for unreadable, since another reader might make a date of it.
 */
const wider: Readonly<Record<string, string>> = {
  "year-zone": "leased until 2028-01-01T16:00:00Z",
  "year-and-month": "leased until 2028-01-01T16:00:00Z",
  "invalid-timestamp": "indeterminate",
};

/** As the corpus speaks of it. */
function said(expression: string): string {
  const bound = boundOfCondition(expression);
  if (bound === "nothing") return "never";
  if (bound.kind === "leased") return `leased until ${formatInstant(bound.until)}`;
  if (bound.kind !== "standing") return bound.kind;
  const { recurring, possible } = timesOf(expression);
  if (recurring) return "recurring";
  return possible.isAll() ? "always" : "lower-bounded";
}

describe("conditions in the forms of Google's documentation", () => {
  it.each(conditions.map(({ id, expression, expect: expected }) => [id, expression, expected] as const))(
    "%s",
    (id, expression, { kind, until, from }) => {
      expect(said(expression)).toBe(wider[id] ?? (kind === "bounded" ? `leased until ${until}` : kind));
      const first = timesOf(expression).possible.intervals[0]?.start;
      const instant = from === undefined ? undefined : parseInstant(from);
      if (instant && "instant" in instant) {
        if (wider[id]) expect(first).toBeLessThanOrEqual(instant.instant);
        else expect(first).toBe(instant.instant);
      }
    },
  );

  it("cannot tell of under one in a hundred", () => {
    const indeterminate = conditions.filter(({ expression }) => said(expression) === "indeterminate");
    console.log(`CEL corpus: ${indeterminate.length} of ${conditions.length} indeterminate (${whole} with AWS's)`);
    expect(indeterminate.map(({ id }) => id)).toEqual(["invalid-timestamp"]);
    expect(indeterminate.length / whole).toBeLessThan(0.01);
  });
});
