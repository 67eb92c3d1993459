import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { formats } from "../../src/report/render";
import { CommandLine, now } from "./command-line";
import { type Planned, planOf, standingRole } from "./gate-plan";

const leasehold = new CommandLine();
afterAll(() => leasehold.close());

const secrets = {
  accessKey: "AKIAIOSFODNN7SECRET1",
  secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYSECRETKEY2",
  password: "correct-horse-battery-3",
  privateKey: "-----BEGIN RSA PRIVATE KEY-----\nMIIEsecret4\n-----END RSA PRIVATE KEY-----",
  userData: "#!/bin/sh\nexport TOKEN=ghp_secret5\n",
  bucket: "very-secret-bucket-6",
  person: "arn:aws:iam::111122223333:user/secret-agent-7",
  tag: "secret-tag-8",
  session: "FQoGZXIvYXdzSECRET9",
};
/** What of each must be nowhere; whole lines would be broken up by escapes. */
const forbidden = [
  secrets.accessKey,
  secrets.secretKey,
  secrets.password,
  "MIIEsecret4",
  "ghp_secret5",
  secrets.bucket,
  "secret-agent-7",
  secrets.tag,
  secrets.session,
];

const resources: readonly Planned[] = [
  ...standingRole("admin"),
  // A policy that is marked as sensitive, and whose parts would be shown otherwise.
  ...standingRole("hidden", {
    action: "s3:*",
    resource: `arn:aws:s3:::${secrets.bucket}/*`,
    sensitive: { policy: true },
  }),
  {
    type: "aws_iam_role",
    name: "trusting",
    values: {
      name: "trusting",
      assume_role_policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: secrets.person } }],
      }),
      inline_policy: [
        { name: "x", policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }) },
      ],
      tags: { team: secrets.tag },
    },
    sensitive: { assume_role_policy: true, tags: { team: true } },
  },
  {
    type: "aws_iam_access_key",
    name: "ci",
    values: { user: "ci", secret: secrets.secretKey, ses_smtp_password_v4: secrets.password },
    sensitive: { secret: true },
  },
  { type: "aws_iam_user_login_profile", name: "ci", values: { user: "ci", password: secrets.password } },
  { type: "aws_instance", name: "vm", values: { user_data: secrets.userData, ami: "ami-1" } },
  { type: "aws_db_instance", name: "db", values: { password: secrets.password, username: "admin" } },
  { type: "tls_private_key", name: "key", values: { private_key_pem: secrets.privateKey } },
  { type: "aws_iam_user_ssh_key", name: "ci", values: { username: "ci", public_key: secrets.privateKey } },
  { type: "aws_secretsmanager_secret_version", name: "v", values: { secret_string: secrets.password, secret_id: "x" } },
  { type: "aws_ssm_parameter", name: "p", values: { name: "/p", type: "SecureString", value: secrets.accessKey } },
  {
    type: "aws_lambda_function",
    name: "f",
    values: { function_name: "f", environment: [{ variables: { KEY: secrets.secretKey } }] },
  },
  {
    type: "aws_s3_bucket_policy",
    name: "open",
    values: {
      bucket: "b",
      policy: JSON.stringify({
        Statement: [
          { Effect: "Allow", Principal: "*", Action: "s3:PutObject", Resource: `arn:aws:s3:::${secrets.bucket}/*` },
        ],
      }),
    },
    sensitive: { policy: true },
  },
];
const plan = planOf(resources, {
  provider: {
    access_key: { constant_value: secrets.accessKey },
    secret_key: { constant_value: secrets.secretKey },
    token: { constant_value: secrets.session },
  },
});

describe("secrets of a plan are nowhere in what leasehold says", () => {
  const cwd = leasehold.files({ "plan.json": plan });
  it.each(formats)("%s, with every fact", (format) => {
    const { status, stdout, stderr } = leasehold.run(
      ["gate", "plan.json", "--now", now, "--facts", "--format", format],
      {
        cwd,
        env: { LEASEHOLD_DEBUG: "1" },
      },
    );
    expect(stdout).toContain("static-credential");
    expect(stdout).toContain("standing-privileged-access");
    for (const secret of forbidden) expect(stdout + stderr).not.toContain(secret);
    expect(status).toBe(1);
  });

  it("but what they are is told, and where", () => {
    const { stdout } = leasehold.run(["gate", "plan.json", "--now", now, "--facts", "--format", "json"], { cwd });
    const { findings } = JSON.parse(stdout);
    const addresses = findings.map(({ address }: { address: string }) => address);
    expect(addresses).toEqual(
      expect.arrayContaining(["provider.aws", "aws_iam_access_key.ci", "aws_iam_role_policy.admin"]),
    );
    expect(stdout).toContain("(sensitive)");
  });

  it.each(["sensitive-policy", "provider-keys"])("in a plan that Terraform made: %s", (name) => {
    const file = resolve("test/scenarios/plan", name, "plan.json");
    const { configuration } = JSON.parse(readFileSync(file, "utf8"));
    const values = Object.values<{ expressions?: Record<string, { constant_value?: unknown }> }>(
      configuration.provider_config,
    )
      .flatMap(({ expressions = {} }) => [
        expressions.access_key?.constant_value,
        expressions.secret_key?.constant_value,
      ])
      .filter((value) => typeof value === "string");
    for (const format of formats) {
      const { stdout } = leasehold.run(["gate", file, "--facts", "--format", format]);
      for (const value of values) expect(stdout).not.toContain(value);
    }
  });
});
