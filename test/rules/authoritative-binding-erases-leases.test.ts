import { access, from } from "./facts";
import { specify } from "./judging";

const scope = { cloud: "gcp", container: "acme-prod", text: "projects/acme-prod" } as const;

specify("authoritative-binding-erases-leases", [
  {
    name: "a binding",
    after: [access({ privilege: "read", scope, authoritative: "role", from: from("google_project_iam_binding.v") })],
    found: ["warning google_project_iam_binding.v"],
    saying: ["google_project_iam_binding.v erases every other holder of its role on projects/acme-prod"],
  },
  {
    name: "a whole policy",
    after: [access({ scope, authoritative: "policy", from: from("google_project_iam_policy.p") })],
    found: ["warning google_project_iam_policy.p"],
    saying: ["erases every other access on projects/acme-prod"],
  },
  {
    name: "once, whatever the number of its members",
    after: ["a", "b", "c"].map(() => access({ authoritative: "role", from: from("google_project_iam_binding.v") })),
    found: ["warning google_project_iam_binding.v"],
  },
  { name: "what adds", after: [access({ scope, from: from("google_project_iam_member.v") })], found: [] },
]);
