import type { App } from "cdktf";
import { JitEstate, type Team } from "leasehold";
import { grants } from "./grants";
import { identities } from "./identities";
import { ledgerRoles } from "./ledger-roles";
import { orderRoles } from "./order-roles";
import { exceptions, targets } from "./targets";
import { teams } from "./teams";

/** The estate of `examples/acme`, in TypeScript: the same names, and so the same roles, members and policies. */
export function accessEstate(app: App): { readonly payments: Team; readonly platform: Team } {
  const estate = new JitEstate(app, "acme", {
    policy: {
      governance: "security",
      ownerTag: "team",
      maxAdvance: "7d",
      cooldown: "1h",
      // Tighter than leasehold's own 4 h; loosening one would need a waiver.
      ceilings: { high: "2h" },
      audit: {
        aws: { trail: "arn:aws:s3:::acme-audit-trail", retention: "400d" },
        gcp: { sink: "projects/acme-audit/locations/eu/buckets/leases", retention: "400d" },
      },
    },
  });
  const who = identities(estate);
  const { owners, approvers } = teams(estate, who);
  const where = targets(estate, owners);
  const orders = orderRoles(estate, { who, owners, approvers, where });
  const ledger = ledgerRoles(estate, { who, owners, approvers, where });
  grants({ who, where, orders, ledger });
  exceptions(estate, { who, owners, where });
  return owners;
}
