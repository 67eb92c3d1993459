import { describe, expect, it } from "vitest";
import {
  actionsOfService,
  actionTableDate,
  arnServicesOf,
  lookUpAction,
  services,
} from "../../../src/aws/policy/table";

describe("the table of actions", () => {
  it("is dated, and knows some hundred services", () => {
    expect(actionTableDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(services().length).toBeGreaterThan(400);
  });

  it.each([
    ["rds", 169, 20],
    ["ec2", 826, 266],
    ["ssm", 164, 66],
  ])("of %s's %i actions %i cannot be narrowed by a resource's tag", (service, all, without) => {
    const entries = [...actionsOfService(service).values()];
    expect(entries).toHaveLength(all);
    expect(entries.filter((entry) => !entry.resourceTag)).toHaveLength(without);
  });

  it.each([
    ["iam:passrole", { action: "iam:PassRole", level: "write", permissionsBoundary: false }],
    ["iam:CreateRole", { level: "write", requestTag: true, tagKeys: true, permissionsBoundary: true }],
    ["ec2:CreateTags", { level: "tagging", requestTag: true, tagKeys: true }],
    ["s3:PutBucketPolicy", { level: "permissions" }],
    ["dynamodb:ListTables", { level: "list", resourceTag: false }],
  ])("knows %s", (action, expected) => {
    expect(lookUpAction(action)).toMatchObject(expected);
  });

  it.each(["s3:Nothing", "s3", "nosuch:Thing", ":", "constructor:toString", "__proto__:x"])(
    "does not know %s",
    (action) => {
      expect(lookUpAction(action)).toBeUndefined();
    },
  );

  it("knows that an action may be asked of another service's ARN", () => {
    expect(arnServicesOf("sts")).toContain("iam");
    expect(arnServicesOf("ssm")).toContain("ec2");
    expect(arnServicesOf("s3")).toContain("s3");
  });
});
