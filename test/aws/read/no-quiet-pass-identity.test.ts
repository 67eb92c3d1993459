import { describe, expect, it } from "vitest";
import { readAws } from "../../../src/aws/read/read";
import { applyRules } from "../../../src/rules/rules";
import type { JsonMap, ResourceInstance } from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";
import {
  account,
  allow,
  inline,
  landscape,
  later,
  ourselves,
  type Parts,
  policy,
  resource,
  role,
  trusting,
} from "./landscape";

const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
const end = "2027-11-23T10:30:00Z";
const person = [trusting.aws(`arn:aws:iam::${account}:user/dana`)];
const github = "token.actions.githubusercontent.com";
const dana = resource("aws_iam_user", "dana", { name: "dana" });
const ops = resource("aws_iam_group", "ops", { name: "ops" });
const given = resource("aws_iam_group_policy", "ops", { group: "ops", policy: policy(allow("*")) });
const setArn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
const set = resource(
  "aws_ssoadmin_permission_set",
  "ops",
  { name: "Operator", session_duration: "PT8H" },
  { computed: { arn: setArn } },
);
const assignment = resource("aws_ssoadmin_account_assignment", "a", {
  permission_set_arn: setArn,
  principal_id: "u-1",
  principal_type: "USER",
  target_id: account,
});

/** Each of these fails. Beside it: arguments whose loss is the end of the access. */
const failing: readonly (readonly [string, readonly ResourceInstance[], readonly string[]])[] = [
  ["an inline policy", [role("r", person), inline("r", [allow("*")])], []],
  [
    "an attachment",
    [role("r", person), resource("aws_iam_role_policy_attachment", "a", { role: "r", policy_arn: admin })],
    [],
  ],
  [
    "an attachment of a policy of one's own",
    [
      role("r", person),
      resource(
        "aws_iam_policy",
        "p",
        { name: "p", policy: policy(allow("*")) },
        { computed: { arn: `arn:aws:iam::${account}:policy/p` } },
      ),
      resource("aws_iam_role_policy_attachment", "a", { role: "r", policy_arn: `arn:aws:iam::${account}:policy/p` }),
    ],
    [],
  ],
  [
    "an attachment to many",
    [role("r", person), resource("aws_iam_policy_attachment", "a", { name: "a", roles: ["r"], policy_arn: admin })],
    ["roles"],
  ],
  ["a role's own arguments", [role("r", person, { managed_policy_arns: [admin] })], ["managed_policy_arns"]],
  [
    "a role's own blocks",
    [role("r", person, { inline_policy: [{ name: "x", policy: policy(allow("*")) }] })],
    ["inline_policy"],
  ],
  ["a user's policy", [dana, resource("aws_iam_user_policy", "u", { user: "dana", policy: policy(allow("*")) })], []],
  ["a group's policy", [ops, given], []],
  [
    "a group's members",
    [ops, given, dana, resource("aws_iam_group_membership", "m", { name: "m", group: "ops", users: ["dana"] })],
    [],
  ],
  [
    "a user's groups",
    [ops, given, dana, resource("aws_iam_user_group_membership", "m", { user: "dana", groups: ["ops"] })],
    [],
  ],
  [
    "a pipeline that is not pinned",
    [
      role("r", [trusting.oidc(github)]),
      resource("aws_iam_role_policy_attachment", "a", { role: "r", policy_arn: admin }),
    ],
    [],
  ],
  [
    "a role of a lease with long sessions",
    [
      role("r", person, { max_session_duration: 43_200 }),
      inline("r", [{ ...allow("s3:PutObject"), Condition: { DateLessThan: { "aws:CurrentTime": end } } }]),
    ],
    [],
  ],
  [
    "an assignment",
    [
      set,
      assignment,
      resource("aws_ssoadmin_managed_policy_attachment", "m", {
        permission_set_arn: setArn,
        managed_policy_arn: admin,
      }),
    ],
    [],
  ],
  [
    "an assignment of an inline policy",
    [
      set,
      assignment,
      resource("aws_ssoadmin_permission_set_inline_policy", "i", {
        permission_set_arn: setArn,
        inline_policy: policy(allow("*")),
      }),
    ],
    [],
  ],
  [
    "an assignment of a customer's policy",
    [
      set,
      assignment,
      resource("aws_ssoadmin_customer_managed_policy_attachment", "c", {
        permission_set_arn: setArn,
        customer_managed_policy_reference: [{ name: "p", path: "/" }],
      }),
    ],
    [],
  ],
  [
    "an administrator of a cluster",
    [
      role("r", person),
      resource("aws_eks_access_policy_association", "a", {
        cluster_name: "c",
        policy_arn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        principal_arn: `arn:aws:iam::${account}:role/r`,
        access_scope: [{ type: "cluster" }],
      }),
    ],
    [],
  ],
  [
    "an administrator of the organization's identities",
    [
      resource("aws_organizations_delegated_administrator", "d", {
        account_id: "444455556666",
        service_principal: "sso.amazonaws.com",
      }),
    ],
    [],
  ],
  [
    "an exclusive attachment",
    [
      role("r", person),
      resource("aws_iam_role_policy_attachments_exclusive", "x", { role_name: "r", policy_arns: [admin] }),
    ],
    ["policy_arns"],
  ],
];

const errors = (parts: Parts): number =>
  applyRules({ after: readAws(landscape(...parts)), before: [], now: 1_795_000_000 }).filter(
    ({ finding }) => finding.severity === "error",
  ).length;

type Spoil = (value: Json) => { readonly value?: Json; readonly unknown?: true };
const spoils: Readonly<Record<string, Spoil>> = {
  deleted: () => ({}),
  null: () => ({ value: null }),
  unknown: () => ({ unknown: true }),
  corrupt: (value) => ({ value: typeof value === "string" ? `\u0001${value}` : 7 }),
};

function spoiled(instance: ResourceInstance, name: string, spoil: Spoil): ResourceInstance {
  const { value, unknown } = spoil(instance.values[name] ?? null);
  const { [name]: _, ...others } = instance.values;
  const values: JsonMap = value === undefined ? others : { ...others, [name]: value };
  return { ...instance, values, unknown: unknown === true ? { [name]: true } : {} };
}

describe("spoiling one argument never lets pass what failed", () => {
  it.each(failing)("%s", (_, parts, gone) => {
    expect(errors([ourselves, ...parts])).toBeGreaterThan(0);
    const quiet: string[] = [];
    for (const instance of parts) {
      for (const name of Object.keys(instance.values)) {
        for (const [how, spoil] of Object.entries(spoils)) {
          if (gone.includes(name) && (how === "deleted" || how === "null")) continue;
          const changed = parts.map((each) => (each === instance ? spoiled(instance, name, spoil) : each));
          if (errors([ourselves, ...changed]) === 0) quiet.push(`${instance.address} ${name} ${how}`);
        }
      }
    }
    expect(quiet).toEqual([]);
  });

  it("nor does a reference that leads nowhere", () => {
    const lost = resource("aws_iam_role_policy", "own", {
      role: later("aws_iam_role.gone.name"),
      policy: policy(allow("*")),
    });
    expect(errors([ourselves, lost])).toBeGreaterThan(0);
  });
});
