import type { AwsPartition } from "../../estate/types";
import { actionsMatching, matchesPattern } from "./actions";
import { actionsOverlap, actionWithin } from "./containment";
import { asList, type PolicyDocument, type Statement } from "./document";
import { managedPolicyText } from "./managed-texts";
import { parsePolicy } from "./parse";
import { services } from "./table";

/** The same document each time, so that what is worked out of its statements is worked out once. */
const documents = new Map<string, PolicyDocument>();
const mostDocuments = 200;

/** The name of an AWS managed policy, path included, of whatever partition; `undefined` for a customer's own policy. */
export function managedPolicyName(arn: string): string | undefined {
  return /^arn:aws(?:-[a-z-]+)?:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
}

/**
 * The document of an AWS managed policy as it was on the day of the data, its ARNs in the partition of `arn`;
 * `undefined` when the data does not hold it.
 */
export function managedPolicyDocument(arn: string): PolicyDocument | undefined {
  const known = documents.get(arn);
  if (known !== undefined) return known;
  const name = managedPolicyName(arn);
  const found = name === undefined ? undefined : managedPolicyText(name);
  if (found === undefined) return undefined;
  const partition = arn.split(":")[1] as AwsPartition;
  const local = partition === "aws" ? found : found.replaceAll('"arn:aws:', () => `"arn:${partition}:`);
  const whole: PolicyDocument = { Version: "2012-10-17", Statement: parsePolicy(local).statements };
  if (documents.size >= mostDocuments) documents.clear();
  documents.set(arn, whole);
  return whole;
}

/** What the Allows of a policy name: patterns as written; of a `NotAction`, the services and actions that it leaves. */
export function allowedActions(statements: readonly Statement[]): readonly string[] {
  const found = new Set<string>();
  for (const statement of statements) {
    if (statement.Effect === "Deny") continue;
    for (const pattern of asList(statement.Action)) found.add(pattern);
    if (statement.NotAction === undefined) continue;
    const left = asList(statement.NotAction);
    for (const service of services()) {
      const whole = `${service}:*`;
      if (!left.some((pattern) => actionsOverlap(pattern, whole))) found.add(whole);
      else if (!left.some((pattern) => actionWithin(whole, pattern))) {
        for (const action of actionsMatching(whole)) {
          if (!left.some((pattern) => matchesPattern(pattern, action))) found.add(action);
        }
      }
    }
  }
  return [...found];
}
