import { entitlement } from "./facts";
import { specify } from "./judging";

const address = "error google_privileged_access_manager_entitlement.admin";
const approval = (text: string) => `roles: { operator: { approval: ${text} } }`;
const two = approval("{ steps: [ { group: platform-approvers, count: 1 }, { group: security-approvers, count: 1 } ] }");

specify("approval-weakened", [
  {
    name: "none at all",
    estate: approval('{ steps: null, none: "We are in a hurry" }'),
    base: "{}",
    found: ["error"],
    saying: ['The approval of role "operator" would be weaker: nobody would have to approve.'],
  },
  { name: "a step less", estate: "{}", base: two, found: ["error"], saying: ["2 steps became 1"] },
  { name: "a step more", estate: two, base: "{}", found: [] },
  {
    name: "fewer of a step",
    estate: "{}",
    base: approval("{ steps: [ { group: platform-approvers, count: 2 } ] }"),
    found: ["error"],
    saying: ["step 1 asked for 2, and would ask for 1"],
  },
  {
    name: "more approvers of a step",
    estate: "approvalGroups: { platform-approvers: { members: [frank, gail, ivan] } }",
    base: "{}",
    // Both roles of the base estate are approved by that group.
    found: ["error", "error"],
    saying: ["ivan could approve step 1 too"],
  },
  {
    name: "fewer approvers of a step",
    estate: "approvalGroups: { platform-approvers: { members: [gail] } }",
    base: "{}",
    found: [],
  },
  {
    name: "somebody who would need nobody",
    estate: approval("{ auto: { for: [bot], when: 'request.ttl <= duration(\"30m\")' } }"),
    base: "{}",
    found: ["error"],
    saying: ["bot would need nobody"],
  },
  {
    name: "somebody who would need nobody on a looser condition",
    estate: approval("{ auto: { for: [bot], when: 'true' } }"),
    base: approval("{ auto: { for: [bot], when: 'request.ttl <= duration(\"30m\")' } }"),
    found: ["error"],
    saying: ['bot would need nobody when true, and before when request.ttl <= duration("30m")'],
  },
  {
    name: "somebody who would need nobody on a tighter condition",
    estate: approval(`{ auto: { for: [bot], when: 'request.ttl <= duration("30m") && request.ticket != ""' } }`),
    base: approval("{ auto: { for: [bot], when: 'request.ttl <= duration(\"30m\")' } }"),
    found: [],
  },
  {
    name: "a group of approvers that would be opened",
    estate: `
identities: { helpers: { kind: group, members: [frank, ivan] } }
approvalGroups: { platform-approvers: { members: [gail, helpers] } }`,
    base: `
identities: { helpers: { kind: group, members: [frank] } }
approvalGroups: { platform-approvers: { members: [gail, helpers] } }`,
    found: ["error", "error"],
    saying: ["ivan could approve step 1 too"],
  },
  {
    name: "an approval that stays",
    estate: approval("{ auto: { for: [bot], when: 'true' } }"),
    base: approval("{ auto: { for: [bot], when: 'true' } }"),
    found: [],
  },
  { name: "an estate that is its own base", estate: approval('{ steps: null, none: "We are in a hurry" }'), found: [] },
  {
    name: "an entitlement of the cloud",
    estate: "{}",
    before: [entitlement()],
    after: [entitlement({ approval: [] })],
    found: [address],
    saying: ["The approval of projects/acme-prod/entitlements/admin would be weaker: nobody would have to approve."],
  },
  {
    name: "one whose approval cannot be told any more",
    estate: "{}",
    before: [entitlement()],
    after: [entitlement({ approval: undefined })],
    found: [address],
    saying: ["what is asked cannot be told any more"],
  },
  {
    name: "one of which nothing was known",
    estate: "{}",
    before: [entitlement({ approval: undefined })],
    after: [entitlement()],
    found: [],
  },
]);
