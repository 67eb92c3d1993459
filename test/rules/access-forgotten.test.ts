import { access, credential, from, guardrail, ownership, trust } from "./facts";
import { specify } from "./judging";

const forgotten = (address: string) => from(address, { change: "forget" });

specify("access-forgotten", [
  {
    name: "a policy that leaves Terraform's care",
    before: [access({ from: forgotten("aws_iam_role_policy.deploy") })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: ["aws_iam_role_policy.deploy is about access, stays live, and would be managed by nobody"],
  },
  {
    name: "trust, keys and guardrails too",
    before: [
      trust({ from: forgotten("aws_iam_role.deploy") }),
      credential({ from: forgotten("aws_iam_access_key.ci") }),
      guardrail({ from: forgotten("aws_organizations_policy.deny") }),
    ],
    found: ["error aws_iam_role.deploy", "error aws_iam_access_key.ci", "error aws_organizations_policy.deny"],
  },
  {
    name: "once for a resource of several facts",
    before: [access({ from: forgotten("aws_iam_role.a") }), trust({ from: forgotten("aws_iam_role.a") })],
    found: ["error aws_iam_role.a"],
  },
  { name: "tags alone are no access", before: [ownership({}, { from: forgotten("aws_s3_bucket.a") })], found: [] },
  { name: "what is destroyed is gone", before: [access({ from: from("a.b", { change: "delete" }) })], found: [] },
  { name: "what stays is managed", before: [access()], after: [access()], found: [] },
]);
