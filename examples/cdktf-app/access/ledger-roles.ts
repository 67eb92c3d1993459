import { type JitEstate, JitRole } from "leasehold";
import type { Ground } from "./order-roles";

export type LedgerRoles = ReturnType<typeof ledgerRoles>;

/** What may be leased around the ledger. */
export function ledgerRoles(estate: JitEstate, { who, owners, approvers, where }: Ground) {
  const ledgerAdmin = new JitRole(estate, "ledger-admin", {
    description: "Repair of the ledger account when a migration has left it half done",
    owners: { entitlement: owners.ledger, platform: owners.platform, business: owners.ledger },
    sensitivity: "critical",
    eligible: [who.kim, who.gail],
    maxTtl: "1h",
    approval: {
      steps: [
        { group: approvers.payments, count: 1 },
        { group: approvers.security, count: 1 },
      ],
    },
    require: { ticket: "^INC-[0-9]+$", justification: 40 },
    review: { every: "30d", last: "2026-11-02" },
    aws: { targets: [where.ledgerProd], managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
  });

  const ledgerSecrets = new JitRole(estate, "ledger-secrets", {
    description: "Rotation by hand of the ledger's credentials with its payment processors",
    owners: { entitlement: owners.ledger },
    sensitivity: "high",
    eligible: [who.erin, who.gail],
    maxTtl: "45m",
    approval: { steps: [{ group: approvers.security, count: 1 }] },
    require: { ticket: "^CHG-[0-9]+$", mfa: true },
    aws: {
      targets: [where.ledgerProd],
      statements: [
        {
          actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
          resources: ["arn:aws:secretsmanager:eu-west-1:444455556666:secret:ledger/processors/*"],
        },
      ],
    },
  });

  const ledgerSupport = new JitRole(estate, "ledger-support", {
    description: "Reading of ledger exports and of what its machines have logged",
    owners: { entitlement: owners.ledger },
    sensitivity: "moderate",
    eligible: [who.kim, who.lena, who.ledgerExporter],
    maxTtl: "8h",
    approval: { none: "Exports are masked when they are written" },
    aws: {
      targets: [where.ledgerProd],
      statements: [
        { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::acme-ledger-exports/masked/*"] },
        {
          actions: ["s3:ListBucket"],
          resources: ["arn:aws:s3:::acme-ledger-exports"],
          conditions: { StringLike: { "s3:prefix": ["masked/*"] } },
        },
        {
          actions: ["logs:GetLogEvents", "logs:FilterLogEvents", "logs:DescribeLogStreams"],
          resources: ["arn:aws:logs:eu-west-1:444455556666:log-group:/ledger/*"],
        },
      ],
    },
    gcp: { targets: [where.ledgerGcp], roles: ["roles/storage.objectViewer", "roles/logging.viewer"] },
  });

  const ledgerIamRepair = new JitRole(estate, "ledger-iam-repair", {
    description: "Repair of who may read the ledger project's databases",
    owners: { entitlement: owners.ledger, platform: owners.platform },
    sensitivity: "critical",
    eligible: [who.kim],
    maxTtl: "30m",
    approval: {
      steps: [
        { group: approvers.platform, count: 1 },
        { group: approvers.security, count: 1 },
      ],
    },
    require: { ticket: "^INC-[0-9]+$" },
    gcp: {
      targets: [where.ledgerGcp],
      roles: ["roles/resourcemanager.projectIamAdmin"],
      // Without this limit the holder could make their own access last.
      mayGrant: ["roles/cloudsql.viewer", "roles/logging.viewer"],
    },
  });

  return { ledgerAdmin, ledgerSecrets, ledgerSupport, ledgerIamRepair };
}
