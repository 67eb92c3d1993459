import { access, doubtful, from, leased, principal } from "./facts";
import { specify } from "./judging";

const lease = access({ bound: leased("2026-11-23T12:00:00Z") });

specify("expiry-removed", [
  {
    name: "a lease that would stand",
    before: [lease],
    after: [access()],
    found: ["error aws_iam_role_policy.deploy"],
    saying: [
      "aws_iam_role.person (a person) held administrative access on account 111122223333 until 2026-11-23T12:00:00Z",
      "nothing ends it for certain: no condition ends it",
    ],
  },
  {
    name: "one whose end could not be told any more",
    before: [lease],
    after: [access({ bound: doubtful })],
    found: ["error aws_iam_role_policy.deploy"],
  },
  {
    name: "one that another resource would make stand",
    before: [lease],
    after: [lease, access({ from: from("aws_iam_role_policy.other") })],
    found: ["error aws_iam_role_policy.other"],
  },
  {
    name: "a lease that stays one",
    before: [lease],
    after: [access({ bound: leased("2026-11-24T12:00:00Z") })],
    found: [],
  },
  { name: "a lease that goes", before: [lease], after: [], found: [] },
  {
    name: "what stood beside it all along",
    before: [lease, access({ from: from("aws_iam_role_policy.other") })],
    after: [access({ from: from("aws_iam_role_policy.other") })],
    found: [],
  },
  { name: "somebody else's", before: [lease], after: [access({ principal: principal("ci") })], found: [] },
  {
    name: "the same somebody in another account",
    before: [lease],
    after: [
      access({
        scope: { cloud: "aws", container: "444455556666", text: "account 444455556666" },
        from: from("aws_iam_role_policy.other"),
      }),
    ],
    found: [],
  },
  {
    name: "what gives nothing of what the lease gave",
    before: [access({ ...lease, permissions: [{ actions: ["s3:GetObject"], except: false, resources: ["*"] }] })],
    after: [
      access({
        permissions: [{ actions: ["ec2:StopInstances"], except: false, resources: ["*"] }],
        from: from("aws_iam_role_policy.other"),
      }),
    ],
    found: [],
  },
  { name: "new standing access is another rule's", before: [], after: [access()], found: [] },
]);
