import type { Trouble } from "../backoff";

const throttles = new Set([
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "RequestThrottled",
  "RequestThrottledException",
  "RequestLimitExceeded",
  "TooManyRequestsException",
  "PriorRequestNotComplete",
  "SlowDown",
]);

const passing = new Set([
  "RequestTimeout",
  "RequestTimeoutException",
  "TimeoutError",
  "InternalFailure",
  "InternalServerException",
  "InternalServerError",
  "ServiceException",
  "ServiceFailure",
  "ServiceFailureException",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "ConcurrentModificationException",
]);

const ranOut = new Set(["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"]);

const refusals = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "UnauthorizedOperation",
  "UnauthorizedException",
  "AuthorizationError",
  "NotAuthorized",
]);

const connections =
  /^(ECONN(RESET|REFUSED|ABORTED)|EPIPE|ETIMEDOUT|ESOCKETTIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_\w+)$/;

/** What a failed call of AWS means. */
export function troubleOf(call: string, thrown: unknown): Trouble {
  const name = nameOf(thrown);
  const status = statusOf(thrown);
  const message = `${call}: ${said(name, status, thrown)}`;
  if (throttles.has(name) || status === 429) return { kind: "again", message, throttled: true };
  if (ranOut.has(name)) return { kind: "expired", message };
  if (refusals.has(name)) return { kind: "denied", message };
  if (passing.has(name) || (status !== undefined && status >= 500)) return { kind: "again", message };
  if (connections.test(codeOf(thrown)) || isCutShort(thrown)) return { kind: "again", message };
  if (status === 403 && !isUnsigned(name)) return { kind: "denied", message };
  return { kind: "failed", message };
}

/** The name under which AWS or the SDK reports a failure. */
export function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "an unknown fault";
  // With the oldest query protocol the name says only that it was one of the service's.
  const code = "Code" in thrown && typeof thrown.Code === "string" ? thrown.Code : undefined;
  return (code ?? thrown.name).replace(/^.*#/, "");
}

/** Whether an answer was not in the form of the API at all: a proxy's page, an emulator's, or one that was cut short. */
export function isFormless(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === "SyntaxError" || /Deserialization error/.test(thrown.message));
}

function said(name: string, status: number | undefined, thrown: unknown): string {
  if (isFormless(thrown))
    return `an answer that is none of this API${status === undefined ? "" : ` (status ${status})`}`;
  // What was signed is quoted by AWS, the session's token in it.
  if (isUnsigned(name)) return name;
  const [line = ""] = (thrown instanceof Error ? thrown.message : "").split("\n");
  const code = codeOf(thrown);
  const head = name === "Error" && code !== "" ? code : name;
  return line === "" || line === head ? head : `${head}: ${line.slice(0, 400)}`;
}

function isUnsigned(name: string): boolean {
  return /Signature|InvalidClientTokenId|UnrecognizedClient|AuthFailure|MissingAuthenticationToken/.test(name);
}

/** The connection ended in the middle of an answer that had begun well. */
function isCutShort(thrown: unknown): boolean {
  return isFormless(thrown) || (thrown instanceof Error && /socket hang up|aborted|terminated/.test(thrown.message));
}

function statusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const metadata = "$metadata" in thrown ? thrown.$metadata : undefined;
  const response = "$response" in thrown ? thrown.$response : undefined;
  return numberIn(metadata, "httpStatusCode") ?? numberIn(response, "statusCode");
}

function numberIn(value: unknown, name: string): number | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (value as Readonly<Record<string, unknown>>)[name];
  return typeof found === "number" ? found : undefined;
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
}
