import type { Declared } from "../../src/expect/declared";
import type { Fact } from "../../src/facts/fact";
import { at } from "../helpers/estate";
import { access, from, leased } from "./facts";
import { promised, specify } from "./judging";

const found = ["error aws_iam_role_policy.deploy"];
const grant = (ttl: string) => `
grants:
  g1: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: ${ttl} }`;
/** The leases of an estate, but ending at another time. */
const ending = (until: string) => (declared: Declared) =>
  promised(declared).map((fact): Fact => {
    if (fact.kind !== "access" || fact.bound.kind !== "leased") return fact;
    const end = at(until);
    return { ...fact, bound: { ...fact.bound, until: end }, session: { permissions: end, trust: end } };
  });

specify("lease-exceeds-maximum", [
  {
    name: "seven days and a second",
    after: [access({ bound: leased("2026-11-30T09:00:01Z", "2026-11-23T09:00:00Z") })],
    found,
    saying: ["holds a lease until 2026-11-30T09:00:01Z", "more than 7 d, which is over any maximum"],
  },
  { name: "seven days", after: [access({ bound: leased("2026-11-30T09:00:00Z", "2026-11-23T09:00:00Z") })], found: [] },
  {
    name: "without a beginning it is counted from now",
    after: [access({ bound: leased("2026-11-30T09:30:01Z") })],
    now: "2026-11-23T09:30:00Z",
    found,
  },
  {
    name: "without a beginning, seven days from now",
    after: [access({ bound: leased("2026-11-30T09:30:00Z") })],
    now: "2026-11-23T09:30:00Z",
    found: [],
  },
  {
    name: "the year 9999",
    after: [access({ bound: { kind: "leased", until: 253_402_300_799, because: "its condition ends" } })],
    found,
    saying: ["until 9999-12-31T23:59:59Z, for"],
  },
  {
    name: "an epoch in milliseconds",
    after: [access({ bound: { kind: "leased", until: 1_795_424_400_000, because: "its condition ends" } })],
    found,
    saying: ["until beyond the year 9999, for centuries"],
  },
  {
    name: "the session's tail does not count, where trust alone ends",
    after: [
      access({
        bound: leased("2026-11-30T21:00:00Z", "2026-11-23T09:00:00Z"),
        session: { trust: at("2026-11-30T09:00:00Z") },
      }),
    ],
    found: [],
  },
  { name: "what stands is another rule's", after: [access()], found: [] },
  { name: "a lease as its role allows", estate: grant("4h"), after: promised, found: [] },
  {
    name: "a lease past its role's maximum",
    estate: grant("4h"),
    after: ending("2026-11-23T13:00:01Z"),
    found: ["error aws_iam_role_policy_attachment.g1_operator"],
    saying: ['more than role "operator" allows (4 h)'],
  },
  {
    name: "a lease past the end that the estate declares",
    estate: grant("2h"),
    after: ending("2026-11-23T11:00:01Z"),
    found: ["error aws_iam_role_policy_attachment.g1_operator"],
    saying: ["past the end that the estate declares (2026-11-23T11:00:00Z)"],
  },
  { name: "a lease that ends before", estate: grant("2h"), after: ending("2026-11-23T10:59:59Z"), found: [] },
  {
    name: "the tighter limit of its kind",
    estate: `
roles: { operator: { limits: { agent: 30m } } }
grants:
  g1: { role: operator, identity: bot, task: restart, start: 2026-11-23T09:00:00Z, ttl: 30m }`,
    after: ending("2026-11-23T09:30:01Z"),
    found: ["error aws_iam_role_policy_attachment.g1_own"],
    saying: ["allows (30 min)"],
  },
  {
    name: "one that no estate declares, within any maximum",
    estate: grant("2h"),
    after: [access({ bound: leased("2026-11-25T09:00:00Z", "2026-11-23T09:00:00Z"), from: from("a.b") })],
    found: [],
  },
]);
