import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import { applyRules } from "../../../src/rules/rules";
import type { JsonMap, Landscape } from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";
import { type Arguments, ourselves, policy, stack } from "./stack";

const foreign = "arn:aws:iam::999988887777:root";
const allows = (Action: string) => ({ Effect: "Allow", Principal: { AWS: foreign }, Action, Resource: "*" });
const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";

/** Each of these fails; what can be changed so that the access is really gone stands beside it. */
const failing: readonly (readonly [string, Arguments, readonly string[]])[] = [
  ["aws_s3_bucket_policy.it", { bucket: "data", policy: policy(allows("s3:*")) }, []],
  ["aws_kms_key.it", { description: "it", policy: policy(allows("kms:CreateGrant")) }, []],
  [
    "aws_secretsmanager_secret_policy.it",
    { secret_arn: "a", policy: policy(allows("secretsmanager:GetSecretValue")) },
    [],
  ],
  ["aws_lambda_permission.it", { function_name: "f", action: "lambda:*", principal: "999988887777" }, []],
  ["aws_kms_grant.it", { key_id: "k", grantee_principal: foreign, operations: ["CreateGrant"] }, []],
  [
    "aws_s3_bucket_acl.it",
    {
      bucket: "b",
      access_control_policy: [{ grant: [{ permission: "WRITE_ACP", grantee: [{ type: "Group", uri: everyone }] }] }],
    },
    [],
  ],
  [
    "aws_lakeformation_permissions.it",
    { principal: "arn:aws:iam::111122223333:user/dana", permissions: ["ALL"], permissions_with_grant_option: ["ALL"] },
    ["permissions_with_grant_option"],
  ],
  ["aws_iam_access_key.it", { user: "dana", status: "Active" }, []],
  ["aws_iam_user_login_profile.it", { user: "dana" }, []],
];

const errors = (landscape: Landscape): number =>
  applyRules({
    after: readResourceSide(landscape, principalsOf(landscape)),
    before: [],
    now: 1_795_000_000,
  }).filter(({ finding }) => finding.severity === "error").length;

type Spoil = (value: Json) => { readonly value?: Json; readonly unknown?: true };
const spoils: Readonly<Record<string, Spoil>> = {
  deleted: () => ({}),
  null: () => ({ value: null }),
  unknown: () => ({ unknown: true }),
  corrupt: (value) => ({ value: typeof value === "string" ? `\u0001${value}` : 7 }),
};

/** Every top-level argument, and every leaf of nested ones. */
function spoiled(values: JsonMap, spoil: Spoil): readonly (readonly [string, JsonMap, JsonMap])[] {
  return Object.entries(values).map(([name, old]) => {
    const { value, unknown } = spoil(old);
    const { [name]: _, ...others } = values;
    return [name, value === undefined ? others : { ...others, [name]: value }, unknown ? { [name]: true } : {}];
  });
}

describe("spoiling one argument never lets pass what failed", () => {
  it.each(failing)("%s", (address, given, gone) => {
    const landscape = stack({ ...ourselves, [address]: given });
    expect(errors(landscape)).toBe(1);
    const instance = landscape.instances.find((each) => each.address === address);
    for (const [how, spoil] of Object.entries(spoils)) {
      for (const [name, values, unknown] of spoiled(instance?.values ?? {}, spoil)) {
        if (gone.includes(name) && (how === "deleted" || how === "null")) continue;
        const changed = stack({ ...ourselves, [address]: given }, { also: { [address]: { values, unknown } } });
        expect({ how, name, errors: errors(changed) }).toMatchObject({
          errors: expect.toSatisfy((n: number) => n > 0),
        });
      }
    }
  });

  it("nor of whom a nested grant is for", () => {
    const grants: readonly Json[] = [
      { permission: "WRITE_ACP", grantee: [{ type: "Group", uri: null }] },
      { permission: "WRITE_ACP", grantee: [] },
      { permission: null, grantee: [{ type: "Group", uri: everyone }] },
      { grantee: [{ type: "Group", uri: everyone }] },
      { permission: "WRITE_ACP" },
    ];
    for (const grant of grants) {
      const given = { bucket: "b", access_control_policy: [{ grant: [grant] }] };
      expect(errors(stack({ ...ourselves, "aws_s3_bucket_acl.it": given }))).toBe(1);
    }
  });
});
