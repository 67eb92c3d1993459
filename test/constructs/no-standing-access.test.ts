import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { JitEstate, NoStandingAccess } from "../../constructs";
import { example } from "../e2e/harness/estate";
import { gatherTemporary } from "../helpers/scratch";

gatherTemporary();

const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const reader = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";

function trustOf(principal: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
  });
}

function stackWith(app: App, policyArn: string): TerraformStack {
  const stack = new TerraformStack(app, "orders");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  const role = new IamRole(stack, "operator", {
    assumeRolePolicy: trustOf({ AWS: "arn:aws:iam::111122223333:user/dana" }),
  });
  new IamRolePolicyAttachment(stack, "attached", { role: role.name, policyArn });
  return stack;
}

describe("NoStandingAccess", () => {
  it("refuses to synthesize standing administration, by the path of its construct", () => {
    const app = Testing.app();
    const stack = stackWith(app, administrator);
    NoStandingAccess.enforce(app);
    expect(() => Testing.synth(stack, true)).toThrow(/orders\/attached: .*standing-privileged-access/s);
  });

  it("may be asked of one stack", () => {
    const stack = stackWith(Testing.app(), administrator);
    NoStandingAccess.enforce(stack);
    expect(() => Testing.synth(stack, true)).toThrow(/standing-privileged-access/);
  });

  it("judges stacks that come later, when the app is synthesized", () => {
    const app = Testing.app();
    NoStandingAccess.enforce(app);
    stackWith(app, administrator);
    expect(() => app.synth()).toThrow(/standing-privileged-access/);
  });

  it("says each fault once", () => {
    const app = Testing.app();
    stackWith(app, administrator);
    NoStandingAccess.enforce(app);
    let said = "";
    try {
      app.synth();
    } catch (error) {
      said = String(error);
    }
    expect(said.match(/standing-privileged-access/g)).toHaveLength(1);
  });

  it("lets through what reads settings", () => {
    const app = Testing.app();
    const stack = stackWith(app, reader);
    NoStandingAccess.enforce(app);
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });

  it("lets the leases of an estate through", () => {
    const app = Testing.app();
    const estate = JitEstate.fromDirectory(app, "acme", `${example("acme")}`);
    NoStandingAccess.enforce(app);
    expect(() => Testing.synth(estate.target("ledger-prod"), true)).not.toThrow();
  });
});
