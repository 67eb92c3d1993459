import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AwsAccount, enterAccount } from "./harness/aws-api";
import { type Emulator, startEmulator } from "./harness/emulator";
import { EditedEstate, example, runCommandLine, synthesize } from "./harness/estate";
import { type ProviderRoot, ProviderWorkshop, providerCases } from "./harness/leasehold-provider";
import { documentIn, literal, ofType, resourcesOf } from "./harness/synthesized";
import { scratch } from "./harness/terraform";
import { findTools } from "./harness/tools";

const tools = findTools();
const name = "dana-restart-2026-11-23";
const now = "2026-11-23T08:59:00Z";
const during = "2026-11-23T09:00:00Z";
const past = "2026-11-23T10:30:00Z";

/** What the example's resource says, as the estate would. */
const again = `version: 1
grants:
  ${name}:
    role: instance-operator
    identity: dana
    start: ${during}
    ttl: 90m
    ticket: INC-4711
    justification: Restart of the stuck order workers after the failover
`;

describe.skipIf(tools.missing.length > 0).each(providerCases)(
  "the documented role of a lease beside the AWS provider, through $name",
  (given) => {
    let workshop: ProviderWorkshop;
    let emulator: Emulator;
    let account: AwsAccount;
    let root: ProviderRoot;
    // The lease is either the estate's grant or the resource: the name is taken once.
    const without = new EditedEstate(example("acme")).withoutGrant(name).directory;
    const declaredAgain = new EditedEstate(without).withFile("grants/again.yaml", again).directory;
    const written = resourcesOf(join(synthesize(declaredAgain), "orders-prod"));
    const roleName = String(ofType(written, "aws_iam_role").get(name)?.name ?? "");
    const declared = ofType(written, "aws_iam_role").get(name) ?? {};

    beforeAll(async () => {
      workshop = new ProviderWorkshop(given);
      emulator = await startEmulator(tools);
      account = await enterAccount(emulator.endpoint, "111122223333");
      const directory = scratch("aws-role");
      cpSync(resolve("examples/provider/aws-role"), directory, { recursive: true });
      cpSync(without, join(directory, "access"), { recursive: true });
      root = await workshop.at(directory, {
        AWS_ENDPOINT_URL: emulator.endpoint,
        AWS_ACCESS_KEY_ID: "outside",
        AWS_SECRET_ACCESS_KEY: "outside",
        AWS_EC2_METADATA_DISABLED: "true",
        GOGC: "400",
      });
    });
    afterAll(async () => {
      workshop?.close();
      await emulator?.stop();
    });

    async function gate(at: string): Promise<{ status: number | null; judgement: Judgement }> {
      writeFileSync(join(root.directory, "plan.json"), await root.must("show", "-json", "plan.bin"));
      const words = ["gate", "plan.json", "--estate", "access", "--now", at, "--format", "json"];
      const { status, stdout } = runCommandLine(words, {}, root.directory);
      return { status, judgement: JSON.parse(stdout) };
    }

    it("is nothing before its start", async () => {
      expect(await root.changes(`-var=now=${now}`)).toEqual(["create leasehold_grant.restart"]);
    });

    it("passes the gate in its first plan, by the estate", async () => {
      const changes = await root.changes(`-var=now=${during}`);
      expect(changes).toEqual([
        "create aws_iam_policy.restart[0]",
        "create aws_iam_role.restart[0]",
        "create aws_iam_role_policies_exclusive.restart[0]",
        "create aws_iam_role_policy.guard[0]",
        "create aws_iam_role_policy_attachment.restart[0]",
        "create aws_iam_role_policy_attachments_exclusive.restart[0]",
        "create leasehold_grant.restart",
      ]);
      const { status, judgement } = await gate(during);
      expect(judgement).toMatchObject({ verdict: "pass" });
      expect(judgement.findings.filter(({ severity }) => severity !== "note")).toEqual([]);
      expect(status).toBe(0);
    });

    it("has byte for byte the policies of what is synthesized of the same grant", async () => {
      await root.must("apply", "-input=false", "plan.bin");
      const role = await account.role(literal(declared.name));
      expect(role.path).toBe(declared.path);
      expect(Object.fromEntries(role.tags)).toEqual(declared.tags);
      expect(role.maxSessionSeconds).toBe(declared.max_session_duration);
      const guard =
        ofType(written, "aws_iam_role_policy").get(name) ?? ofType(written, "aws_iam_role_policy").get(`${name}_guard`);
      expect(role.trust).toEqual(documentIn(declared.assume_role_policy));
      expect(role.inline).toEqual(new Map([[String(guard?.name), documentIn(guard?.policy)]]));
      const permissions = ofType(written, "aws_iam_policy").get("instance-operator");
      expect(role.attached).toHaveLength(1);
      const attached = await account.policy(role.attached[0] ?? "");
      expect(attached.document).toEqual(documentIn(permissions?.policy));

      const state: State = JSON.parse(await root.must("show", "-json"));
      // The AWS provider puts the keys of a policy in another order; what it was given is the text itself.
      const lease = state.values.root_module.resources.find(({ type }) => type === "leasehold_grant")?.values;
      expect(lease?.trust_policy).toBe(literal(declared.assume_role_policy));
      expect(lease?.guard_policy).toBe(literal(guard?.policy));
      expect(lease?.permissions_policies).toEqual([literal(permissions?.policy)]);
    });

    it("is not to be changed while it holds", async () => {
      expect(await root.changes(`-var=now=${during}`)).toEqual([]);
    });

    it("is taken away by the first apply after its end, permissions before the guard", async () => {
      const output = await root.apply(`-var=now=${past}`);
      expect(output).toContain("0 added, 0 changed, 6 destroyed");
      expect(await account.roleNames("/leasehold/acme/")).not.toContain(roleName);
      expect(output.indexOf("aws_iam_role_policy_attachment.restart[0]: Destruction complete")).toBeLessThan(
        output.indexOf("aws_iam_role_policy.guard[0]: Destroying"),
      );
    });
  },
);

interface Judgement {
  readonly verdict: string;
  readonly findings: readonly { readonly severity: string }[];
}

interface State {
  readonly values: {
    readonly root_module: {
      readonly resources: readonly { readonly type: string; readonly values: Readonly<Record<string, unknown>> }[];
    };
  };
}
