import type { DeclarationPath } from "../../diagnostics/diagnostic";
import type { Reporter } from "../../diagnostics/report";
import { unresolvedToken } from "../../estate/formats";
import type { AwsTarget, Target } from "../../estate/types";

/** The parts of an ARN; `resource` is everything behind the fifth colon. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const parts = text.split(":");
  const [head, partition, service, region, account] = parts;
  if (head !== "arn" || partition === undefined || service === undefined) return undefined;
  if (region === undefined || account === undefined || parts.length < 6) return undefined;
  return { partition, service, region, account, resource: parts.slice(5).join(":") };
}

/** An AWS target with its name, as most of the emitter needs it. */
export interface Place {
  readonly target: Target;
  readonly aws: AwsTarget;
}

/**
 * Reports an ARN of another partition than the target's. A pattern (`arn:*:s3:::logs`) and what is no ARN at all pass:
 * the one may match, the other is judged elsewhere.
 */
export function checkPartition(
  reporter: Reporter,
  place: Place,
  what: string,
  arn: string,
  path: DeclarationPath,
): boolean {
  if (arn.startsWith(`arn:${place.aws.partition}:`) || !arn.startsWith("arn:")) return true;
  const partition = arn.split(":", 2)[1] ?? "";
  if (partition === place.aws.partition || /[*?$]/.test(partition)) return true;
  reporter.report(
    "aws-wrong-partition",
    { what, arn, target: place.target.name, partition: place.aws.partition },
    path,
  );
  return false;
}

/** Reports an ARN of another account than the target's, where AWS accepts only that. */
export function checkAccount(
  reporter: Reporter,
  place: Place,
  what: string,
  arn: string,
  path: DeclarationPath,
): boolean {
  // Through constructs, an ARN may be Terraform's to know.
  if (unresolvedToken.test(arn) || parseArn(arn)?.account === place.aws.account) return true;
  reporter.report("aws-wrong-account", { what, arn, target: place.target.name, account: place.aws.account }, path);
  return false;
}
