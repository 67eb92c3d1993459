import { isPolicy } from "../../aws/policy/parse";
import { faultOf } from "./given";

/** Longer than any policy that AWS takes, of whatever service. */
const longest = 100_000;

/** Refuses what is no policy at all, whatever it holds. */
export function mustBePolicy(text: string, argument: number): void {
  if (text.length > longest) {
    throw faultOf(argument, `a policy of ${text.length} characters is longer than any that AWS takes`);
  }
  if (isPolicy(text)) return;
  throw faultOf(
    argument,
    "this is not an IAM policy: give the JSON text of one, an object with a `Statement`, as `jsonencode` or an `aws_iam_policy_document` writes it",
  );
}
