import { conclude } from "../../../src/report/judgement";
import type { ReviewReport } from "../../../src/report/review/report";
import type { Change, GrantView, Part, RoleView } from "../../../src/review/change";
import type { RequirementOutcome, StepOutcome } from "../../../src/review/requirement";
import type { Finding } from "../../../src/rules/finding";
import { at } from "../../helpers/estate";

/** A grant with nothing of note in it but what a case says. */
export function grantView(given: Partial<GrantView> = {}): GrantView {
  return {
    role: "operator",
    identity: "dana",
    kind: "person",
    places: [{ target: "prod", environment: "production", text: "account 111122223333" }],
    window: { start: at("2026-11-23T09:00:00Z"), end: at("2026-11-23T10:30:00Z") },
    requested: false,
    length: 5400,
    amount: { privilege: "write", text: "write access", because: ["ec2:RebootInstances"] },
    sensitivity: "moderate",
    ticket: "INC-1",
    justification: "Restart of the stuck workers",
    owners: { entitlement: "payments", platform: ["platform"] },
    approval: { of: "base", steps: [{ group: "platform-approvers", count: 1, approvers: ["frank", "gail"] }] },
    residuals: [],
    ...given,
  };
}

/** A grant that is added. */
export function addedGrant(name: string, given: Partial<GrantView> = {}): Change {
  const is = grantView(given);
  return {
    subject: { part: "grants", name },
    kind: "added",
    fields: [],
    effects: [{ direction: "gains", aspect: "access", text: `${is.identity} gains ${is.role}` }],
    grant: { is },
  };
}

/** An entry of which one thing is said. */
export function changeOf(
  part: Part,
  name: string,
  direction: Change["effects"][number]["direction"],
  text: string,
): Change {
  return { subject: { part, name }, kind: "changed", fields: [], effects: [{ direction, aspect: "access", text }] };
}

export function step(given: Partial<StepOutcome> = {}): StepOutcome {
  return {
    step: { from: { kind: "group", name: "platform-approvers" }, count: 1, approvers: ["frank", "gail"] },
    given: [],
    missing: 1,
    refused: [],
    ...given,
  };
}

export function outcomeOf(name: string, given: Partial<RequirementOutcome> = {}): RequirementOutcome {
  const steps = given.steps ?? [step()];
  return {
    requirement: {
      subject: { part: "grants", name },
      because: "the role's approval",
      steps: steps.map((one) => one.step),
      distinctTeams: false,
      requesters: new Map([["dana", "the grant is theirs"]]),
    },
    met: steps.every(({ missing }) => missing === 0),
    steps,
    ...given,
  };
}

/** A review of some changes. */
export function reportOf(
  changes: readonly Change[],
  requirements: readonly RequirementOutcome[],
  given: Partial<Omit<ReviewReport, "judgement" | "outcome">> & { readonly findings?: readonly Finding[] } = {},
): ReviewReport {
  const { findings = [], ...rest } = given;
  return {
    judgement: conclude([], findings, {
      estate: "acme",
      inputs: {
        leasehold: "0.1.0",
        now: "2026-11-23T08:45:00Z",
        estate: { name: "acme", sha256: "fedcba9876543210".repeat(4) },
        base: { name: "acme", sha256: "0123456789abcdef".repeat(4) },
      },
    }),
    outcome: {
      difference: { changes, facts: { lost: [], gained: [] }, standing: { before: 2, after: 2 } },
      requirements,
      met: requirements.every(({ met }) => met),
      plans: [],
      findings,
    },
    ...rest,
  };
}

/** A review in which everything that somebody may have written says this. */
export function hostileReport(text: string): ReviewReport {
  const places = [{ target: text, environment: text, text }];
  const owners = { entitlement: text, platform: [text, `${text}2`], business: text };
  const amount = { text, because: [text] } as const;
  const view = grantView({
    role: text,
    identity: text,
    kind: "agent",
    sponsor: text,
    task: text,
    places,
    amount,
    ticket: text,
    justification: text,
    owners,
    residuals: [text],
  });
  const role: RoleView = { description: text, places, amount, eligible: [text], owners, residuals: [text] };
  const effects = (["unguards", "gains", "widens", "loses", "tightens", "restates"] as const).map((direction) => ({
    direction,
    aspect: "access" as const,
    text,
  }));
  const changes: readonly Change[] = [
    { ...addedGrant(text), effects, grant: { is: view } },
    { ...addedGrant(text), kind: "changed", effects, grant: { was: { ...view, length: 60 }, is: view } },
    { subject: { part: "roles", name: text }, kind: "changed", fields: [], effects, role: { was: role, is: role } },
    {
      subject: { part: "waivers", name: text },
      kind: "added",
      fields: [],
      effects: [...effects, ...effects],
      location: { file: text.replaceAll("\0", ""), line: 1, column: 1 },
    },
  ];
  const refused = [{ who: text, why: text }];
  const approvers = [text];
  const from = { kind: "group", name: text } as const;
  const open = step({ step: { from, count: 2, approvers }, missing: 2, refused });
  const review = { by: { service: "github", bot: false, login: text }, state: "approved", url: text } as const;
  const given = step({ step: { from, count: 1, approvers }, missing: 0, given: [{ identity: text, review }] });
  const requirements = [
    outcomeOf(text, { steps: [open, given] }),
    outcomeOf(text, {
      steps: [given],
      automatic: {
        decision: "asks-a-person",
        because: text,
        expressionSha256: "0123456789abcdef".repeat(4),
        inputs: { ticket: text },
      },
    }),
  ];
  const finding: Finding = {
    rule: "window-mostly-past",
    severity: "warning",
    message: text,
    fix: text,
    address: text,
    controls: [],
  };
  const report = reportOf(changes, requirements, {
    findings: [finding, { ...finding, severity: "error", location: { file: "a.yaml", line: 1, column: 1 } }],
    pull: {
      service: "github",
      repository: text,
      number: 7,
      author: { service: "github", bot: false },
      head: "0123456789abcdef0123456789abcdef01234567",
      base: "0123456789abcdef0123456789abcdef01234567",
      open: true,
      commits: [],
      reviews: [],
    },
  });
  const access = { who: text, scope: text, holds: text, address: text, service: false };
  const plan = {
    file: text,
    gains: [access, { ...access, grant: text }],
    loses: [access],
    standing: { before: 0, after: 1 },
    findings: [],
  };
  return { ...report, outcome: { ...report.outcome, plans: [plan] } };
}
