import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** An estate with one role, and so many people who may lease it. */
export function people(count: number): Readonly<Record<string, unknown>> {
  const user = (name: string): string => `arn:aws:iam::111122223333:user/${name}`;
  const names = Array.from({ length: count }, (_, at) => `person-${at}`);
  const all = [...names, "owner", "approver"];
  return {
    version: 1,
    name: "acme",
    policy: { governance: "security", ownerTag: "team" },
    teams: {
      operations: { contact: "operations@acme.example", review: "@acme/operations", members: names },
      security: { contact: "security@acme.example", review: "@acme/security", members: ["owner", "approver"] },
    },
    identities: Object.fromEntries(
      all.map((name, at) => [
        name,
        {
          kind: "person",
          email: `${name}@acme.example`,
          github: { login: `${name}-acme`, id: 583_000 + at },
          aws: { user: user(name) },
        },
      ]),
    ),
    targets: {
      production: {
        environment: "production",
        owner: "security",
        aws: {
          account: "111122223333",
          region: "eu-central-1",
          assumeRole: "arn:aws:iam::111122223333:role/leasehold-deployer",
        },
      },
    },
    approvalGroups: { security: { team: "security", members: ["owner", "approver"] } },
    roles: {
      operator: {
        description: "Restart and repair of machines",
        owners: { entitlement: "security" },
        sensitivity: "moderate",
        eligible: names,
        maxTtl: "4h",
        approval: { steps: [{ group: "security", count: 1 }] },
        aws: {
          targets: ["production"],
          statements: [{ actions: ["ec2:RebootInstances"], resources: ["arn:aws:ec2:*:*:instance/*"] }],
        },
      },
    },
  };
}

/** Writes an estate into `access` below a directory. */
export function writeEstate(directory: string, estate: Readonly<Record<string, unknown>>): void {
  const access = join(directory, "access");
  if (!existsSync(access)) mkdirSync(access);
  writeFileSync(join(access, "estate.yaml"), stringify(estate));
}
