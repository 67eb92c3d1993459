import { BreakGlassRole, type JitEstate, Target, Waiver } from "leasehold";
import type { Identities } from "./identities";
import type { Teams } from "./teams";

export type Targets = ReturnType<typeof targets>;

/** Two AWS accounts and two GCP projects; each is a stack of the app. */
export function targets(estate: JitEstate, owners: Teams["owners"]) {
  const environment = "production";
  const owner = owners.platform;
  return {
    ordersProd: new Target(estate, "orders-prod", {
      environment,
      owner,
      aws: {
        account: "111122223333",
        region: "eu-central-1",
        assumeRole: "arn:aws:iam::111122223333:role/leasehold-deployer",
      },
    }),
    ledgerProd: new Target(estate, "ledger-prod", {
      environment,
      owner,
      aws: {
        account: "444455556666",
        region: "eu-west-1",
        assumeRole: "arn:aws:iam::444455556666:role/leasehold-deployer",
        externalId: "acme-leasehold",
      },
    }),
    ordersGcp: new Target(estate, "orders-gcp", { environment, owner, gcp: { project: "acme-orders-prod" } }),
    ledgerGcp: new Target(estate, "ledger-gcp", {
      environment,
      owner,
      gcp: {
        project: "acme-ledger-prod",
        impersonate: "leasehold-deployer@acme-ledger-prod.iam.gserviceaccount.com",
      },
    }),
  };
}

/** The way in when all else is down, and what may stand although it should not. */
export function exceptions(
  estate: JitEstate,
  { who, owners, where }: { who: Identities; owners: Teams["owners"]; where: Targets },
): void {
  new BreakGlassRole(estate, "prod-emergency", {
    description: "Repair of production when everything else is down",
    owners: { entitlement: owners.security },
    target: where.ordersProd,
    people: [who.hana, who.ivan],
    managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    alarm: { sns: "arn:aws:sns:eu-central-1:111122223333:security-alarms" },
    reviewWithin: "72h",
  });
  new Waiver(estate, "legacy-ci-key", {
    rule: "static-credential",
    resource: "aws_iam_access_key.legacy_ci",
    owner: owners.payments,
    acceptedBy: who.hana,
    reason: "The vendor cannot federate before January",
    expires: "2027-01-15T00:00:00Z",
  });
}
