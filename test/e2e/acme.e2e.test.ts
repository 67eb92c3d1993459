import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AwsAccount, enterAccount, type FoundRole } from "./harness/aws-api";
import { type Emulator, startEmulator } from "./harness/emulator";
import { EditedEstate, example, synthesize, synthesizeApp } from "./harness/estate";
import { lookForUnguarded } from "./harness/guarded";
import { mayAssume, mayDo } from "./harness/judge";
import { documentIn, literal, ofType, referenceIn, resourcesOf, withoutGrant } from "./harness/synthesized";
import { openRoot, type PlannedChange, type Root, scratch, shareInit } from "./harness/terraform";
import { binariesOf, findTools } from "./harness/tools";

const tools = findTools();
/** The emulator has no Roles Anywhere, so this one is planned and validated but not applied. */
const rolesAnywhereGrant = "ledger-batch-restart-2026-11-24";
const accounts = { "orders-prod": "111122223333", "ledger-prod": "444455556666" } as const;
type TargetName = keyof typeof accounts;
const targets: readonly TargetName[] = ["orders-prod", "ledger-prod"];

const machine = "arn:aws:ec2:eu-central-1:111122223333:instance/i-0a1b2c3d4e5f60718";
const ofPayments = { "aws:ResourceTag/team": "payments" };

/** What each applied lease is for: an action inside its permissions, and the seconds between which it must be allowed. */
const leases = [
  {
    grant: "dana-restart-2026-11-23",
    target: "orders-prod",
    action: "ec2:RebootInstances",
    resource: machine,
    context: ofPayments,
    start: "2026-11-23T09:00:00Z",
    last: "2026-11-23T10:59:59Z",
    end: "2026-11-23T11:00:00Z",
  },
  {
    grant: "erin-read-2026-11-22",
    target: "orders-prod",
    action: "dynamodb:GetItem",
    resource: "arn:aws:dynamodb:eu-central-1:111122223333:table/orders",
    context: {},
    start: "2026-11-22T16:00:00Z",
    last: "2026-11-22T19:59:59Z",
    end: "2026-11-22T20:00:00Z",
  },
  {
    grant: "repair-agent-restart-2026-11-23",
    target: "orders-prod",
    action: "ec2:RebootInstances",
    resource: machine,
    context: ofPayments,
    start: "2026-11-23T12:00:00Z",
    last: "2026-11-23T12:19:59Z",
    end: "2026-11-23T12:20:00Z",
  },
  {
    grant: "kim-support-2026-11-23",
    target: "ledger-prod",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::acme-ledger-exports/masked/2026-10.csv",
    context: {},
    start: "2026-11-23T07:00:00Z",
    last: "2026-11-23T14:59:59Z",
    end: "2026-11-23T15:00:00Z",
  },
  {
    grant: "gail-admin-2026-11-20",
    target: "ledger-prod",
    action: "ec2:TerminateInstances",
    resource: "arn:aws:ec2:eu-west-1:444455556666:instance/i-0a1b2c3d4e5f60718",
    context: {},
    start: "2026-11-20T10:00:00Z",
    last: "2026-11-20T10:24:59Z",
    // Revoked before its hour was over.
    end: "2026-11-20T10:25:00Z",
  },
] as const;

describe.skipIf(tools.missing.length > 0).each(binariesOf(tools))("examples/acme under $name", ({ path: binary }) => {
  let emulator: Emulator;
  let roots: string;
  let applied: EditedEstate;
  const rootOf = new Map<TargetName, Root>();
  const accountOf = new Map<TargetName, AwsAccount>();

  function get<T>(map: ReadonlyMap<TargetName, T>, target: TargetName): T {
    const found = map.get(target);
    if (found === undefined) throw new Error(`${target} has not been set up`);
    return found;
  }
  /** Synthesizes over the same roots, as a merged pull request would, and plans one. */
  async function planAfter(estate: EditedEstate, target: TargetName): Promise<readonly PlannedChange[]> {
    synthesize(estate.directory, roots);
    return get(rootOf, target).plan();
  }
  async function leaseRole(target: TargetName, grant: string): Promise<FoundRole> {
    return get(accountOf, target).role(`leasehold-acme-${grant}`);
  }

  beforeAll(async () => {
    emulator = await startEmulator(tools);
    applied = new EditedEstate(example("acme")).withoutGrant(rolesAnywhereGrant);
    roots = synthesize(applied.directory);
    for (const target of targets) {
      rootOf.set(target, openRoot(tools, binary, join(roots, target), emulator.endpoint));
      accountOf.set(target, await enterAccount(emulator.endpoint, accounts[target]));
    }
  });
  afterAll(async () => {
    await emulator?.stop();
  });

  it.each(targets)("validates and applies %s through its deployer role", async (target) => {
    const root = get(rootOf, target);
    await root.init();
    expect(await root.run(["validate", "-no-color"])).toMatchObject({ status: 0 });
    const planned = await root.plan();
    expect(new Set(planned.flatMap((change) => change.actions))).toEqual(new Set(["create"]));
    await root.apply();
  });

  it("keeps the two accounts apart", async () => {
    for (const target of targets) {
      const made = ofType(resourcesOf(join(roots, target)), "aws_iam_role");
      const found = await get(accountOf, target).roleNames("/leasehold/acme/");
      expect([...found].sort()).toEqual([...made.values()].map((role) => literal(role.name)).sort());
      expect(found.length).toBeGreaterThan(2);
    }
  });

  it.each(targets)("gives back from the API of %s what was synthesized", async (target) => {
    const account = get(accountOf, target);
    const resources = resourcesOf(join(roots, target));
    const roles = ofType(resources, "aws_iam_role");
    const policies = ofType(resources, "aws_iam_policy");
    const arnOf = (reference: unknown): string => {
      const policy = policies.get(referenceIn(reference)?.name ?? "");
      if (policy === undefined) return literal(reference);
      return `arn:aws:iam::${accounts[target]}:policy${literal(policy.path)}${literal(policy.name)}`;
    };
    for (const [name, policy] of policies) {
      const found = await account.policy(arnOf(`\${aws_iam_policy.${name}.arn}`));
      expect(found.document).toEqual(documentIn(policy.policy));
      expect(Object.fromEntries(found.tags)).toEqual(literals(policy.tags));
    }
    for (const [name, role] of roles) {
      const found = await account.role(literal(role.name));
      expect(found.path).toBe(role.path);
      expect(found.trust).toEqual(documentIn(role.assume_role_policy));
      expect(found.maxSessionSeconds).toBe(role.max_session_duration);
      expect(Object.fromEntries(found.tags)).toEqual(literals(role.tags));
      const hangsOn = (attributes: Readonly<Record<string, unknown>>): boolean =>
        referenceIn(attributes.role)?.name === name;
      const inline = [...ofType(resources, "aws_iam_role_policy").values()].filter(hangsOn);
      expect(Object.fromEntries(found.inline)).toEqual(
        Object.fromEntries(inline.map((policy) => [literal(policy.name), documentIn(policy.policy)])),
      );
      const attached = [...ofType(resources, "aws_iam_role_policy_attachment").values()].filter(hangsOn);
      expect(found.attached).toEqual(attached.map((attachment) => arnOf(attachment.policy_arn)).sort());
      expect(found.attached.length).toBeGreaterThan(0);
    }
    expect((await lookForUnguarded(account, "/leasehold/")).unguarded).toEqual([]);
  });

  it.each(leases)("lets $grant work from $start until $end, and no longer", async (lease) => {
    const account = get(accountOf, lease.target);
    const role = await leaseRole(lease.target, lease.grant);
    const at = (time: string): Promise<boolean> =>
      mayDo(account, role, { ...lease, account: accounts[lease.target], at: time });
    expect(await at(secondBefore(lease.start))).toBe(false);
    expect(await at(lease.start)).toBe(true);
    expect(await at(lease.last)).toBe(true);
    expect(await at(lease.end)).toBe(false);
    expect(await at("2036-01-01T00:00:00Z")).toBe(false);
  });

  it("lets only the grant's own user in, and only inside the window", async () => {
    const role = await leaseRole("orders-prod", "erin-read-2026-11-22");
    const enters = (user: string, at: string): Promise<boolean> =>
      mayAssume(role, `arn:aws:iam::111122223333:user/${user}`, { account: "111122223333", at });
    expect(await enters("erin", "2026-11-22T16:00:00Z")).toBe(true);
    expect(await enters("erin", "2026-11-22T20:00:00Z")).toBe(false);
    expect(await enters("erin", "2026-11-22T15:59:59Z")).toBe(false);
    expect(await enters("hana", "2026-11-22T16:00:00Z")).toBe(false);
  });

  it("gives the agent its task and not its role", async () => {
    const role = await leaseRole("orders-prod", "repair-agent-restart-2026-11-23");
    const request = { resource: machine, context: ofPayments, account: "111122223333", at: "2026-11-23T12:10:00Z" };
    expect(await mayDo(get(accountOf, "orders-prod"), role, { ...request, action: "ec2:RebootInstances" })).toBe(true);
    expect(await mayDo(get(accountOf, "orders-prod"), role, { ...request, action: "ec2:StopInstances" })).toBe(false);
    const foreign = { ...request, context: { "aws:ResourceTag/team": "ledger" } };
    expect(await mayDo(get(accountOf, "orders-prod"), role, { ...foreign, action: "ec2:RebootInstances" })).toBe(false);
  });

  it("lets an administrator do no more than the lease: it cannot make itself last", async () => {
    const role = await leaseRole("ledger-prod", "gail-admin-2026-11-20");
    const inside = { account: "444455556666", at: "2026-11-20T10:10:00Z" };
    const other = "arn:aws:iam::444455556666:user/another";
    const lasting = [
      ["iam:DeleteRolePolicy", role.arn],
      ["iam:UpdateAssumeRolePolicy", role.arn],
      ["iam:AttachRolePolicy", role.arn],
      ["iam:CreateUser", other],
      ["iam:CreateAccessKey", other],
      ["iam:CreateRole", "arn:aws:iam::444455556666:role/another"],
      ["sts:AssumeRole", "arn:aws:iam::444455556666:role/another"],
    ] as const;
    for (const [action, resource] of lasting) {
      expect([action, await mayDo(get(accountOf, "ledger-prod"), role, { ...inside, action, resource })]).toEqual([
        action,
        false,
      ]);
    }
  });

  it("plans no changes a second time", async () => {
    for (const target of targets) {
      const again = await get(rootOf, target).run(["plan", "-input=false", "-no-color", "-detailed-exitcode"]);
      expect(again.output).toContain("No changes.");
      expect(again.status).toBe(0);
    }
  });

  it("plans no changes for what the CDKTF app synthesizes", async () => {
    const stacks = synthesizeApp();
    for (const target of targets) {
      const directory = scratch("app");
      const root = withoutGrant(
        JSON.parse(readFileSync(join(stacks, target, "cdk.tf.json"), "utf8")),
        rolesAnywhereGrant,
      );
      writeFileSync(join(directory, "cdk.tf.json"), JSON.stringify(root));
      shareInit(get(rootOf, target), directory);
      cpSync(join(roots, target, "terraform.tfstate"), join(directory, "terraform.tfstate"));
      expect(await openRoot(tools, binary, directory, emulator.endpoint).plan()).toEqual([]);
    }
  });

  it("only creates for a grant that is added, and only deletes for one that is pruned", async () => {
    const added = new EditedEstate(applied.directory).withFile(
      "grants/added.yaml",
      [
        "version: 1",
        "grants:",
        "  erin-read-2026-11-24:",
        "    role: orders-reader",
        "    identity: erin",
        "    start: 2026-11-24T09:00:00Z",
        "    ttl: 1h",
        "    ticket: INC-4720",
        "    justification: The refunds of Sunday, once more",
        "",
      ].join("\n"),
    );
    const ledger = readFileSync(join(roots, "ledger-prod", "main.tf.json"), "utf8");
    const created = await planAfter(added, "orders-prod");
    expect(created.length).toBeGreaterThan(3);
    expect(new Set(created.map((change) => change.actions.join()))).toEqual(new Set(["create"]));
    expect(readFileSync(join(roots, "ledger-prod", "main.tf.json"), "utf8")).toBe(ledger);
    expect(created.every((change) => change.address.includes("erin-read-2026-11-24"))).toBe(true);

    const pruned = new EditedEstate(applied.directory).withoutGrant("dana-read-2026-11-19");
    const deleted = await planAfter(pruned, "orders-prod");
    expect(deleted.length).toBeGreaterThan(3);
    expect(new Set(deleted.map((change) => change.actions.join()))).toEqual(new Set(["delete"]));
    expect(deleted.every((change) => change.address.includes("dana-read-2026-11-19"))).toBe(true);
    synthesize(applied.directory, roots);
  });

  it("undoes what was put on a lease role behind Terraform's back", async () => {
    const account = get(accountOf, "orders-prod");
    const RoleName = "leasehold-acme-erin-read-2026-11-22";
    const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    const before = await account.role(RoleName);
    await account.call("PutRolePolicy", { RoleName, PolicyName: "extra", PolicyDocument: JSON.stringify(everything) });
    await account.call("AttachRolePolicy", { RoleName, PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" });
    const root = get(rootOf, "orders-prod");
    const changes = await root.plan();
    expect(changes.map((change) => change.address).sort()).toEqual([
      "aws_iam_role_policies_exclusive.erin-read-2026-11-22",
      "aws_iam_role_policy_attachments_exclusive.erin-read-2026-11-22",
    ]);
    await root.apply();
    const after = await account.role(RoleName);
    expect([...after.inline.keys()]).toEqual([...before.inline.keys()]);
    expect(after.attached).toEqual(before.attached);
  });

  it("puts back a guard that was taken off", async () => {
    const account = get(accountOf, "orders-prod");
    const RoleName = "leasehold-acme-erin-read-2026-11-22";
    const before = await account.role(RoleName);
    await account.call("DeleteRolePolicy", { RoleName, PolicyName: "leasehold-guard" });
    await get(rootOf, "orders-prod").apply();
    expect(await account.role(RoleName)).toEqual(before);
  });

  it("validates and plans the Roles Anywhere lease that the emulator cannot hold", async () => {
    const whole = synthesize(example("acme"), join(scratch("whole"), "roots"));
    const directory = join(whole, "orders-prod");
    shareInit(get(rootOf, "orders-prod"), directory);
    const root = openRoot(tools, binary, directory, emulator.endpoint);
    expect(await root.run(["validate", "-no-color"])).toMatchObject({ status: 0 });
    const planned = (await root.plan()).map((change) => change.address);
    expect(planned).toContain(`aws_iam_role.${rolesAnywhereGrant}`);
    expect(planned).toContain(`aws_rolesanywhere_profile.${rolesAnywhereGrant}`);
  });
});

function secondBefore(time: string): string {
  return new Date(Date.parse(time) - 1000).toISOString().replace(".000Z", "Z");
}

function literals(tags: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(tags ?? {}).map(([key, value]) => [literal(key), literal(value)]));
}
