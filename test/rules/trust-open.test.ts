import { principal, trust } from "./facts";
import { specify } from "./judging";

const foreign = principal("foreign", "arn:aws:iam::999988887777:root");

specify("trust-open", [
  {
    name: "everybody",
    after: [trust({ principal: principal("anyone", "*"), open: { to: "everyone", said: "its principal is *" } })],
    found: ["error aws_iam_role.deploy"],
    saying: ["Anyone may become aws_iam_role.deploy: its principal is *."],
  },
  {
    name: "a foreign account without an external id",
    after: [trust({ principal: foreign, open: { to: "foreign-account", said: "no sts:ExternalId is asked for" } })],
    found: ["error aws_iam_role.deploy"],
    saying: ["Another account (arn:aws:iam::999988887777:root), without an external id, may become"],
  },
  {
    name: "an account where the own one is not known",
    after: [trust({ principal: foreign, open: { to: "foreign-account", unsure: true, said: "no account is known" } })],
    found: ["warning aws_iam_role.deploy"],
    saying: ["which may be of another company"],
  },
  { name: "a trust that is not open", after: [trust({ principal: foreign })], found: [] },
]);
