import { entitlement } from "./facts";
import { specify } from "./judging";

const address = "google_privileged_access_manager_entitlement.admin";

specify("entitlement-without-approval", [
  {
    name: "administration that nobody approves",
    after: [entitlement({ approval: [] })],
    found: [`error ${address}`],
    saying: [
      "user:dana@acme.example can activate administrative access on projects/acme-prod, and nobody has to approve.",
    ],
  },
  {
    name: "where it cannot be told",
    after: [entitlement({ approval: undefined })],
    found: [`error ${address}`],
    saying: ["whether anybody has to approve cannot be told"],
  },
  {
    name: "of a weight that cannot be told",
    after: [entitlement({ approval: [], privilege: undefined })],
    found: [`error ${address}`],
    saying: ["access of unknown weight"],
  },
  ...(["escalation", "credential-exposure", "data", "write"] as const).map((privilege) => ({
    name: `${privilege} that nobody approves`,
    after: [entitlement({ approval: [], privilege })],
    found: [`warning ${address}`],
  })),
  { name: "reading that nobody approves", after: [entitlement({ approval: [], privilege: "read" })], found: [] },
  { name: "what somebody approves", after: [entitlement()], found: [] },
  {
    name: "nobody eligible",
    after: [entitlement({ approval: [], eligible: [] })],
    found: [`error ${address}`],
    saying: ["Somebody can activate"],
  },
]);
