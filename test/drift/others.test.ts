import { describe, expect, it } from "vitest";
import { drift } from "../../src/drift/drift";
import type { Found } from "../../src/drift/found";
import { Declared } from "../../src/expect/declared";
import type { Json } from "../../src/terraform/json";
import { at, estateWith } from "../helpers/estate";
import { foundOf, Touched } from "./landscape";

const now = at("2026-11-23T09:10:00Z");
const account = "111122223333";
const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
const iam = (rest: string) => `arn:aws:iam::${account}:${rest}`;
const estate = estateWith(`
identities:
  erin: { aws: { user: null, identityCenter: { permissionSet: Engineer, userName: erin@acme.example, userId: 9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11 } } }
  agent-on-gcp: { kind: workload, team: platform, gcp: { member: "serviceAccount:worker@acme-prod.iam.gserviceaccount.com" } }
targets:
  prod: { aws: { assumeRole: "${iam("role/deployer")}" } }
  cloud: { gcp: { project: acme-prod, impersonate: "deployer@acme-prod.iam.gserviceaccount.com" } }
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`);

const trust = (principal: Json, more: { readonly [key: string]: Json } = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more }],
  });
const service = trust({ Service: "lambda.amazonaws.com" });

type Change = (aws: Touched, gcp: Touched) => unknown;

function judged(change: Change, about: (found: Found) => Found = (found) => found, by = estate) {
  const places = foundOf(estate).map((one) => new Touched(one));
  const of = (container: string) => {
    const one = places.find(({ found }) => found.container === container);
    if (!one) throw new Error(container);
    return one;
  };
  change(of(account), of("acme-prod"));
  return drift({ declared: [new Declared(by)], found: places.map((one) => about(one.now)), now });
}
const said = (...parameters: Parameters<typeof judged>): readonly string[] =>
  judged(...parameters).findings.map(
    ({ severity, rule, principal = "" }) => `${severity} ${rule} ${principal.split("/").at(-1)}`,
  );

const allows = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
const role = (aws: Touched, name: string, path: string, assume: string, policy: string) =>
  aws
    .add("aws_iam_role", name, { name, path, arn: iam(`role${path}${name}`), assume_role_policy: assume, tags: {} })
    .add(
      policy.startsWith("{") ? "aws_iam_role_policy" : "aws_iam_role_policy_attachment",
      name,
      policy.startsWith("{") ? { role: name, name: "x", policy } : { role: name, policy_arn: policy },
    );
const member = (gcp: Touched, who: string, what: string, condition: Json = []) =>
  gcp.add("google_project_iam_member", `${who} ${what}`, { project: "acme-prod", role: what, member: who, condition });

describe("access that no lease gives", () => {
  it.each<[string, Change, readonly string[]]>([
    [
      "a service-linked role is left out",
      (aws) => role(aws, "AWSServiceRoleForX", "/aws-service-role/x.amazonaws.com/", service, administrator),
      [],
    ],
    [
      "the deployer of a target is a note",
      (aws) => role(aws, "deployer", "/", trust({ AWS: iam("root") }), administrator),
      ["note undeclared-access deployer"],
    ],
    [
      "the deployer of a project is a note",
      (_, gcp) => member(gcp, "serviceAccount:deployer@acme-prod.iam.gserviceaccount.com", "roles/owner"),
      ["note undeclared-access serviceAccount:deployer@acme-prod.iam.gserviceaccount.com"],
    ],
    [
      "a workload's own role is a note",
      (aws) => role(aws, "deploy", "/", trust({ AWS: iam("user/x") }), administrator),
      ["note undeclared-access deploy"],
    ],
    [
      "a workload's own service account is a note, and grave only where it is administrative",
      (_, gcp) => member(gcp, "serviceAccount:worker@acme-prod.iam.gserviceaccount.com", "roles/owner"),
      ["note undeclared-access serviceAccount:worker@acme-prod.iam.gserviceaccount.com"],
    ],
    [
      "people's writing to data is a warning",
      (aws) => role(aws, "data", "/", trust({ AWS: iam("user/x") }), allows("dynamodb:PutItem")),
      ["warning undeclared-access data"],
    ],
    [
      "reading of settings is nothing",
      (aws) => role(aws, "reader", "/", trust({ AWS: iam("user/x") }), allows("ec2:DescribeInstances")),
      [],
    ],
    [
      "a service's access counts where it is administrative",
      (aws) => role(aws, "function", "/", service, administrator),
      ["error undeclared-access function"],
    ],
    ["a service's other access does not", (aws) => role(aws, "function", "/", service, allows("dynamodb:PutItem")), []],
    [
      "a role that anybody may assume is said although it only reads",
      (aws) => role(aws, "open", "/", trust("*"), allows("ec2:DescribeInstances")),
      ["error undeclared-access *"],
    ],
    [
      "a service agent with the role that Google grants is left out",
      (_, gcp) => {
        member(
          gcp,
          "serviceAccount:service-417000111222@compute-system.iam.gserviceaccount.com",
          "roles/compute.serviceAgent",
        );
        member(
          gcp,
          "serviceAccount:service-417000111222@gcp-sa-pubsub.iam.gserviceaccount.com",
          "roles/pubsub.serviceAgent",
        );
        member(gcp, "serviceAccount:417000111222@cloudservices.gserviceaccount.com", "roles/editor");
      },
      [],
    ],
    [
      "a service agent that is made owner is not",
      (_, gcp) =>
        member(gcp, "serviceAccount:service-417000111222@compute-system.iam.gserviceaccount.com", "roles/owner"),
      ["error undeclared-access serviceAccount:service-417000111222@compute-system.iam.gserviceaccount.com"],
    ],
    [
      "a lease of somebody that nothing declares is said, however little it gives",
      (_, gcp) =>
        member(gcp, "user:mallory@acme.example", "roles/browser", [
          { title: "Created by: PAM", description: "", expression: 'request.time < timestamp("2026-11-23T11:00:00Z")' },
        ]),
      ["error undeclared-access user:mallory@acme.example"],
    ],
    [
      "a lease that is over is no access",
      (_, gcp) =>
        member(gcp, "user:mallory@acme.example", "roles/cloudsql.admin", [
          { title: "x", description: "", expression: 'request.time < timestamp("2026-11-23T09:00:00Z")' },
        ]),
      [],
    ],
    [
      "what the estate made and declares no more is due for pruning twelve hours after its end",
      (_, gcp) =>
        member(gcp, "user:dana@acme.example", "roles/cloudsql.viewer", [
          {
            title: "leasehold/acme/gone",
            description: "Owner: payments. Digest: 0.",
            expression: 'request.time < timestamp("2026-11-22T09:00:00Z")',
          },
        ]),
      ["warning prune-due user:dana@acme.example"],
    ],
  ])("%s", (_, change, expected) => {
    expect(said(change)).toEqual(expected);
  });

  it("says through which of the cloud's own ways it was given", () => {
    const { findings } = judged((_, gcp) =>
      member(gcp, "user:mallory@acme.example", "roles/owner", [
        { title: "Created by: PAM", description: "", expression: 'request.time < timestamp("2026-11-23T11:00:00Z")' },
      ]),
    );
    expect(findings[0]?.message).toContain("Privileged Access Manager");
  });
});

describe("Identity Center", () => {
  const reservedName = "AWSReservedSSO_Admin_0123456789abcdef";
  const reserved = (aws: Touched) =>
    role(
      aws,
      reservedName,
      "/aws-reserved/sso.amazonaws.com/",
      trust({ Federated: iam("saml-provider/x") }, { Action: "sts:AssumeRoleWithSAML" }),
      administrator,
    );
  const assignment = (aws: Touched, set: string, user: string) =>
    aws
      .add("aws_ssoadmin_permission_set", set, {
        name: set,
        arn: `arn:aws:sso:::permissionSet/x/${set}`,
        instance_arn: "i",
      })
      .add("aws_ssoadmin_managed_policy_attachment", set, {
        permission_set_arn: `arn:aws:sso:::permissionSet/x/${set}`,
        managed_policy_arn: set === "Admin" ? administrator : "arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess",
        instance_arn: "i",
      })
      .add("aws_ssoadmin_account_assignment", `${set} ${user}`, {
        instance_arn: "i",
        permission_set_arn: `arn:aws:sso:::permissionSet/x/${set}`,
        principal_id: user,
        principal_type: "USER",
        target_id: account,
        target_type: "AWS_ACCOUNT",
      });

  it("judges its roles through its assignments, where those were told", () => {
    expect(said(reserved)).toEqual([]);
    expect(said((aws) => assignment(reserved(aws), "Admin", "mallory-id"))).toEqual([
      "error undeclared-access user mallory-id of Identity Center",
    ]);
  });

  it("judges its roles by themselves, where its assignments were not told", () => {
    const without = (found: Found): Found => ({ ...found, covers: new Set(["roles"]) });
    expect(said(reserved, without)).toEqual([`error undeclared-access ${reservedName}`]);
  });

  it("knows the permission set through which a declared identity comes", () => {
    expect(said((aws) => assignment(aws, "Engineer", "9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11"))).toEqual([
      "note undeclared-access user 9067c6dd-20a1-70d0-8d6d-3c1b4f5d0a11 of Identity Center",
    ]);
    expect(said((aws) => assignment(aws, "Engineer", "mallory-id"))).toEqual([
      "error undeclared-access user mallory-id of Identity Center",
    ]);
  });
});

describe("what is told beside", () => {
  const old = at("2026-06-01T00:00:00Z");

  it("says of a known principal that it was not used for longer than its review period", () => {
    const change: Change = (aws) => role(aws, "deployer", "/", trust({ AWS: iam("root") }), administrator);
    const used =
      (seconds: number) =>
      (found: Found): Found => ({
        ...found,
        lastUsed: new Map([[iam("role/deployer"), seconds]]),
        created: new Map(),
      });
    expect(said(change, used(old))).toEqual(["note undeclared-access deployer", "warning dormant-privilege deployer"]);
    expect(said(change, used(now - 86_400))).toEqual(["note undeclared-access deployer"]);
  });

  it("says of what is undeclared only that, and when it was used", () => {
    const change: Change = (aws) => role(aws, "backdoor", "/", trust({ AWS: iam("user/x") }), administrator);
    const { findings } = judged(change, (found) => ({
      ...found,
      lastUsed: new Map([[iam("role/backdoor"), old]]),
    }));
    expect(findings.map(({ rule }) => rule)).toEqual(["undeclared-access"]);
    expect(findings[0]?.message).toContain("last used");
  });

  it("reports external access, but for the roles of declared leases", () => {
    const external = [
      { resource: "arn:aws:s3:::orders", principal: "999988887777", said: "its policy lets it read" },
      { resource: iam("role/leasehold/acme/leasehold-acme-first"), principal: "999988887777", said: "its trust" },
    ];
    expect(
      said(
        () => undefined,
        (found) => (found.cloud === "aws" && found.container === account ? { ...found, external } : found),
      ),
    ).toEqual(["error external-access 999988887777"]);
  });
});

describe("a waiver", () => {
  const change: Change = (aws) => role(aws, "backdoor", "/", trust({ AWS: iam("user/x") }), administrator);
  const waiving = (rule: string, resource: string) =>
    estateWith(`
targets: { prod: { aws: { assumeRole: "${iam("role/deployer")}" } } }
grants: { first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h } }
waivers:
  w: { rule: ${rule}, resource: "${resource}", owner: payments, acceptedBy: hana, reason: Until the migration, expires: 2026-12-31T00:00:00Z }`);

  it.each([
    [
      "of the finding, by the principal",
      "undeclared-access",
      iam("role/backdoor"),
      ["note undeclared-access backdoor"],
    ],
    [
      "of the gate's rule, by a glob",
      "standing-privileged-access",
      `${iam("role/")}*`,
      ["note undeclared-access backdoor"],
    ],
    ["of another rule", "static-credential", iam("role/backdoor"), ["error undeclared-access backdoor"]],
    [
      "of drift that is not there",
      "lease-missing",
      iam("role/backdoor"),
      ["error undeclared-access backdoor", "note waiver-unused "],
    ],
  ])("%s", (_, rule, resource, expected) => {
    expect(said(change, undefined, waiving(rule, resource))).toEqual(expected);
  });
});
