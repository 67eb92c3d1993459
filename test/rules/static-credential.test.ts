import { access, credential } from "./facts";
import { specify } from "./judging";

specify("static-credential", [
  {
    name: "an access key",
    after: [credential()],
    found: ["error aws_iam_access_key.ci"],
    saying: ["aws_iam_user.ci gets an access key, which stays good until somebody removes it."],
  },
  {
    name: "one made inactive",
    after: [credential({ active: false })],
    found: ["warning aws_iam_access_key.ci"],
    saying: ["made inactive; one call makes it good again"],
  },
  { name: "none", after: [access()], found: [] },
  { name: "one that the plan removes", before: [credential()], after: [], found: [] },
]);
