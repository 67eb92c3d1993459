import { describe, expect, it } from "vitest";
import { accessOf } from "../../../src/aws/policy/access";
import { momentsOf } from "../../../src/aws/policy/condition-moments";
import type { Condition } from "../../../src/aws/policy/document";
import { type Moments, roleTail } from "../../../src/aws/policy/moments";
import { parsePolicy } from "../../../src/aws/policy/parse";
import corpus from "../../corpus/aws-conditions.json";

interface Form {
  readonly id: string;
  readonly effect: string;
  readonly use: string;
  readonly condition: unknown;
  readonly expect: { readonly kind: string; readonly until?: string; readonly from?: string };
}

const forms: readonly Form[] = corpus.conditions;

/** As a policy's text and back: the way that every condition goes. */
function conditionOf({ condition, effect }: Form): Condition | undefined {
  const statement = { Effect: effect, Action: "s3:GetObject", Resource: "*", Condition: condition };
  const { statements, doubts } = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }));
  expect(doubts).toEqual([]);
  return statements[0]?.Condition;
}

const at = (text: string) => Date.parse(text) / 1000;

/** What the analysis says of the condition, in the corpus's words. */
function said(form: Form): { readonly kind: string; readonly until?: number; readonly from?: number } {
  const { possible, certain } = momentsOf(conditionOf(form));
  // What could hold is of no consequence in a Deny that never holds for certain.
  const moments = form.effect === "Deny" && certain.isNever() && form.expect.kind === "never" ? certain : possible;
  // With sessions of no length, only the times that the condition itself names are left.
  const { start, end } = spanOf(moments, 0);
  if (start === undefined || end === undefined) return { kind: "never" };
  const from = Number.isFinite(start) ? { from: start } : {};
  if (!Number.isFinite(end)) return { kind: "from" in from ? "lower-bounded" : "always", ...from };
  if (spanOf(moments, roleTail).end !== end) return { kind: "session-bounded", until: end };
  return { kind: "bounded", until: end, ...from };
}

function spanOf(moments: Moments, tail: number): { readonly start?: number; readonly end?: number } {
  const { intervals } = moments.times(tail);
  return { start: intervals[0]?.start, end: intervals.at(-1)?.end };
}

describe("the conditions of the clouds' documentation (AWS)", () => {
  it("are two hundred at least, each with its page", () => expect(forms.length).toBeGreaterThanOrEqual(200));

  it.each(forms.map((form) => [form.id, form] as const))("%s", (_, form) => {
    const { kind, until, from } = form.expect;
    expect(said(form)).toEqual({ kind, ...(until ? { until: at(until) } : {}), ...(from ? { from: at(from) } : {}) });
  });

  it("are indeterminate in less than one of a hundred", () => {
    const doubtful = forms.filter((form) => {
      const statement = { Effect: "Allow" as const, Action: "s3:GetObject", Resource: "*" };
      const condition = conditionOf(form);
      const statements = [{ ...statement, ...(condition === undefined ? {} : { Condition: condition }) }];
      const entries = accessOf({ sources: [{ id: 0, statements, doubts: [] }], credential: "any" });
      return entries.some(({ bound }) => bound.kind === "indeterminate");
    });
    console.log(`indeterminate: ${doubtful.length} of ${forms.length} (${doubtful.map(({ id }) => id).join()})`);
    expect(doubtful.length / forms.length).toBeLessThan(0.01);
  });
});
