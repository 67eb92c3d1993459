import type { Identities } from "./identities";
import type { LedgerRoles } from "./ledger-roles";
import type { OrderRoles } from "./order-roles";
import type { Targets } from "./targets";

/** The leases: past, running, future, and some that are only requested. */
export function grants({
  who,
  where,
  orders,
  ledger,
}: {
  who: Identities;
  where: Targets;
  orders: OrderRoles;
  ledger: LedgerRoles;
}): void {
  const pullRequest = "https://github.com/acme/access/pull";

  // Orders
  orders.ordersReader.grant(who.dana, {
    name: "dana-read-2026-11-19",
    start: "2026-11-19T14:00:00+01:00",
    ttl: "3h",
    ticket: "INC-4702",
    justification: 'Orders stuck in "reserved" since the deployment at noon',
    completed: "2026-11-19T15:20:00+01:00",
  });
  orders.ordersReader.grant(who.erin, {
    name: "erin-read-2026-11-22",
    start: "2026-11-22T16:00:00Z",
    ttl: "PT4H",
    ticket: "INC-4709",
    justification: "Duplicate refunds reported by support",
  });
  orders.instanceOperator.grant(who.dana, {
    name: "dana-restart-2026-11-23",
    start: "2026-11-23T09:00:00Z",
    ttl: "90m",
    ticket: "INC-4711",
    justification: "Restart of the stuck order workers after the failover",
    extensions: [{ by: "30m", at: "2026-11-23T10:10:00Z" }],
    approvals: [{ by: who.frank, at: "2026-11-23T08:52:10Z", step: 1, url: `${pullRequest}/812` }],
  });
  orders.ordersRelease.grant(who.ordersDeploy, {
    name: "orders-deploy-release-2026-11-23",
    start: "2026-11-23T09:15:00Z",
    ttl: "30m",
    ticket: "CHG-2290",
  });
  orders.instanceOperator.grant(who.repairAgent, {
    name: "repair-agent-restart-2026-11-23",
    task: who.restartOrders,
    start: "2026-11-23T12:00:00Z",
    ttl: "20m",
    ticket: "CHG-2291",
    justification: "The agent found three order workers without a heartbeat",
  });
  orders.instanceOperator.grant(who.ledgerBatch, {
    name: "ledger-batch-restart-2026-11-24",
    start: "2026-11-24T06:30:00Z",
    ttl: "1h",
    ticket: "CHG-2288",
    justification: "The settlement run restarts the order workers it has drained",
    actions: ["ec2:RebootInstances"],
    approvals: [{ by: who.gail, at: "2026-11-22T17:40:00Z", step: 1, url: `${pullRequest}/809` }],
  });
  orders.ordersRelease.grant(who.gail, { name: "gail-release", ttl: "45m", ticket: "CHG-2301" });

  // Ledger
  ledger.ledgerAdmin.grant(who.gail, {
    name: "gail-admin-2026-11-20",
    start: "2026-11-20T10:00:00Z",
    ttl: "1h",
    ticket: "INC-4705",
    justification: "The migration of the journal table stopped between two versions",
    approvals: [
      { by: who.dana, at: "2026-11-20T09:40:00Z", step: 1, url: `${pullRequest}/801` },
      { by: who.ivan, at: "2026-11-20T09:48:00Z", step: 2, url: `${pullRequest}/801` },
    ],
    revoked: "2026-11-20T10:25:00Z",
  });
  ledger.ledgerSupport.grant(who.kim, {
    name: "kim-support-2026-11-23",
    start: "2026-11-23T07:00:00Z",
    ttl: "8h",
    ticket: "INC-4710",
    justification: "Month-end differences between the ledger and the bank",
  });
  // Lena has no Google account, so hers is the AWS half of the role.
  ledger.ledgerSupport.grant(who.lena, {
    name: "lena-support-2026-11-24",
    targets: [where.ledgerProd],
    start: "2026-11-24T08:00:00Z",
    ttl: "4h",
    ticket: "INC-4710",
    justification: "Takes over the month-end differences from Kim",
  });
  ledger.ledgerSecrets.grant(who.erin, {
    name: "erin-secrets-2026-11-25",
    start: "2026-11-25T13:00:00Z",
    ttl: "45m",
    ticket: "CHG-2295",
    justification: "Quarterly rotation with the card processor",
    approvals: [{ by: who.hana, at: "2026-11-22T15:05:00Z", step: 1, url: `${pullRequest}/808` }],
  });
  ledger.ledgerAdmin.grant(who.kim, {
    name: "kim-admin-2026-11-26",
    start: "2026-11-26T18:00:00Z",
    ttl: "1h",
    ticket: "INC-4705",
    justification: "Second half of the repair of the journal table's migration",
    approvals: [
      { by: who.erin, at: "2026-11-22T16:30:00Z", step: 1, url: `${pullRequest}/810` },
      { by: who.hana, at: "2026-11-22T16:44:00Z", step: 2, url: `${pullRequest}/810` },
    ],
  });
  ledger.ledgerIamRepair.grant(who.kim, { name: "kim-iam-repair", ttl: "20m", ticket: "INC-4712" });
  ledger.ledgerSupport.grant(who.ledgerExporter, {
    name: "ledger-exporter-read-2026-11-23",
    targets: [where.ledgerGcp],
    start: "2026-11-23T01:00:00Z",
    ttl: "2h",
    ticket: "CHG-2287",
  });
}
