import type { AwsPartition, PermissionStatement, Role } from "../../estate/types";
import { actionsOverlap, actionWithin, resourcesOverlap, resourceWithin } from "./containment";
import { asList, type Condition, type Statement } from "./document";
import { managedPolicyDocument, managedPolicyName } from "./managed";

/** A statement of a policy that may hold what is asked for, and where it stands. */
export interface Covering {
  readonly statement: Statement;
  /** `statements.0` of a role, or a managed policy's ARN. */
  readonly from: string;
}

/** Part of what is asked for, and the conditions under which a covering statement allows it. */
export interface CoveredPiece {
  readonly action: string;
  readonly resource: string;
  /** One for each covering statement; either of them lets it pass. Empty conditions: it always passes. */
  readonly under: readonly { readonly from: string; readonly conditions: Condition }[];
}

/** Whether a statement lies within others; `beyond` names what does not, and why. */
export type WithinAnswer =
  | { readonly within: true; readonly pieces: readonly CoveredPiece[] }
  | {
      readonly within: false;
      readonly beyond: readonly { readonly action: string; readonly resource: string; readonly because: string }[];
    };

/** All that a role allows: its statements, and the AWS managed policies as the data holds them. */
export function coveringOf(
  aws: NonNullable<Role["aws"]>,
  partition: AwsPartition,
): { readonly covering: readonly Covering[]; readonly unknown: readonly string[] } {
  const covering: Covering[] = aws.statements.map((statement, index) => ({
    from: `statements.${index}`,
    statement: {
      Effect: "Allow",
      Action: statement.actions,
      Resource: statement.resources,
      Condition: statement.conditions,
    },
  }));
  const unknown: string[] = [];
  for (const arn of aws.managedPolicies) {
    const name = managedPolicyName(arn);
    const document = name === undefined ? undefined : managedPolicyDocument(`arn:${partition}:iam::aws:policy/${name}`);
    if (document === undefined) unknown.push(arn);
    else covering.push(...document.Statement.map((statement) => ({ from: arn, statement })));
  }
  return { covering, unknown };
}

/**
 * Does the statement lie within the covering ones? Each of its pairs of action and resource must lie whole within one
 * Allow, conditions apart (they are returned, to be put on whatever is emitted), and out of reach of every Deny. Never
 * wrongly yes; a pair that only several Allows hold between them is a no.
 */
export function statementWithin(asked: PermissionStatement, covering: readonly Covering[]): WithinAnswer {
  const pieces: CoveredPiece[] = [];
  const beyond: { action: string; resource: string; because: string }[] = [];
  for (const action of asked.actions) {
    for (const resource of asked.resources) {
      const deny = covering.find(
        ({ statement }) => statement.Effect === "Deny" && mayMeet(action, resource, statement),
      );
      const under = covering
        .filter(({ statement }) => statement.Effect === "Allow" && holds(action, resource, statement))
        .map(({ from, statement }) => ({ from, conditions: statement.Condition ?? {} }));
      if (deny !== undefined) beyond.push({ action, resource, because: `a Deny of ${deny.from} may hold for it` });
      else if (under.length === 0) beyond.push({ action, resource, because: "no statement allows all of it" });
      else pieces.push({ action, resource, under });
    }
  }
  return beyond.length > 0 ? { within: false, beyond } : { within: true, pieces };
}

function holds(action: string, resource: string, of: Statement): boolean {
  const actions =
    of.NotAction === undefined
      ? actionWithin(action, asList(of.Action))
      : asList(of.NotAction).every((pattern) => !actionsOverlap(action, pattern));
  const resources =
    of.NotResource === undefined
      ? resourceWithin(resource, asList(of.Resource))
      : asList(of.NotResource).every((pattern) => !resourcesOverlap(resource, pattern));
  return actions && resources;
}

/** Could the Deny hold for something of the action and resource? */
function mayMeet(action: string, resource: string, of: Statement): boolean {
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
