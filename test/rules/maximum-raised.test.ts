import { entitlement } from "./facts";
import { specify } from "./judging";

const address = "error google_privileged_access_manager_entitlement.admin";

specify("maximum-raised", [
  {
    name: "a role's maximum",
    estate: "roles: { operator: { maxTtl: 5h } }",
    base: "{}",
    found: ["error"],
    saying: ['The maximum of role "operator" would rise from 4 h to 5 h.'],
  },
  { name: "a lower one", estate: "roles: { operator: { maxTtl: 3h } }", base: "{}", found: [] },
  { name: "the same, spelt otherwise", estate: "roles: { operator: { maxTtl: PT240M } }", base: "{}", found: [] },
  {
    name: "a limit of one kind that goes",
    estate: "{}",
    base: "roles: { operator: { limits: { agent: 30m } } }",
    found: ["error"],
    saying: ['The maximum of role "operator" for kind agent would rise from 30 min to 4 h.'],
  },
  {
    name: "a maximum that rises under limits that stay",
    estate: "roles: { operator: { maxTtl: 5h, limits: { agent: 30m, workload: 1h } } }",
    base: "roles: { operator: { limits: { agent: 30m, workload: 1h } } }",
    found: ["error"],
    saying: ["for kind person would rise from 4 h to 5 h"],
  },
  { name: "an estate that is its own base", estate: "roles: { operator: { maxTtl: 5h } }", found: [] },
  {
    name: "an entitlement of the cloud",
    estate: "{}",
    before: [entitlement()],
    after: [entitlement({ maximum: 7200 })],
    found: [address],
    saying: ["would rise from 1 h to 2 h"],
  },
  {
    name: "one whose maximum cannot be told any more",
    estate: "{}",
    before: [entitlement()],
    after: [entitlement({ maximum: undefined })],
    found: [address],
    saying: ["to what cannot be told"],
  },
  { name: "one that falls", estate: "{}", before: [entitlement()], after: [entitlement({ maximum: 1800 })], found: [] },
  { name: "one that is new", estate: "{}", before: [], after: [entitlement({ maximum: 7200 })], found: [] },
]);
