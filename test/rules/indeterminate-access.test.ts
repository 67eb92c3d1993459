import type { Privilege } from "../../src/facts/privilege";
import { access, doubtful, leased, principal } from "./facts";
import { type Case, specify } from "./judging";

const rows: readonly [Privilege | undefined, string | undefined, string | undefined][] = [
  [undefined, "error", "warning"],
  ["administrative", "error", "error"],
  ["escalation", "error", "error"],
  ["credential-exposure", "error", "warning"],
  ["data", "warning", undefined],
  ["write", "warning", undefined],
  ["read", undefined, undefined],
];

const byMatrix = rows.flatMap(([privilege, people, service]) =>
  (["person", "unknown", "foreign", "service"] as const).map((kind): Case => {
    const severity = kind === "service" ? service : people;
    return {
      name: `${privilege ?? "what cannot be told"} of ${kind}`,
      after: [access({ privilege, principal: principal(kind), bound: doubtful })],
      found: severity === undefined ? [] : [`${severity} aws_iam_role_policy.deploy`],
    };
  }),
);

specify("indeterminate-access", [
  ...byMatrix,
  {
    name: "says what is in doubt",
    after: [access({ privilege: undefined, because: ["the policy is only named"], bound: doubtful })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: [
      "aws_iam_role.person (a person) holds something that cannot be told (the policy is only named)",
      "on account 111122223333; how long cannot be told: the policy is not known before apply",
    ],
  },
  {
    name: "what stands and cannot be weighed is in doubt too",
    after: [access({ privilege: undefined })],
    found: ["error aws_iam_role_policy.deploy"],
  },
  { name: "what stands and is known is not", after: [access()], found: [] },
  {
    name: "nor is what ends for certain, whatever it is",
    after: [access({ privilege: undefined, bound: leased("2026-11-23T10:00:00Z") })],
    found: [],
  },
]);
