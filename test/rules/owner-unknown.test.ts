import { access, from, ownership } from "./facts";
import { specify } from "./judging";

const taking = access({ from: from("aws_iam_role.deploy") });

specify("owner-unknown", [
  {
    name: "a team misspelt",
    estate: "{}",
    after: [taking, ownership({ team: "paymnets" })],
    found: ["error aws_iam_role.deploy"],
    saying: [
      'aws_iam_role.deploy is said to be of "paymnets", which is no team of the estate; did you mean "payments"?',
    ],
  },
  {
    name: "a team that is like none",
    estate: "{}",
    after: [taking, ownership({ team: "astronomy" })],
    found: ["error aws_iam_role.deploy"],
    saying: ["which is no team of the estate."],
  },
  {
    name: "a team that only the change declares",
    estate: "teams: { newcomers: { members: [dana] } }",
    base: "{}",
    after: [taking, ownership({ team: "newcomers" })],
    found: ["error aws_iam_role.deploy"],
  },
  {
    name: "under leasehold's own key",
    estate: "{}",
    after: [taking, ownership({ "leasehold:owner": "nobody" })],
    found: ["error aws_iam_role.deploy"],
  },
  { name: "a team", estate: "{}", after: [taking, ownership({ team: "payments" })], found: [] },
  { name: "none is another rule's", estate: "{}", after: [taking, ownership({})], found: [] },
  { name: "what takes no part in access", estate: "{}", after: [ownership({ team: "nobody" })], found: [] },
  { name: "without an estate", after: [taking, ownership({ team: "nobody" })], found: [] },
]);
