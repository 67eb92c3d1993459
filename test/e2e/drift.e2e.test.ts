import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AwsAccount, enterAccount } from "./harness/aws-api";
import { driftOf, snapshotOf } from "./harness/drift";
import { type Emulator, startEmulator } from "./harness/emulator";
import { EditedEstate, example, synthesize } from "./harness/estate";
import { createIdentityCenter } from "./harness/identity-center";
import { openRoot, type Root } from "./harness/terraform";
import { findTools } from "./harness/tools";

const tools = findTools();
const accounts = { "orders-prod": "111122223333", "ledger-prod": "444455556666" } as const;
/** Erin's lease runs from 16:00 to 20:00, and all others are yet to come. */
const inside = "2026-11-22T18:00:00Z";
const after = "2026-11-22T20:30:00Z";
const lease = "leasehold-acme-erin-read-2026-11-22";
const boundary = "arn:aws:iam::111122223333:policy/access-boundary";
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

/** What somebody does behind Terraform's back, how it is undone, and the one finding that it must give. */
interface Change {
  readonly what: string;
  readonly rule: string;
  readonly at?: string;
  make(account: AwsAccount): Promise<unknown>;
  undo(account: AwsAccount): Promise<unknown>;
}

describe.skipIf(tools.missing.length > 0)("what is there that nothing declares", () => {
  let emulator: Emulator;
  let estate: EditedEstate;
  const rootOf = new Map<string, Root>();
  let orders: AwsAccount;

  beforeAll(async () => {
    emulator = await startEmulator(tools);
    estate = new EditedEstate(example("acme"))
      .withoutGrant("ledger-batch-restart-2026-11-24")
      // Long over, hence due for pruning, which is a finding of its own.
      .withoutGrant("gail-admin-2026-11-20")
      .withoutGrant("dana-read-2026-11-19")
      .with(["targets", "orders-prod", "aws", "permissionsBoundary"], boundary);
    const roots = synthesize(estate.directory);
    orders = await enterAccount(emulator.endpoint, accounts["orders-prod"]);
    for (const target of Object.keys(accounts)) {
      const root = openRoot(tools, tools.binaries[0]?.path ?? "terraform", join(roots, target), emulator.endpoint);
      rootOf.set(target, root);
      await root.init();
      await root.apply();
    }
    await orders.call("CreateUser", { UserName: "mallory" });
  });
  afterAll(async () => {
    await emulator?.stop();
  });

  /** The findings that are there now, without notes. */
  async function found(now: string): Promise<readonly string[]> {
    const snapshot = snapshotOf(emulator.endpoint, Object.values(accounts), now);
    return driftOf(estate.directory, ["--snapshot", snapshot, "--now", now]);
  }
  /** What the states say, or what a refresh of them finds. */
  async function foundIn(source: "--state" | "--plan"): Promise<readonly string[]> {
    const files: string[] = [];
    for (const root of rootOf.values()) {
      const file = join(root.directory, source === "--state" ? "terraform.tfstate" : "refresh.json");
      if (source === "--plan") {
        await root.plan("-refresh-only");
        writeFileSync(file, (await root.run(["show", "-json", "plan.bin"])).output);
      }
      files.push(source, file);
    }
    return driftOf(estate.directory, [...files, "--now", inside]);
  }
  const trust = async (edit: (text: string) => string): Promise<unknown> =>
    orders.call("UpdateAssumeRolePolicy", {
      RoleName: lease,
      PolicyDocument: edit(JSON.stringify((await orders.role(lease)).trust)),
    });
  const put = (name: string, document: unknown): Promise<unknown> =>
    orders.call("PutRolePolicy", { RoleName: lease, PolicyName: name, PolicyDocument: JSON.stringify(document) });
  const tag = (key: string, value: string): Promise<unknown> =>
    orders.call("TagRole", { RoleName: lease, "Tags.member.1.Key": key, "Tags.member.1.Value": value });
  const everything = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
  };
  let before: Awaited<ReturnType<AwsAccount["role"]>>;
  let key = "";

  it("is nothing after an apply, by the API, by the state and by a refresh", async () => {
    expect(await found(inside)).toEqual([]);
    expect(await foundIn("--state")).toEqual([]);
    expect(await foundIn("--plan")).toEqual([]);
    before = await orders.role(lease);
  });

  const guard = "leasehold-guard";
  const takeGuard = () => orders.call("DeleteRolePolicy", { RoleName: lease, PolicyName: guard });
  const giveGuard = () => put(guard, before.inline.get(guard));
  const changes: readonly Change[] = [
    {
      what: "an administrator policy on a user",
      rule: "undeclared-access",
      make: () => orders.call("AttachUserPolicy", { UserName: "mallory", PolicyArn: administrator }),
      undo: () => orders.call("DetachUserPolicy", { UserName: "mallory", PolicyArn: administrator }),
    },
    {
      what: "a second inline policy on a lease role",
      rule: "permissions-changed",
      make: () => put("second", everything),
      undo: () => orders.call("DeleteRolePolicy", { RoleName: lease, PolicyName: "second" }),
    },
    {
      what: "the date of a trust policy",
      rule: "bound-changed",
      make: () => trust((text) => text.replaceAll("2026-11-22T20:00:00Z", "2026-11-22T23:00:00Z")),
      undo: () => trust((text) => text.replaceAll("2026-11-22T23:00:00Z", "2026-11-22T20:00:00Z")),
    },
    {
      what: "the principal of a trust policy",
      rule: "trust-changed",
      make: () => trust((text) => text.replaceAll("user/erin", "user/mallory")),
      undo: () => trust((text) => text.replaceAll("user/mallory", "user/erin")),
    },
    { what: "the guard, inside the window", rule: "guard-removed", make: takeGuard, undo: giveGuard },
    { what: "the guard, after the window", rule: "lease-outlived", at: after, make: takeGuard, undo: giveGuard },
    {
      what: "an owner tag changed",
      rule: "owner-changed",
      make: () => tag("leasehold:owner", "somebody"),
      undo: () => tag("leasehold:owner", before.tags.get("leasehold:owner") ?? ""),
    },
    {
      what: "an owner tag removed",
      rule: "owner-changed",
      make: () => orders.call("UntagRole", { RoleName: lease, "TagKeys.member.1": "leasehold:owner" }),
      undo: () => tag("leasehold:owner", before.tags.get("leasehold:owner") ?? ""),
    },
    {
      what: "the session duration",
      rule: "session-changed",
      make: () => orders.call("UpdateRole", { RoleName: lease, MaxSessionDuration: "43200" }),
      undo: () => orders.call("UpdateRole", { RoleName: lease, MaxSessionDuration: "3600" }),
    },
    {
      what: "a boundary removed",
      rule: "boundary-removed",
      make: () => orders.call("DeleteRolePermissionsBoundary", { RoleName: lease }),
      undo: () => orders.call("PutRolePermissionsBoundary", { RoleName: lease, PermissionsBoundary: boundary }),
    },
    {
      what: "an access key",
      rule: "static-credential-live",
      make: async () => {
        key = (await orders.accessKey("mallory")) ?? "";
      },
      undo: () => orders.call("DeleteAccessKey", { UserName: "mallory", AccessKeyId: key }),
    },
  ];
  it.each(changes)("$what gives one finding, $rule", async ({ rule, at, make, undo }) => {
    await make(orders);
    expect(await found(at ?? inside)).toEqual([rule]);
    await undo(orders);
  });

  it("a refresh sees what was done to what Terraform manages, and the state does not", async () => {
    await put("second", everything);
    await orders.call("UpdateRole", { RoleName: lease, MaxSessionDuration: "43200" });
    expect(await foundIn("--state")).toEqual([]);
    expect([...(await foundIn("--plan"))].sort()).toEqual(["permissions-changed", "session-changed"]);
    await orders.call("DeleteRolePolicy", { RoleName: lease, PolicyName: "second" });
    await orders.call("UpdateRole", { RoleName: lease, MaxSessionDuration: "3600" });
  });

  it("has forgotten none of them: undone, they are gone", async () => {
    expect(await found(inside)).toEqual([]);
  });

  it("an assignment of Identity Center gives one finding, undeclared-access", async () => {
    const undo = await createIdentityCenter(emulator.endpoint, accounts["orders-prod"], administrator);
    expect(await found(inside)).toEqual(["undeclared-access"]);
    await undo();
  });

  it("a lease role deleted gives one finding, lease-missing", async () => {
    for (const policy of before.inline.keys()) {
      await orders.call("DeleteRolePolicy", { RoleName: lease, PolicyName: policy });
    }
    for (const arn of before.attached) await orders.call("DetachRolePolicy", { RoleName: lease, PolicyArn: arn });
    await orders.call("DeleteRole", { RoleName: lease });
    expect(await found(inside)).toEqual(["lease-missing"]);
  });
});
