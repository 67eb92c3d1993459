import { describe, expect, it } from "vitest";
import { addressOf } from "../../../src/terraform/resource";
import { grant, team } from "../../lease/sample";
import { account, allowing, attributesOf, awsRole, codesOf, dana, emittedOf, target } from "./sample";

const boundary = `arn:aws:iam::${account}:policy/boundary`;
const emission = emittedOf({
  target: target({ permissionsBoundary: boundary }),
  policy: { ownerTag: "team" },
  role: (place) =>
    awsRole(
      "reader",
      {
        targets: [place],
        statements: [allowing(["s3:ListBucket", "s3:GetObject"], ["arn:aws:s3:::b/*", "arn:aws:s3:::b"])],
        managedPolicies: [
          "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
          `arn:aws:iam::${account}:policy/reader`,
          "arn:aws:iam::aws:policy/ReadOnlyAccess",
        ],
      },
      { owners: { entitlement: team("payments"), business: team("sales") }, description: "Reading" },
    ),
  grants: (role) => [grant("g", role, { identity: dana() })],
});
const tagsOf = (digest: unknown) => ({
  "leasehold:estate": "acme",
  "leasehold:role": "reader",
  "leasehold:owner": "payments",
  "leasehold:platform-owner": "platform",
  "leasehold:business-owner": "sales",
  "leasehold:max-ttl": "PT4H",
  "leasehold:approvers": "",
  "leasehold:sensitivity": "moderate",
  "leasehold:digest": digest,
  team: "payments",
});
const roleName = { expression: "aws_iam_role.g.name" };

describe("the role of a grant", () => {
  it("is made without a complaint", () => {
    expect(emission.diagnostics).toEqual([]);
  });

  it("comes with its guard, its attachments and both exclusive resources, under names that hold no position", () => {
    expect(emission.resources.map(addressOf)).toEqual([
      "aws_iam_policy.reader",
      "aws_iam_role.g",
      "aws_iam_role_policy.g",
      "aws_iam_role_policy_attachment.g_reader",
      `aws_iam_role_policy_attachment.g_${account}_reader`,
      "aws_iam_role_policy_attachment.g_aws_ReadOnlyAccess",
      expect.stringMatching(/^aws_iam_role_policy_attachment\.g_aws_job-function_ViewOnlyAccess_[0-9a-f]{10}$/),
      "aws_iam_role_policies_exclusive.g",
      "aws_iam_role_policy_attachments_exclusive.g",
    ]);
  });

  it("has the estate's path, a session of one hour, the target's boundary, and gives way to its own deletion", () => {
    expect(attributesOf(emission, "aws_iam_role.g")).toEqual({
      name: "leasehold-acme-g",
      path: "/leasehold/acme/",
      description: "Reading",
      assume_role_policy: expect.anything(),
      force_detach_policies: true,
      max_session_duration: 3600,
      permissions_boundary: boundary,
      tags: {
        ...tagsOf(expect.stringMatching(/^[0-9a-f]{32}$/)),
        "leasehold:grant": "g",
        "leasehold:ends": "2026-11-23T10:30:00Z",
      },
    });
  });

  it("shares its role's policy, which no grant retags", () => {
    expect(attributesOf(emission, "aws_iam_policy.reader")).toEqual({
      name: "leasehold-acme-reader",
      path: "/leasehold/acme/",
      description: "Permissions of role reader in estate acme",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["s3:GetObject", "s3:ListBucket"],
            Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
          },
        ],
      },
      tags: tagsOf(expect.stringMatching(/^[0-9a-f]{32}$/)),
    });
  });

  it("attaches every permission after the guard", () => {
    const attachments = emission.resources.filter(({ type }) => type === "aws_iam_role_policy_attachment");
    expect(attachments).toHaveLength(4);
    for (const attachment of attachments) {
      expect(attachment.attributes.role).toEqual(roleName);
      expect(attachment.dependsOn).toEqual(["aws_iam_role_policy.g"]);
    }
  });

  it("leaves nothing else on the role: both exclusive resources list all, and come after all", () => {
    const all = [
      "aws_iam_role_policy.g",
      ...emission.resources.filter(({ type }) => type === "aws_iam_role_policy_attachment").map(addressOf),
    ];
    const policies = emission.resources.find(({ type }) => type === "aws_iam_role_policies_exclusive");
    expect(policies?.attributes).toEqual({
      role_name: roleName,
      policy_names: [{ expression: "aws_iam_role_policy.g.name" }],
    });
    expect(policies?.dependsOn).toEqual(all);
    const attachments = emission.resources.find(({ type }) => type === "aws_iam_role_policy_attachments_exclusive");
    expect(attachments?.attributes).toEqual({
      role_name: roleName,
      policy_arns: emission.resources
        .filter(({ type }) => type === "aws_iam_role_policy_attachment")
        .map(({ attributes }) => attributes.policy_arn),
    });
    expect(attachments?.dependsOn).toEqual(all);
  });

  it("says in an output which role, from when until when, and how", () => {
    expect(emission.outputs).toEqual([
      {
        name: "grants",
        description: expect.any(String),
        value: {
          g: {
            role_arn: { expression: "aws_iam_role.g.arn" },
            starts: "2026-11-23T09:00:00Z",
            ends: "2026-11-23T10:30:00Z",
            use: `aws sts assume-role --role-arn arn:aws:iam::${account}:role/leasehold/acme/leasehold-acme-g --role-session-name dana`,
          },
        },
      },
    ]);
  });
});

describe("a Roles Anywhere grant", () => {
  const anywhere = emittedOf({
    role: (place) => awsRole("reader", { targets: [place], statements: [allowing(["s3:GetObject"])] }),
    grants: (role) => [
      grant("g", role, {
        identity: dana({
          kind: "rolesAnywhere",
          spiffe: "spiffe://acme.example/x",
          trustAnchor: `arn:aws:rolesanywhere:eu-central-1:${account}:trust-anchor/2d1e0c5a`,
        }),
      }),
    ],
  });

  it("has a profile of its own that lists its role alone, made after the guard", () => {
    const profile = anywhere.resources.find(({ type }) => type === "aws_rolesanywhere_profile");
    expect(profile).toMatchObject({
      name: "g",
      attributes: {
        name: "leasehold-acme-g",
        role_arns: [{ expression: "aws_iam_role.g.arn" }],
        duration_seconds: 3600,
        enabled: true,
      },
      dependsOn: ["aws_iam_role_policy.g", "aws_iam_role_policy_attachment.g_reader"],
    });
  });
});

describe("what the target cannot hold", () => {
  const reader = (aws: Parameters<typeof awsRole>[1], parts: Parameters<typeof awsRole>[2] = {}) => ({
    role: (place: ReturnType<typeof target>) =>
      awsRole("reader", { targets: [place], statements: [allowing(["s3:GetObject"])], ...aws }, parts),
  });
  it.each<[string, Parameters<typeof emittedOf>[0], string[]]>([
    [
      "a resource of another partition",
      reader({ statements: [allowing(["s3:GetObject"], ["arn:aws-cn:s3:::b/*"])] }),
      ["aws-wrong-partition"],
    ],
    [
      "a managed policy of another partition",
      reader({ managedPolicies: ["arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess"] }),
      ["aws-wrong-partition"],
    ],
    [
      "a managed policy of another account",
      reader({ managedPolicies: ["arn:aws:iam::444455556666:policy/Reader"] }),
      ["aws-wrong-account"],
    ],
    [
      "a boundary of another partition",
      { ...reader({}), target: target({ permissionsBoundary: "arn:aws-cn:iam::111122223333:policy/b" }) },
      ["aws-wrong-partition"],
    ],
    [
      "a boundary of another account",
      { ...reader({}), target: target({ permissionsBoundary: "arn:aws:iam::444455556666:policy/b" }) },
      ["aws-wrong-account"],
    ],
    [
      "a deployer of another partition",
      { ...reader({}), target: target({ assumeRole: "arn:aws-cn:iam::111122223333:role/d" }) },
      ["aws-wrong-partition"],
    ],
    [
      "a typographic quote in a resource",
      reader({ statements: [allowing(["s3:GetObject"], ["arn:aws:s3:::b/“x”"])] }),
      ["aws-policy-character"],
    ],
    ["an emoji in a description", reader({}, { description: "Reading 📖" }), ["aws-description-character"]],
    [
      "a control character in a description",
      reader({}, { description: "Reading\u0007" }),
      ["aws-description-character"],
    ],
    ["a description of 1,001 characters", reader({}, { description: "a".repeat(1001) }), ["aws-description-too-long"]],
    ["a shared role", reader({}, { isolation: "shared" }), ["aws-isolation-shared"]],
    ["an owner tag that is AWS's own", { ...reader({}), policy: { ownerTag: "aws:team" } }, ["aws-owner-tag"]],
    ["an owner tag that is ours", { ...reader({}), policy: { ownerTag: "Leasehold:owner" } }, ["aws-owner-tag"]],
    ["an owner tag with a comma", { ...reader({}), policy: { ownerTag: "a,b" } }, ["aws-owner-tag"]],
    ["an owner tag of 129 characters", { ...reader({}), policy: { ownerTag: "a".repeat(129) } }, ["aws-owner-tag"]],
    [
      "an identity without a principal",
      { ...reader({}), grants: (role) => [grant("g", role, { identity: { kind: "person", name: "dana" } })] },
      ["aws-no-principal"],
    ],
  ])("is reported: %s", (_, parts, codes) => {
    expect(codesOf(emittedOf(parts).diagnostics)).toEqual(codes);
  });

  it("says which character, and lets a pattern of partitions pass", () => {
    const emission = emittedOf(
      reader({ statements: [allowing(["s3:GetObject"], ["arn:*:s3:::b/*", "arn:aws:s3:::\u2019"])] }),
    );
    expect(emission.diagnostics.map(({ message }) => message)).toEqual([
      'A statement of role "reader" holds U+2019, which IAM does not take in a policy.',
    ]);
  });
});
