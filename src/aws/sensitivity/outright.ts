import { isPersistence } from "../persistence/actions";
import { ActionSet } from "../policy/action-set";
import { asList, type Statement } from "../policy/document";
import { hasUnknownPart, someArn } from "../policy/unknown-part";

/** Services whose writes decide who may do what. */
const deciding: ReadonlySet<string> = new Set([
  "iam",
  "organizations",
  "sso",
  "sso-directory",
  "identitystore",
  "rolesanywhere",
]);

/** Of their persistence actions, those that only hand on what exists. */
const handingOn = /^iam:(?:PassRole|CreateServiceLinkedRole|CreateInstanceProfile|AddRoleToInstanceProfile|Tag|Untag)/;

/** What gives more than is held only where it reaches everything of its kind: any role, any function, any machine. */
const reachingOut: readonly string[] = [
  "iam:PassRole",
  "sts:AssumeRole",
  "sts:AssumeRoleWithWebIdentity",
  "lambda:UpdateFunctionCode",
  "ssm:SendCommand",
  "ssm:StartSession",
];

const everyOfAKind = /^(?:\*+|arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:[a-z-]+[:/])?\*+)$/;

/**
 * Do the allowed actions give more than is held outright: by writing who may do what, or by reaching every role, function or
 * machine? All else that counts as escalation only starts, changes or hands on named things, whose own permissions bound it:
 * that is how software that runs other software works.
 */
export function escalatesOutright(actions: ActionSet, statement: Statement, resources: readonly string[]): boolean {
  if (!actions.intersect(writing()).isEmpty()) return true;
  if (statement.NotResource === undefined && !resources.some(reachesAll)) {
    return false;
  }
  const reaching = isForNamedServices(statement)
    ? reachingOut.filter((action) => action !== "iam:PassRole")
    : reachingOut;
  return !actions.intersect(ActionSet.matching(reaching)).isEmpty();
}

function reachesAll(resource: string): boolean {
  return everyOfAKind.test(resource) || (hasUnknownPart(resource) && !resource.startsWith(someArn));
}

/** Roles may be passed to services that are named, and so to no other. */
function isForNamedServices({ Condition = {} }: Statement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      /^String(?:Equals|Like)(?:IgnoreCase|IfExists)*$/i.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) => key.toLowerCase() === "iam:passedtoservice" && !asList(values).includes("*"),
      ),
  );
}

let written: ActionSet | undefined;

function writing(): ActionSet {
  written ??= ActionSet.matching(
    ActionSet.ofServices(deciding)
      .names()
      .filter((action) => isPersistence(action) && !handingOn.test(action)),
  );
  return written;
}
