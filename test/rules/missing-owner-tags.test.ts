import { access, from, ownership } from "./facts";
import { specify } from "./judging";

const taking = access({
  from: from("aws_iam_role_policy.deploy", { addresses: ["aws_iam_role_policy.deploy", "aws_iam_role.deploy"] }),
});
const found = ["error aws_iam_role.deploy"];

specify("missing-owner-tags", [
  {
    name: "a role that says nothing",
    estate: "{}",
    after: [taking, ownership({})],
    found,
    saying: ['aws_iam_role.deploy gives privileged access and carries no "team".'],
  },
  { name: "an empty owner", estate: "{}", after: [taking, ownership({ team: "" })], found },
  { name: "an owner under another key", estate: "{}", after: [taking, ownership({ owner: "payments" })], found },
  {
    name: "an owner, as far as can be known",
    estate: "{}",
    after: [taking, ownership({}, { partial: true })],
    found,
    saying: ["as far as its tags are known before apply"],
  },
  { name: "the company's own tag", estate: "{}", after: [taking, ownership({ team: "payments" })], found: [] },
  { name: "leasehold's tag", estate: "{}", after: [taking, ownership({ "leasehold:owner": "payments" })], found: [] },
  { name: "leasehold's label", estate: "{}", after: [taking, ownership({ leasehold_owner: "payments" })], found: [] },
  {
    name: "the tag of the base decides",
    estate: "policy: { ownerTag: whose }",
    base: "{}",
    after: [taking, ownership({ whose: "payments" })],
    found,
    saying: ['no "team"'],
  },
  { name: "what takes no part in access", estate: "{}", after: [ownership({})], found: [] },
  { name: "what only reads", estate: "{}", after: [{ ...taking, privilege: "read" }, ownership({})], found: [] },
  { name: "without an estate", after: [taking, ownership({})], found: [] },
]);
