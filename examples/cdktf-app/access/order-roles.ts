import { type JitEstate, JitRole } from "leasehold";
import type { Identities } from "./identities";
import type { Targets } from "./targets";
import type { Teams } from "./teams";

/** What roles are made of. */
export interface Ground extends Teams {
  readonly who: Identities;
  readonly where: Targets;
}

export type OrderRoles = ReturnType<typeof orderRoles>;

/** What may be leased around the order service. */
export function orderRoles(estate: JitEstate, { who, owners, approvers, where }: Ground) {
  const smallChange = 'request.ttl <= duration("30m") && request.ticket.startsWith("CHG-")';

  const instanceOperator = new JitRole(estate, "instance-operator", {
    description: "Restart and repair of the order service's machines",
    owners: { entitlement: owners.payments, business: owners.payments },
    sensitivity: "high",
    eligible: [who.dana, who.ordersDeploy, who.ledgerBatch, who.repairAgent],
    maxTtl: "2h",
    limits: { agent: "30m" },
    approval: {
      steps: [{ group: approvers.platform, count: 1 }],
      auto: { for: [who.ordersDeploy, who.repairAgent], when: smallChange },
    },
    require: {
      ticket: "^(INC|CHG)-[0-9]+$",
      justification: 20,
      within: [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "07:00", to: "19:00", zone: "Europe/Berlin" }],
    },
    extensions: { count: 1, upTo: "1h" },
    review: { every: "90d", last: "2026-10-01" },
    aws: {
      targets: [where.ordersProd],
      statements: [
        {
          actions: ["ec2:StartInstances", "ec2:StopInstances", "ec2:RebootInstances"],
          resources: ["arn:aws:ec2:*:*:instance/*"],
        },
      ],
      ownedResourcesOnly: true,
    },
  });

  const ordersReader = new JitRole(estate, "orders-reader", {
    description: "Reading of the order database in an incident",
    owners: { entitlement: owners.payments },
    sensitivity: "moderate",
    eligible: [who.paymentsEngineers],
    maxTtl: "4h",
    approval: { none: "Read only, and every query is logged" },
    aws: {
      targets: [where.ordersProd],
      managedPolicies: ["arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess"],
    },
    gcp: { targets: [where.ordersGcp], roles: ["roles/cloudsql.viewer"] },
  });

  const ordersRelease = new JitRole(estate, "orders-release", {
    description: "Release of the order service, task definition and service",
    owners: { entitlement: owners.payments, platform: owners.platform },
    sensitivity: "high",
    eligible: [who.ordersDeploy, who.gail],
    maxTtl: "1h",
    approval: {
      steps: [{ group: approvers.payments, count: 1 }],
      auto: { for: [who.ordersDeploy], when: smallChange },
    },
    require: { ticket: "^CHG-[0-9]+$" },
    // A task definition names the role its containers run as: without this the release cannot be made at all.
    persistence: {
      allow: ["iam:PassRole"],
      because: "A new task definition passes the order service's own task role",
    },
    aws: {
      targets: [where.ordersProd],
      statements: [
        {
          actions: [
            "ecs:DescribeServices",
            "ecs:DescribeTaskDefinition",
            "ecs:RegisterTaskDefinition",
            "ecs:ListTasks",
          ],
          resources: ["*"],
        },
        {
          actions: ["ecs:UpdateService"],
          resources: ["arn:aws:ecs:eu-central-1:111122223333:service/orders/*"],
        },
        {
          actions: ["iam:PassRole"],
          resources: ["arn:aws:iam::111122223333:role/services/orders-task"],
          conditions: { StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] } },
        },
      ],
    },
  });

  return { instanceOperator, ordersReader, ordersRelease };
}
