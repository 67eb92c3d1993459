import { at } from "../helpers/estate";
import { access, from, leased } from "./facts";
import { specify } from "./judging";

const end = at("2026-11-23T12:00:00Z");
const bound = leased("2026-11-23T13:00:00Z");

specify("session-longer-than-lease", [
  {
    name: "an end of the trust alone",
    after: [access({ bound, session: { trust: end } })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: [
      "sessions can begin until 2026-11-23T12:00:00Z",
      "nothing ends one that has begun before it expires by itself, as late as 2026-11-23T13:00:00Z",
    ],
  },
  {
    name: "an end of the trust alone, of what only reads",
    after: [access({ privilege: "read", bound, session: { trust: end } })],
    found: [],
  },
  { name: "an end of the permissions", after: [access({ bound, session: { permissions: end } })], found: [] },
  {
    name: "an end of both, and sessions of an hour",
    after: [access({ bound, session: { permissions: end, trust: end, maximum: 3600 } })],
    found: [],
  },
  {
    name: "an end of both, and longer sessions",
    after: [access({ bound, session: { permissions: end, trust: end, maximum: 43_200 } })],
    found: ["error aws_iam_role_policy.deploy"],
    saying: ["sessions of 12 h are allowed on a lease that ends at 2026-11-23T13:00:00Z"],
  },
  {
    name: "long sessions of what stands are another rule's",
    after: [access({ session: { maximum: 43_200 } })],
    found: [],
  },
  { name: "what no session carries", after: [access({ bound, from: from("google_project_iam_member.a") })], found: [] },
]);
