import { specify } from "./expecting";

const grant = (rest: string): string => `
grants:
  g: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ${rest} }`;

specify("ceilings on roles", [
  {
    name: "exactly at the ceiling of its sensitivity",
    estate: "roles: { viewer: { maxTtl: 12h } }",
    found: [],
  },
  {
    name: "a second over it",
    estate: "roles: { viewer: { maxTtl: 12h1s } }",
    found: ["error ttl-over-ceiling roles.viewer.maxTtl"],
  },
  {
    name: "low sensitivity allows a week",
    estate: `
tasks: { restart: null }
roles:
  operator: { eligible: [dana], sensitivity: low, maxTtl: 8d,
    aws: { statements: [ { actions: [ec2:DescribeInstances], resources: ["*"] } ] } }`,
    found: ["error ttl-over-ceiling roles.operator.maxTtl"],
  },
  {
    name: "high and critical allow four hours and one",
    estate: `
roles:
  operator: { sensitivity: high, maxTtl: 5h }
  viewer:
    sensitivity: critical
    maxTtl: 61m
    approval: { steps: [ { group: platform-approvers }, { group: security-approvers } ] }`,
    found: ["error ttl-over-ceiling roles.operator.maxTtl", "error ttl-over-ceiling roles.viewer.maxTtl"],
  },
  {
    name: "a ceiling of the estate that tightens",
    estate: "policy: { ceilings: { moderate: 3h } }",
    found: ["error ttl-over-ceiling roles.operator.maxTtl", "error ttl-over-ceiling roles.viewer.maxTtl"],
  },
  {
    name: "a ceiling of the estate that loosens",
    estate: "policy: { ceilings: { moderate: 13h } }\nroles: { viewer: { maxTtl: 13h } }",
    found: ["error ceiling-loosened policy.ceilings.moderate"],
  },
  {
    name: "a limit that is above the maximum",
    estate: "roles: { viewer: { limits: { person: 5h, agent: 4h } } }",
    found: ["error limit-over-maximum roles.viewer.limits.person"],
  },
  {
    name: "an extension longer than the whole",
    estate: "roles: { viewer: { extensions: { count: 1, upTo: 5h } } }",
    found: ["error extension-over-maximum roles.viewer.extensions.upTo"],
  },
]);

specify("lengths of grants", [
  { name: "exactly the maximum", estate: grant("ttl: 4h"), found: [] },
  { name: "a second longer", estate: grant("ttl: 4h1s"), found: ["error grant-too-long grants.g.ttl"] },
  {
    name: "over the limit of its kind, under the role's maximum",
    estate: `roles: { operator: { limits: { person: 1h, workload: 4h } } }${grant("ttl: 2h")}`,
    found: ["error grant-too-long grants.g.ttl"],
  },
  {
    name: "the limit of another kind",
    estate: `roles: { operator: { limits: { agent: 1h } } }${grant("ttl: 2h")}`,
    found: [],
  },
  {
    name: "a request that is too long is refused before it starts",
    estate: "grants: { g: { role: operator, identity: dana, ttl: 5h } }",
    found: ["error grant-too-long grants.g.ttl"],
  },
  {
    name: "extended within the maximum",
    estate: `roles: { operator: { extensions: { count: 1, upTo: 2h } } }${grant(
      "ttl: 2h, extensions: [ { by: 2h, at: 2026-11-23T10:00:00Z } ]",
    )}`,
    found: [],
  },
  {
    name: "over the maximum only with its extension",
    estate: `roles: { operator: { extensions: { count: 1, upTo: 2h } } }${grant(
      "ttl: 3h, extensions: [ { by: 2h, at: 2026-11-23T10:00:00Z } ]",
    )}`,
    found: ["error grant-too-long grants.g.extensions.0.by"],
  },
  {
    name: "over the limit of its kind only with its extension",
    estate: `roles: { operator: { limits: { person: 2h }, extensions: { count: 1, upTo: 1h } } }${grant(
      "ttl: 2h, extensions: [ { by: 1m, at: 2026-11-23T10:00:00Z } ]",
    )}`,
    found: ["error grant-too-long grants.g.extensions.0.by"],
  },
  {
    name: "extended although the role allows none",
    estate: grant("ttl: 1h, extensions: [ { by: 1h, at: 2026-11-23T09:30:00Z } ]"),
    found: ["error extensions-not-allowed grants.g.extensions"],
  },
  {
    name: "extended more often, and by more, than the role allows",
    estate: `roles: { operator: { extensions: { count: 1, upTo: 30m } } }${grant(
      "ttl: 1h, extensions: [ { by: 31m, at: 2026-11-23T09:30:00Z }, { by: 30m, at: 2026-11-23T10:15:00Z } ]",
    )}`,
    found: ["error extension-too-long grants.g.extensions.0.by", "error extensions-too-many grants.g.extensions.1"],
  },
]);
