import type { Declared } from "../../src/expect/declared";
import { access, leased } from "./facts";
import { promised, specify } from "./judging";

const bound = leased("2026-11-23T12:00:00Z", "2026-11-23T09:00:00Z");
const opened = `
roles:
  operator:
    persistence: { allow: [ec2:RunInstances], because: "Repair needs new machines" }
    aws: { statements: [ { actions: [ec2:RunInstances], resources: ["*"] } ] }
grants:
  g1: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 2h }`;
const reaching = (actions: readonly string[]) => (declared: Declared) =>
  promised(declared).map((fact) => (fact.kind === "access" ? { ...fact, persistence: actions } : fact));

specify("self-prolonging", [
  {
    name: "a lease that reaches persistence actions",
    after: [
      access({ bound, persistence: ["iam:CreateUser", "iam:CreateAccessKey", "iam:PassRole", "sts:AssumeRole"] }),
    ],
    found: ["error aws_iam_role_policy.deploy"],
    saying: ["what outlives it (iam:CreateUser, iam:CreateAccessKey, iam:PassRole and 1 more)"],
  },
  { name: "a lease that reaches none", after: [access({ bound, persistence: [] })], found: [] },
  { name: "a lease of a cloud that has none", after: [access({ bound })], found: [] },
  { name: "what stands is another rule's", after: [access({ persistence: ["iam:CreateUser"] })], found: [] },
  {
    name: "one that the estate does not open",
    estate: opened,
    after: reaching(["iam:CreateUser"]),
    found: ["error aws_iam_role_policy_attachment.g1_operator"],
  },
]);
