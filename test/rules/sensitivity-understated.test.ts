import type { Privilege } from "../../src/facts/privilege";
import { promised, specify } from "./judging";

const grants = `
grants:
  g1: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }`;
const estate = (sensitivity: string) => `roles: { operator: { sensitivity: ${sensitivity}, maxTtl: 1h } }${grants}`;
const address = "error aws_iam_role_policy_attachment.g1_operator";

const amounts: readonly [Privilege, string, boolean][] = [
  ["administrative", "critical", true],
  ["administrative", "high", false],
  ["escalation", "high", true],
  ["escalation", "moderate", false],
  ["credential-exposure", "high", true],
  ["credential-exposure", "moderate", false],
  ["data", "moderate", true],
  ["data", "low", false],
  ["write", "moderate", true],
  ["write", "low", false],
  ["read", "low", true],
];

specify("sensitivity-understated", [
  ...amounts.map(([privilege, sensitivity, enough]) => ({
    name: `${privilege} of a role that says ${sensitivity}`,
    estate: estate(sensitivity),
    after: (declared: Parameters<typeof promised>[0]) =>
      promised(declared).map((fact) => (fact.kind === "access" ? { ...fact, privilege } : fact)),
    found: enough ? [] : [address],
  })),
  {
    name: "says what it amounts to, and what its role says",
    estate: estate("low"),
    after: promised,
    found: [address],
    saying: ["write access", "ec2:RebootInstances", 'which is moderate; role "operator" says low'],
  },
  {
    name: "what the base says decides, where the change says more",
    estate: estate("moderate"),
    base: estate("low"),
    after: promised,
    found: [address],
    saying: ['role "operator" says low'],
  },
  {
    name: "what the base says decides, where the change says less",
    estate: estate("low"),
    base: estate("moderate"),
    after: promised,
    found: [],
  },
]);
