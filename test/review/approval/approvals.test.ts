import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { judgeApprovals } from "../../../src/review/approval/judge";
import { requirementsOf } from "../../../src/review/approval/requirements";
import { readPull } from "../../../src/review/pull/read-pull";
import type { RequirementOutcome } from "../../../src/review/requirement";
import { gitHubPull } from "../pull/github-answers";
import { automaticCases } from "./cases/automatic";
import { baseCases } from "./cases/base";
import type { Case } from "./cases/case";
import { grantCases } from "./cases/grants";
import { requesterCases } from "./cases/requesters";
import { reviewCases } from "./cases/reviews";
import { stepCases } from "./cases/steps";
import { changesOf, estatesOf, outcomesOf } from "./scene";

const tables: readonly (readonly [string, readonly Case[]])[] = [
  ["a review counts, or does not", reviewCases],
  ["nobody approves what they asked for or wrote", requesterCases],
  ["every step has people of its own", stepCases],
  ["the base decides (law 10)", baseCases],
  ["a lease that becomes more, and one that becomes less", grantCases],
  ["without a person", automaticCases],
];

describe.each(tables)("approvals: %s", (_, cases) => {
  it.each(cases.map((one) => [one.title, one] as const))("%s", (_title, { met, says, ...scene }) => {
    const outcomes = outcomesOf(scene);
    expect(
      outcomes.every((outcome) => outcome.met),
      said(outcomes),
    ).toBe(met);
    if (!met) expect(outcomes.some(({ steps }) => steps.some(({ missing }) => missing > 0))).toBe(true);
    if (says) expect(said(outcomes)).toMatch(says);
  });
});

function said(outcomes: readonly RequirementOutcome[]): string {
  return outcomes
    .flatMap(({ requirement, steps, notes = [], automatic }) => [
      requirement.because,
      ...steps.flatMap(({ refused }) => refused.map(({ who, why }) => `${who} ${why}`)),
      ...notes,
      automatic?.because ?? "",
    ])
    .join("\n");
}

describe("approvals", () => {
  it("of more than 100 situations are tried", () => {
    const all = tables.flatMap(([, cases]) => cases.map(({ title }) => title));
    expect(all.length).toBeGreaterThan(100);
  });

  it("are nobody's where nothing was declared before", () => {
    const { head } = estatesOf({ changes: [] });
    const pull = readPull(gitHubPull({ reviews: ["hana approves", "frank approves"] }));
    const requirements = requirementsOf(
      changesOf(["roles/operator", "policy/policy", "grants/g"]),
      undefined,
      head,
      pull,
    );
    const outcomes = judgeApprovals(requirements, { base: undefined, head, pull });
    expect(outcomes.map(({ met }) => met)).toEqual([false, false, false]);
  });

  it("are not given where nobody is asked", () => {
    const { base, head } = estatesOf({ changes: [] });
    const [asked] = requirementsOf(changesOf(["roles/operator"]), base, head);
    if (asked === undefined) throw new Error("nothing is asked");
    const pull = readPull(gitHubPull({ reviews: ["frank approves"] }));
    expect(judgeApprovals([{ ...asked, steps: [] }], { base, head, pull })).toMatchObject([{ met: false }]);
  });

  it("name whom to ask, without those who asked", () => {
    const scene = {
      head: "roles: { operator: { maxTtl: 3h } }",
      changes: ["roles/operator"],
      pull: { author: "dana" },
    };
    const [outcome] = outcomesOf(scene);
    expect(outcome?.steps[0]?.step).toEqual({
      from: { kind: "team", name: "payments" },
      count: 1,
      approvers: ["erin"],
    });
  });

  it("without a person leave the condition's digest and what it was asked of", () => {
    const [outcome] = outcomesOf({
      head: "grants: { g: { role: operator, identity: deploy, ttl: 20m, ticket: CHG-1, start: 2026-11-23T09:00:00Z } }",
      changes: ["grants/g"],
      claims: { ref: "main" },
    });
    expect(outcome?.automatic).toEqual({
      decision: "approved",
      because: "the role's condition at the base holds",
      expressionSha256: hash("sha256", 'request.ttl <= duration("30m") && request.ticket.startsWith("CHG-")', "hex"),
      inputs: {
        identity: "deploy",
        kind: "workload",
        role: "operator",
        sensitivity: "moderate",
        ttl: "PT20M",
        ticket: "CHG-1",
        environment: "production",
        start: "2026-11-23T09:00:00Z",
        claims: { ref: "main" },
      },
    });
  });
});
