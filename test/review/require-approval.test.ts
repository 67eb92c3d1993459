import { describe, expect, it } from "vitest";
import { emitAws } from "../../src/aws/emit/emit";
import type { Estate } from "../../src/estate/types";
import { Declared } from "../../src/expect/declared";
import { emitGcp } from "../../src/gcp/emit/emit";
import { lower } from "../../src/lease/lower";
import { evidenceOf } from "../../src/review/approval/evidence";
import { differenceOf } from "../../src/review/difference/difference";
import { approvalFindings } from "../../src/review/require-approval";
import type { ResourceInstance } from "../../src/terraform/instance";
import { type Json, toJson } from "../../src/terraform/json";
import type { Plan } from "../../src/terraform/plan/plan";
import { landscapeOfSynthesized } from "../../src/terraform/synthesized";
import { at, estateWith } from "../helpers/estate";
import { outcomeOf, step } from "../report/review/sample";

const now = at("2026-11-23T08:00:00Z");
const lease = (role: string, more = "") =>
  `grants: { g: { role: ${role}, identity: dana, ttl: 1h, ticket: INC-1, justification: Restart of the workers${more} } }`;
const started = ", start: 2026-11-23T09:00:00Z";

/** The plan of one target's root, in which some resources are as they were. */
function planOf(
  estate: Estate,
  target: string,
  unchanged: (instance: ResourceInstance) => boolean = () => false,
): Plan {
  const found = lower(estate).find((one) => one.target.name === target);
  if (found === undefined) throw new Error(`there is no target ${target}`);
  const { cloud } = found.target;
  const { resources } = cloud.kind === "aws" ? emitAws(found, estate) : emitGcp(found, estate);
  const resource: Record<string, Record<string, Json>> = {};
  for (const { type, name, attributes } of resources) {
    resource[type] = { ...resource[type], [name]: toJson(attributes) };
  }
  const provider: Json =
    cloud.kind === "aws"
      ? { aws: [{ region: cloud.region, allowed_account_ids: [cloud.account] }] }
      : { google: [{ project: cloud.id }] };
  const all = landscapeOfSynthesized({ provider, resource });
  const instances = all.instances.map((one): ResourceInstance => (unchanged(one) ? { ...one, change: "no-op" } : one));
  const after = { ...all, instances };
  const before = { ...all, instances: instances.filter(({ change }) => change === "no-op") };
  return { sha256: "", formatVersion: "1.2", before, after, drift: [], forgotten: [] };
}

const sha256 = "0".repeat(64);

function evidenceFor(base: Estate, head: Estate, approved = true) {
  const { changes } = differenceOf(base, head, { now });
  const outcomes = [outcomeOf("g", { steps: [step({ missing: approved ? 0 : 1 })] })];
  return evidenceOf({
    changes,
    outcomes,
    base: { estate: base, sha256 },
    head: { estate: head, sha256 },
    inputs: [],
    now,
  });
}

const nameOf = ({ after }: Plan): Json =>
  after.instances.find(({ type }) => type === "aws_iam_role")?.values.name ?? "";

const messages = async (plan: Plan, estate: Estate, evidence: ReturnType<typeof evidenceFor>) =>
  (await approvalFindings(plan, new Declared(estate), evidence, now)).map(({ message }) => message);

describe.each([
  ["operator", "prod"],
  ["viewer", "cloud"],
])("a plan that makes a lease of %s", (role, target) => {
  const base = estateWith();
  const head = estateWith(lease(role, started));
  const plan = planOf(head, target);

  it("passes with the evidence of its review", async () => {
    expect(await messages(plan, head, evidenceFor(base, head))).toEqual([]);
  });

  it("passes where the grant was only requested, and has been activated since", async () => {
    expect(await messages(plan, head, evidenceFor(base, estateWith(lease(role))))).toEqual([]);
  });

  it("is refused where it was not approved", async () => {
    expect(await messages(plan, head, evidenceFor(base, head, false))).toEqual([
      "The evidence says that the change was not approved.",
    ]);
  });

  it("is refused by the evidence of another estate", async () => {
    const evidence = evidenceFor(base, head);
    const [message] = await messages(plan, head, { ...evidence, head: { ...evidence.head, name: "other" } });
    expect(message).toBe('The evidence is of the estate "other", and not of "acme".');
  });

  it("is refused by the evidence of another change", async () => {
    const found = await messages(plan, head, evidenceFor(base, base));
    expect(found).toEqual(['The plan makes or changes the lease "g": the evidence does not name it.']);
  });

  it.each([
    ["for longer", lease(role, started).replace("1h", "2h")],
    ["at another time", lease(role, started.replace("09:", "10:"))],
    ["of another meaning", lease(role, `, start: 2026-11-23T09:00:00Z`).replace("INC-1", "INC-2")],
  ])("is refused where one %s was approved", async (_, other) => {
    expect(await messages(plan, head, evidenceFor(base, estateWith(other)))).toHaveLength(1);
  });

  it("is refused where it was made from another declaration than the estate's", async () => {
    const other = estateWith(lease(role, started).replace("1h", "30m"));
    const found = await messages(plan, other, evidenceFor(base, other));
    expect(found).toContain(
      'The plan makes or changes the lease "g": it was made from another declaration than the estate\'s.',
    );
  });

  it("is not asked about what it leaves as it is", async () => {
    expect(
      await messages(
        planOf(head, target, () => true),
        head,
        evidenceFor(base, base),
      ),
    ).toEqual([]);
  });
});

describe("a plan that changes only what hangs on a lease's role", () => {
  const head = estateWith(lease("operator", started));

  it("changes the lease", async () => {
    const made = planOf(head, "prod", ({ type }) => type !== "aws_iam_role_policy_attachment");
    // Of a role that is there already, a plan knows the name.
    const instances = made.after.instances.map((one): ResourceInstance => {
      return one.change === "no-op" ? one : { ...one, values: { ...one.values, role: nameOf(made) } };
    });
    const plan: Plan = { ...made, after: { ...made.after, instances } };
    expect(plan.after.instances.some(({ change }) => change === "create")).toBe(true);
    expect(await messages(plan, head, evidenceFor(estateWith(), estateWith()))).toHaveLength(1);
  });
});
