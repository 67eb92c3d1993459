import { entitlement } from "./facts";
import { specify } from "./judging";

const address = "error google_privileged_access_manager_entitlement.admin";

specify("eligibility-widened", [
  {
    name: "an identity more",
    estate: "roles: { operator: { eligible: [dana, erin, deploy, bot] } }",
    base: "{}",
    found: ["error"],
    saying: ['Role "operator" could be asked for by erin too.'],
  },
  { name: "an identity less", estate: "roles: { operator: { eligible: [dana, bot] } }", base: "{}", found: [] },
  {
    name: "a member more of a group that is eligible",
    estate:
      "{ identities: { devs: { kind: group, members: [dana, erin] } }, roles: { operator: { eligible: [devs] } } }",
    base: "{ identities: { devs: { kind: group, members: [dana] } }, roles: { operator: { eligible: [devs] } } }",
    found: ["error"],
    saying: ["by erin too"],
  },
  {
    name: "a group whose members would be kept elsewhere",
    estate:
      "{ identities: { devs: { kind: group, membership: external } }, roles: { operator: { eligible: [devs] } } }",
    base: "{ identities: { devs: { kind: group, members: [dana] } }, roles: { operator: { eligible: [devs] } } }",
    found: ["error"],
    saying: ["by devs too"],
  },
  {
    name: "a group of those who were eligible",
    estate:
      "{ identities: { devs: { kind: group, members: [dana, bot] } }, roles: { operator: { eligible: [devs] } } }",
    base: "{}",
    found: [],
  },
  {
    name: "the same in another order",
    estate: "roles: { operator: { eligible: [bot, deploy, dana] } }",
    base: "{}",
    found: [],
  },
  {
    name: "a role that is new",
    estate: `
roles:
  fresh:
    owners: { entitlement: payments }
    sensitivity: moderate
    eligible: [dana, erin]
    maxTtl: 1h
    approval: { steps: [ { group: platform-approvers, count: 1 } ] }
    gcp: { targets: [cloud], roles: [roles/cloudsql.viewer] }`,
    base: "{}",
    found: [],
  },
  { name: "an estate that is its own base", estate: "roles: { operator: { eligible: [dana, erin, bot] } }", found: [] },
  {
    name: "an entitlement of the cloud",
    estate: "{}",
    before: [entitlement()],
    after: [entitlement({ eligible: ["user:dana@acme.example", "group:all@acme.example"] })],
    found: [address],
    saying: ["projects/acme-prod/entitlements/admin could be activated by group:all@acme.example too."],
  },
  {
    name: "an entitlement that stays",
    estate: "{}",
    before: [entitlement()],
    after: [entitlement()],
    found: [],
  },
]);
