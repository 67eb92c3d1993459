import { ApprovalGroup, type JitEstate, Team } from "leasehold";
import type { Identities } from "./identities";

export type Teams = ReturnType<typeof teams>;

/** Who owns things and answers for them, and who approves. */
export function teams(estate: JitEstate, who: Identities) {
  const security = new Team(estate, "security", {
    contact: "security@acme.example",
    review: "@acme/security",
    members: [who.hana, who.ivan],
  });
  const payments = new Team(estate, "payments", {
    contact: "payments@acme.example",
    review: "@acme/payments",
    members: [who.dana, who.erin],
    escalation: [security],
  });
  const platform = new Team(estate, "platform", {
    contact: "platform@acme.example",
    review: "@acme/platform",
    members: [who.frank, who.gail],
    escalation: [security],
  });
  const ledger = new Team(estate, "ledger", {
    contact: "ledger@acme.example",
    review: "@acme/ledger",
    members: [who.kim, who.lena],
    escalation: [platform, security],
  });

  return {
    owners: { payments, platform, ledger, security },
    approvers: {
      payments: new ApprovalGroup(estate, "payment-approvers", { team: payments, members: [who.dana, who.erin] }),
      platform: new ApprovalGroup(estate, "platform-approvers", { team: platform, members: [who.frank, who.gail] }),
      security: new ApprovalGroup(estate, "security-approvers", { team: security, members: [who.hana, who.ivan] }),
    },
  };
}
