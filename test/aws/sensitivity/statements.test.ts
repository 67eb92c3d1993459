import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { privilegeOfStatements, weigh } from "../../../src/aws/sensitivity/statements";
import { privileges } from "../../../src/facts/privilege";

function of(actions: string[], resources = ["*"]) {
  return privilegeOfStatements([{ actions, resources, conditions: {} }]);
}

describe("the privilege of statements", () => {
  it.each([
    [["*"], ["*"], "administrative"],
    [["*:*"], ["*"], "administrative"],
    [["iam:*"], ["*"], "administrative"],
    [["IAM:*"], ["arn:aws:iam::111122223333:*"], "administrative"],
    [["iam:*"], ["arn:aws:iam::*:**"], "administrative"],
    [["iam:*"], ["arn:aws:iam::*:?*"], "administrative"],
    [["iam:*"], ["arn:aws:iam::*:*/*"], "administrative"],
    [["*"], ["arn:*:*:*:*:**"], "administrative"],
    [["organizations:*"], ["*"], "administrative"],
    [["sso:*"], ["*"], "administrative"],
    [["iam:*"], ["arn:aws:iam::111122223333:role/app/*"], "escalation"],
    [["*"], ["arn:aws:s3:::logs/*"], "escalation"],
    [["s3:Get*"], ["*"], "data"],
    [["ec2:StartInstances", "ec2:StopInstances", "ec2:RebootInstances"], ["arn:aws:ec2:*:*:instance/*"], "write"],
    [["ec2:Describe*"], ["*"], "read"],
    [["iam:Get*", "iam:List*"], ["*"], "read"],
    [["sts:*"], ["arn:aws:iam::444455556666:role/x"], "escalation"],
    [["*"], ["arn:aws:iam::444455556666:role/x"], "escalation"],
    [["ssm:*"], ["arn:aws:ec2:*:*:instance/*"], "escalation"],
    [[], ["*"], "read"],
  ])("%j on %j: %s", (actions, resources, privilege) => {
    expect(of(actions, resources)).toMatchObject({ privilege, unknown: [] });
  });

  it("counts with a wildcard only what the resources' services can be asked for", () => {
    const { privilege, because } = of(["*:Get*", "*:List*"], ["arn:aws:dynamodb:*:*:table/orders"]);
    expect(privilege).toBe("data");
    expect(because.join()).toMatch(/dynamodb:/);
    expect(because.join()).not.toMatch(/secretsmanager:/);
  });

  it("counts an action that is written out whatever the resource", () => {
    expect(of(["secretsmanager:GetSecretValue"], ["arn:aws:s3:::x"]).privilege).toBe("credential-exposure");
  });

  it("says which actions make it so, and why", () => {
    expect(of(["iam:PassRole", "ec2:DescribeInstances"]).because).toEqual([expect.stringMatching(/^iam:PassRole: \w/)]);
    expect(of(["iam:P*", "iam:C*"]).because.at(-1)).toMatch(/^and \d+ more$/);
  });

  it("names what the table does not know, beside what it knows", () => {
    expect(of(["s3:GetObject", "s3:GetObjekt", "newservice:*"])).toMatchObject({
      privilege: "data",
      unknown: ["s3:GetObjekt", "newservice:*"],
    });
  });

  it("adds up over statements: control of IAM may come in parts", () => {
    const part = (actions: string[]) => ({ actions, resources: ["*"], conditions: {} });
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    expect(privilegeOfStatements(letters.map((letter) => part([`iam:${letter}*`]))).privilege).toBe("administrative");
  });

  it("never falls when more is allowed", () => {
    const action = fc.constantFrom(
      "s3:GetObject",
      "ec2:Describe*",
      "iam:PassRole",
      "*",
      "iam:*",
      "sqs:Send*",
      "kms:Decrypt",
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 4 }), action, (actions, more) => {
        const rank = (list: string[]) => privileges.indexOf(of(list).privilege);
        expect(rank([...actions, more])).toBeLessThanOrEqual(rank(actions));
      }),
    );
  });

  it("takes off what is denied always and everywhere, and nothing else", () => {
    const allow = { Effect: "Allow", Action: ["iam:PassRole", "s3:GetObject"], Resource: "*" } as const;
    const deny = { Effect: "Deny", Action: "iam:Pass*", Resource: "*" } as const;
    expect(weigh([allow, deny]).privilege).toBe("data");
    expect(weigh([allow, { ...deny, Resource: "arn:aws:iam::1:role/x" }]).privilege).toBe("escalation");
    expect(weigh([allow, { ...deny, Condition: { Bool: { "aws:x": "true" } } }]).privilege).toBe("escalation");
  });

  it("reads NotAction and NotResource by what they leave", () => {
    expect(weigh([{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }]).privilege).toBe("administrative");
    expect(weigh([{ Effect: "Allow", NotAction: ["s3:*"], Resource: "*" }]).privilege).toBe("administrative");
    expect(weigh([{ Effect: "Allow", Action: "iam:*", NotResource: "arn:aws:iam::1:role/x" }]).privilege).toBe(
      "administrative",
    );
  });
});
