import { listIn, mapIn, type Plain, textIn } from "../../terraform/plain-json";
import { parseFoundInstant } from "../../time/found-instant";
import type { AwsCall, AwsCaller, CallOutcome } from "./call";
import { isAssumption } from "./call";

const denied = /AccessDenied|Unauthori[sz]ed|NotAuthori[sz]ed|AuthorizationError|AuthFailure|Forbidden|ExpiredToken/i;

/** Is it a record of CloudTrail, whatever else may be wrong with it? */
export function isCloudTrailRecord(record: Plain): boolean {
  return (
    typeof record.eventVersion === "string" &&
    typeof record.eventName === "string" &&
    typeof record.eventSource === "string" &&
    record.eventSource.includes(".")
  );
}

/** Insight events tell of rates of calls, not of a call. */
export function isInsight(record: Plain): boolean {
  return record.eventCategory === "Insight" || record.eventType === "AwsCloudTrailInsight";
}

/**
 * Reads one record.
 *
 * Source: AWS CloudTrail User Guide, "CloudTrail record contents", "CloudTrail userIdentity element" (version 1.08 and later
 * of major 1).
 */
export function readCloudTrailRecord(record: Plain): AwsCall | { readonly fault: string } {
  const version = textIn(record, "eventVersion") ?? "";
  if (!/^1\.\d+$/.test(version)) return { fault: "its event version is none of CloudTrail's 1.x" };
  const time = textIn(record, "eventTime");
  if (time === undefined) return { fault: "it has no eventTime" };
  const parsed = parseFoundInstant(time);
  if ("fault" in parsed) return { fault: `its eventTime cannot be read: ${parsed.fault}` };
  const call: AwsCall = {
    kind: "aws-call",
    id: textIn(record, "eventID"),
    sharedId: textIn(record, "sharedEventID"),
    at: parsed.instant,
    service: textIn(record, "eventSource") ?? "",
    name: textIn(record, "eventName") ?? "",
    account: textIn(record, "recipientAccountId"),
    caller: callerOf(mapIn(record, "userIdentity") ?? {}),
    outcome: outcomeOf(record),
  };
  if (!isAssumption(call)) return call;
  const asked = mapIn(record, "requestParameters") ?? {};
  const tagged = [...listIn(asked, "tags"), ...listIn(asked, "principalTags")].find(
    (tag) => textIn(tag, "key") === "x509SAN/URI",
  );
  return {
    ...call,
    asksFor: roleOf(record, asked),
    asksAs: textIn(asked, "sourceIdentity"),
    through: {
      samlProvider: textIn(asked, "principalArn"),
      trustAnchor: textIn(asked, "trustAnchorArn"),
      spiffe: tagged && textIn(tagged, "value"),
    },
  };
}

function callerOf(identity: Plain): AwsCaller {
  const session = mapIn(identity, "sessionContext") ?? {};
  const federation = mapIn(session, "webIdFederationData") ?? {};
  return {
    type: textIn(identity, "type") ?? "",
    arn: textIn(identity, "arn"),
    principalId: textIn(identity, "principalId"),
    account: textIn(identity, "accountId"),
    userName: textIn(identity, "userName"),
    identityProvider: textIn(identity, "identityProvider"),
    issuer: textIn(mapIn(session, "sessionIssuer") ?? {}, "arn"),
    sourceIdentity: textIn(session, "sourceIdentity"),
    federatedProvider: textIn(federation, "federatedProvider"),
    onBehalfOf: textIn(mapIn(identity, "onBehalfOf") ?? {}, "userId"),
    invokedBy: textIn(identity, "invokedBy"),
  };
}

function outcomeOf(record: Plain): CallOutcome {
  const code = textIn(record, "errorCode");
  if (code === undefined) {
    if (record.errorCode !== undefined && record.errorCode !== null) return "failed";
    // The console's sign-in says it elsewhere, and carries no code.
    return textIn(record, "errorMessage") === undefined ? "succeeded" : "failed";
  }
  return denied.test(code) ? "denied" : "failed";
}

/** Of a call that was denied the parameters may be left out; the message then names the role. */
function roleOf(record: Plain, asked: Plain): string | undefined {
  const given = textIn(asked, "roleArn");
  if (given !== undefined) return given;
  const listed = listIn(record, "resources").find((resource) => textIn(resource, "type") === "AWS::IAM::Role");
  const named = listed && (textIn(listed, "ARN") ?? textIn(listed, "arn"));
  if (named !== undefined) return named;
  const message = textIn(record, "errorMessage") ?? "";
  return /\bon resource: (arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]*[\w+=@-])/.exec(message)?.[1];
}
