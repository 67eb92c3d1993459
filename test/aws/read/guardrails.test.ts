import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import { type Fact, type GuardrailFact, ofKind } from "../../../src/facts/fact";
import { applyRules } from "../../../src/rules/rules";
import type { ResourceInstance } from "../../../src/terraform/instance";
import { type Arguments, later, policy, type StackOptions, stack } from "./stack";

type Resources = Readonly<Record<string, Arguments>>;

const factsIn = (resources: Resources, options: StackOptions = {}) => {
  const landscape = stack(resources, options);
  return readResourceSide(landscape, principalsOf(landscape));
};

const guardrails = (resources: Resources, options: StackOptions = {}): readonly GuardrailFact[] =>
  ofKind(factsIn(resources, options), "guardrail");

const arn = "arn:aws:iam::111122223333:role/deploy";
const role = (given: Arguments = {}): Resources => ({
  "aws_iam_role.deploy": { name: "deploy", ...given, computed: { arn, ...given.computed } },
});
const end = {
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  Condition: { DateGreaterThanEquals: { "aws:CurrentTime": "2026-12-01T00:00:00Z" } },
};

describe("guardrails", () => {
  const boundary = "arn:aws:iam::111122223333:policy/limit";
  const cases: readonly (readonly [string, Resources, readonly Partial<GuardrailFact>[]])[] = [
    [
      "a role's boundary",
      role({ permissions_boundary: boundary }),
      [{ guardrail: "permissions-boundary", protects: arn, content: boundary }],
    ],
    ["a role without one", role({ permissions_boundary: null }), []],
    [
      "a boundary that the plan makes, by what it says",
      {
        ...role({ permissions_boundary: later("aws_iam_policy.limit.arn") }),
        "aws_iam_policy.limit": {
          policy: policy({ Sid: "a", Effect: "Allow", Action: ["s3:Put*", "s3:Get*"], Resource: "*" }),
        },
      },
      [
        {
          guardrail: "permissions-boundary",
          protects: arn,
          content: '[{"Action":["s3:Get*","s3:Put*"],"Effect":"Allow","Resource":["*"]}]',
        },
      ],
    ],
    [
      "the guard of a lease, by what it does",
      { ...role(), "aws_iam_role_policy.x": { role: "deploy", policy: policy(end) } },
      [{ guardrail: "guard", protects: arn, content: "ends all access" }],
    ],
    [
      "a guard within the role",
      role({ inline_policy: [{ name: "x", policy: policy(end) }] }),
      [{ guardrail: "guard", protects: arn }],
    ],
    [
      "no guard: a Deny without an end",
      {
        ...role(),
        "aws_iam_role_policy.x": { role: "deploy", policy: policy({ ...end, Condition: undefined, Action: "s3:*" }) },
      },
      [],
    ],
    [
      "no guard: another condition beside the end",
      {
        ...role(),
        "aws_iam_role_policy.x": {
          role: "deploy",
          policy: policy({ ...end, Condition: { ...end.Condition, Bool: { "aws:SecureTransport": "true" } } }),
        },
      },
      [],
    ],
    [
      "no guard: some of the actions only",
      { ...role(), "aws_iam_role_policy.x": { role: "deploy", policy: policy({ ...end, Action: "s3:*" }) } },
      [],
    ],
    [
      "exclusive management of a lease",
      {
        ...role(),
        "aws_iam_role_policy.x": { role: "deploy", policy: policy(end) },
        "aws_iam_role_policies_exclusive.x": { role_name: "deploy", policy_names: ["x"] },
      },
      [{ guardrail: "guard" }, { guardrail: "exclusive-management", protects: arn }],
    ],
    [
      "exclusive management of any other role",
      { ...role(), "aws_iam_role_policies_exclusive.x": { role_name: "deploy", policy_names: [] } },
      [],
    ],
    [
      "a service control policy",
      {
        "aws_organizations_policy.x": {
          name: "no-root",
          content: policy({ Effect: "Deny", Action: "*", Resource: "*" }),
        },
      },
      [
        {
          guardrail: "organization-policy",
          protects: "no-root",
          content: '[{"Action":["*"],"Effect":"Deny","Resource":["*"]}]',
        },
      ],
    ],
    [
      "a tag policy",
      { "aws_organizations_policy.x": { name: "tags", type: "TAG_POLICY", content: '{"tags":{}}' } },
      [],
    ],
    [
      "its attachment",
      { "aws_organizations_policy_attachment.x": { policy_id: "p-12345678", target_id: "ou-ab12-11111111" } },
      [{ guardrail: "organization-policy", protects: "ou-ab12-11111111 by p-12345678" }],
    ],
    [
      "a block of public access",
      {
        "aws_s3_bucket_public_access_block.x": {
          bucket: "data",
          block_public_acls: true,
          restrict_public_buckets: true,
          ignore_public_acls: false,
        },
      },
      [
        {
          guardrail: "resource-control",
          protects: "arn:aws:s3:::data",
          content: "block_public_acls, restrict_public_buckets",
        },
      ],
    ],
    [
      "an account's block of public access",
      { "aws_s3_account_public_access_block.x": { account_id: "111122223333", block_public_policy: true } },
      [{ guardrail: "resource-control", protects: "account 111122223333", content: "block_public_policy" }],
    ],
    [
      "a permission set's boundary",
      {
        "aws_ssoadmin_permissions_boundary_attachment.x": {
          permission_set_arn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
          permissions_boundary: [{ managed_policy_arn: boundary }],
        },
      },
      [{ guardrail: "permissions-boundary", protects: "arn:aws:sso:::permissionSet/ssoins-1/ps-1" }],
    ],
  ];
  it.each(cases)("%s", (_, resources, expected) => {
    expect(guardrails(resources)).toMatchObject(expected);
    expect(guardrails(resources)).toHaveLength(expected.length);
  });
});

type Change = readonly [
  string,
  Resources,
  Resources,
  readonly string[],
  Readonly<Record<string, Partial<ResourceInstance>>>?,
];

describe("a change of guardrails", () => {
  /** That the role is still there is what the identity side says. */
  const stays = (resources: Resources): readonly Fact[] => {
    if (resources["aws_iam_role.deploy"] === undefined) return [];
    const becomes = { kind: "service", name: arn, key: arn } as const;
    const principal = { kind: "service", name: "ec2.amazonaws.com", key: "ec2.amazonaws.com" } as const;
    const from = {
      address: "aws_iam_role.deploy",
      addresses: ["aws_iam_role.deploy"],
      type: "aws_iam_role",
      change: "no-op",
    } as const;
    return [{ kind: "trust", principal, becomes, bound: { kind: "standing", because: "" }, from }];
  };
  const change = (
    before: Resources,
    after: Resources,
    also: Readonly<Record<string, Partial<ResourceInstance>>> = {},
  ) =>
    applyRules({
      before: factsIn(before, { moment: "before", also }),
      after: [...factsIn(after), ...stays(after)],
      now: 1_795_000_000,
    })
      .filter(({ finding }) => finding.rule === "guardrail-removed")
      .map(({ finding }) => `${finding.severity} ${finding.address}`);
  const block = { "aws_s3_bucket_public_access_block.x": { bucket: "data", block_public_acls: true } };
  const bucket = { "aws_s3_bucket.x": { bucket: "data" } };
  const guarded = (until: string) => ({
    ...role(),
    "aws_iam_role_policy.x": {
      role: "deploy",
      policy: policy({ ...end, Condition: { DateGreaterThanEquals: { "aws:CurrentTime": until } } }),
    },
  });
  const cases: readonly Change[] = [
    [
      "a block that goes while its bucket stays",
      { ...bucket, ...block },
      bucket,
      ["error aws_s3_bucket_public_access_block.x"],
    ],
    ["a block that goes with its bucket", { ...bucket, ...block }, {}, [], { "aws_s3_bucket.x": { change: "delete" } }],
    [
      "a block that is loosened",
      block,
      { "aws_s3_bucket_public_access_block.x": { bucket: "data", block_public_acls: false } },
      ["error aws_s3_bucket_public_access_block.x"],
    ],
    [
      "a boundary that goes while its role stays",
      role({ permissions_boundary: "arn:aws:iam::111122223333:policy/limit", tags: {} }),
      role(),
      ["error aws_iam_role.deploy"],
    ],
    [
      "a boundary that goes with its role",
      role({ permissions_boundary: "arn:aws:iam::111122223333:policy/limit" }),
      {},
      [],
    ],
    [
      "a guard that ends later: the lease is judged, not the guard",
      guarded("2026-12-01T00:00:00Z"),
      guarded("2026-12-01T01:00:00Z"),
      [],
    ],
    [
      "a guard that goes while its role stays",
      guarded("2026-12-01T00:00:00Z"),
      role(),
      ["error aws_iam_role_policy.x"],
    ],
  ];
  it.each(cases.map((each) => [each[0], each] as const))("%s", (_, [, before, after, expected, also]) => {
    expect(change(before, after, also)).toEqual(expected);
  });
});
