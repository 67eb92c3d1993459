import type { PrincipalKind } from "../../src/facts/principal";
import { type Privilege, privileges } from "../../src/facts/privilege";
import { access, doubtful, eligible, from, leased, principal } from "./facts";
import { type Case, specify } from "./judging";

const people: readonly PrincipalKind[] = ["person", "ci", "agent", "federated", "foreign", "anyone", "unknown"];

/** FACTS §5, the matrix. */
const matrix: Readonly<Record<Privilege, { readonly people?: string; readonly service?: string }>> = {
  administrative: { people: "error", service: "error" },
  escalation: { people: "error", service: "error" },
  "credential-exposure": { people: "error", service: "warning" },
  data: { people: "warning" },
  write: { people: "warning" },
  read: {},
};

const byMatrix = privileges.flatMap((privilege) =>
  [...people, "service" as const].map((kind): Case => {
    const severity = matrix[privilege][kind === "service" ? "service" : "people"];
    return {
      name: `${privilege} of ${kind}`,
      after: [access({ privilege, principal: principal(kind) })],
      found: severity === undefined ? [] : [`${severity} aws_iam_role_policy.deploy`],
    };
  }),
);

specify("standing-privileged-access", [
  ...byMatrix,
  {
    name: "says who, what, by which actions, where, and why nothing ends it",
    after: [access({ privilege: "escalation", because: ["iam:PassRole", "iam:CreateRole", "a", "b", "c"] })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: [
      "aws_iam_role.person (a person) holds access that can escalate",
      "(iam:PassRole, iam:CreateRole, a and 2 more)",
      "on account 111122223333",
      "nothing ends it: no condition ends it",
    ],
  },
  {
    name: "a lease is none",
    after: [access({ bound: leased("2026-11-23T10:00:00Z", "2026-11-23T09:00:00Z") })],
    found: [],
  },
  { name: "what must be activated is none", after: [access({ bound: eligible })], found: [] },
  { name: "what cannot be told is another rule's", after: [access({ bound: doubtful })], found: [] },
  { name: "nor is a privilege that cannot be told", after: [access({ privilege: undefined })], found: [] },
  {
    name: "what is public by design is a note",
    after: [access({ privilege: "data", principal: principal("anyone", "*"), publicByDesign: true })],
    found: ["note aws_iam_role_policy.deploy"],
    saying: ["anyone (*)"],
  },
  {
    name: "each that grants is found",
    after: [access(), access({ from: from('aws_iam_role_policy.deploy["b.c"]') })],
    found: ["error aws_iam_role_policy.deploy", 'error aws_iam_role_policy.deploy["b.c"]'],
  },
]);
