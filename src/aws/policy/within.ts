import type { Role } from "../../estate/types";
import { actionsOverlap, actionWithin, resourcesOverlap, resourceWithin } from "./containment";
import { asList, type Statement } from "./document";
import { managedPolicyDocument } from "./managed";

/** All that is known to be allowed, and the managed policies of which nothing is known. */
export interface Coverage {
  readonly covering: readonly Statement[];
  readonly unknown: readonly string[];
}

/** All that a role allows: its statements, and the AWS managed policies as the data holds them, in their own partition. */
export function coveringOf(aws: Pick<NonNullable<Role["aws"]>, "statements" | "managedPolicies">): Coverage {
  const covering: Statement[] = aws.statements.map(({ actions, resources, conditions }) => ({
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    Condition: conditions,
  }));
  const unknown: string[] = [];
  for (const arn of aws.managedPolicies) {
    const document = managedPolicyDocument(arn);
    if (document === undefined) unknown.push(arn);
    else covering.push(...document.Statement);
  }
  return { covering, unknown };
}

/** Are all actions of the pattern among those of the statement, whatever its effect? */
export function holdsAction(action: string, of: Statement): boolean {
  return of.NotAction === undefined
    ? actionWithin(action, asList(of.Action))
    : asList(of.NotAction).every((pattern) => !actionsOverlap(action, pattern));
}

/** Are all resources of the pattern among those of the statement? */
export function holdsResource(resource: string, of: Statement): boolean {
  return of.NotResource === undefined
    ? resourceWithin(resource, asList(of.Resource))
    : asList(of.NotResource).every((pattern) => !resourcesOverlap(resource, pattern));
}

/** Could the Deny hold for something of the action and resource? */
export function mayMeet(action: string, resource: string, of: Statement): boolean {
  const actions =
    of.NotAction === undefined
      ? asList(of.Action).some((pattern) => actionsOverlap(action, pattern))
      : !actionWithin(action, asList(of.NotAction));
  const resources =
    of.NotResource === undefined
      ? asList(of.Resource).some((pattern) => resourcesOverlap(resource, pattern))
      : !resourceWithin(resource, asList(of.NotResource));
  return actions && resources;
}
