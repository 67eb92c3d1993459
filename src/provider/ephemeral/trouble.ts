import { verbatimShell } from "../../aws/emit/shell";
import { plain } from "../../report/plain";
import { isFormless, nameOf } from "../../snapshot/fetch/aws/trouble";
import type { Told } from "../protocol/provider";
import { quoted } from "../quoted";

/** What was tried. */
export interface Attempt {
  readonly roleArn: string;
  readonly identity: string;
  /** The region whose STS was asked, where that is known. */
  readonly region?: string;
  readonly endpoint?: string;
  /** What must be in no message, whatever an endpoint answers. */
  readonly secrets: readonly string[];
}

type Said = readonly [summary: string, detail: string];

/** Why there are no credentials to ask with. Nothing of what the SDK says is repeated: it may quote files. */
export function withoutCredentials(thrown: unknown, { profile }: { readonly profile: string | undefined }): Told {
  const message = thrown instanceof Error ? thrown.message : "";
  const login = `aws sso login${profile === undefined ? "" : ` --profile ${verbatimShell(profile)}`}`;
  if (/\bsso\b/i.test(message) && /expired|not found|invalid/i.test(message)) {
    return error(
      "The sign-in to AWS has run out",
      `The AWS credentials come from IAM Identity Center, and its sign-in is not valid any more. Run \`${login}\`, and apply again.`,
    );
  }
  if (profile !== undefined) {
    return error(
      `The AWS profile ${quoted(profile)} gives no credentials`,
      "It is not in the AWS configuration that this process reads, or what it names could not be had. Correct the `profile` of the provider or `AWS_PROFILE`, or sign in with it.",
    );
  }
  return error(
    "No AWS credentials were found",
    "Neither the environment nor the AWS configuration gives credentials by which the lease's role could be assumed. Set `AWS_PROFILE`, or the `profile` of " +
      `the provider, or run \`${login}\`.`,
  );
}

const clock = new Set(["RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture"]);
const expired = new Set(["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"]);
const unknown =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|AuthFailure|MissingAuthenticationToken\w*|InvalidAccessKeyId|OptInRequired)$/;
const denied = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized"]);
const busy =
  /^(?:Throttl\w*|RequestLimitExceeded|TooManyRequests\w*|ServiceUnavailable\w*|Internal\w*|IDPCommunicationError)$/;
const unreached =
  /^(?:E[A-Z_]{3,}|ERR_[A-Z_]+|UND_ERR_\w+|TimeoutError|AbortError|NetworkingError|SELF_SIGNED_\w+|UNABLE_TO_\w+|CERT_\w+|DEPTH_ZERO_\w+)$/;

/** Why STS gave no session. */
export function withoutSession(thrown: unknown, attempt: Attempt): Told {
  const [summary, detail] = said(thrown, attempt);
  return error(summary, detail);
}

function said(thrown: unknown, attempt: Attempt): Said {
  const { region, roleArn } = attempt;
  const message = thrown instanceof Error ? thrown.message : "";
  const code = codeOf(thrown);
  const name = nameOf(thrown);
  const where = region === undefined ? "STS" : `STS in ${region}`;
  if (/Region is missing/.test(message)) {
    return [
      "No AWS region is given",
      "Which region's STS is to be asked is not known. Set `region` here or in the provider, or `AWS_REGION`.",
    ];
  }
  if (/Region not accepted|not a valid (?:host|region)/i.test(message)) {
    return [
      "The AWS region is none",
      "Its name cannot be one of a region. Set `region` here or in the provider, or `AWS_REGION`.",
    ];
  }
  if (clock.has(name) || (/Signature/.test(name) && /Signature (?:expired|not yet current)/i.test(message))) {
    return [
      "This machine's clock is wrong",
      "AWS refused a request because of the time at which it was signed. Set the clock (by NTP), and apply again: windows of leases are told by it too.",
    ];
  }
  if (expired.has(name)) {
    return [
      "The AWS credentials have run out",
      "Those by which the lease's role was to be assumed are not valid any more. Sign in again, and apply again.",
    ];
  }
  if (denied.has(name)) return accessDenied(message, attempt);
  if (/^RegionDisabled/.test(name)) {
    return [
      `${where} is not activated for this account`,
      "Give another `region`, such as the one of the role's target, or have the region's STS activated in the account's settings.",
    ];
  }
  if (unknown.test(name)) {
    return [
      "AWS does not know the credentials",
      `${where} knows no such credentials, or cannot check what they signed: they may be of another partition, deactivated or mistyped, or of a region that the account ` +
        "has not enabled. Check `AWS_PROFILE`, the provider's `profile` and `region`.",
    ];
  }
  if (name === "ValidationError" && /MaxSessionDuration|chaining/i.test(message)) {
    return [
      "The role takes no session of that length",
      `\`max_session_duration\` of ${roleArn} is less than what was asked for. Lower \`duration\`, or set it to 3600, as leasehold does.`,
    ];
  }
  if (busy.test(name) || statusOf(thrown) >= 500) {
    return [`${where} is busy`, "It did not answer, though it was asked more than once. Apply again in a minute."];
  }
  if (isFormless(thrown)) return formless(attempt);
  if (unreached.test(code) || unreached.test(name)) return unreachable(code === "" ? name : code, attempt);
  return [
    `${where} gave no credentials`,
    `${statusOf(thrown) > 0 ? "It answered" : "Asking it failed"} with ${safely(name, attempt.secrets)} when ${roleArn} was to be assumed. Try \`aws sts assume-role\` with the same credentials for more.`,
  ];
}

/** AWS names the caller; nothing else of its answer is repeated. */
function accessDenied(message: string, { roleArn, identity, secrets }: Attempt): Said {
  const [, caller] =
    /^User: (arn:aws[\w-]*:(?:iam|sts)::\d{12}:[\w+=,.@/-]{1,200}) is not authorized to perform: sts:\w+/.exec(
      message,
    ) ?? [];
  const who = caller === undefined || secrets.some((one) => caller.includes(one)) ? "these credentials" : caller;
  return [
    "The lease's role may not be assumed with these credentials",
    `AWS did not let ${who} assume ${roleArn}. Its trust lets in ${quoted(identity)} alone, from the lease's start until its end: use that identity's own credentials. They also need a policy that ` +
      "allows `sts:AssumeRole` and `sts:SetSourceIdentity` on the role, and must not carry another source identity. An identity of OIDC, SAML or Roles Anywhere takes up " +
      "its lease with its own token or certificate, not here. A role that was just made may take some seconds.",
  ];
}

function formless({ endpoint }: Attempt): Said {
  return [
    "What answered is not STS",
    endpoint === undefined
      ? "Something between here and AWS, such as a proxy, answered in its place. Check `HTTPS_PROXY`, `AWS_ENDPOINT_URL` and the network."
      : "The `endpoint` of the provider answered something that is none of STS's answers. Correct it.",
  ];
}

function unreachable(code: string, { region, endpoint }: Attempt): Said {
  const where = region === undefined ? "STS" : `STS in ${region}`;
  const place =
    endpoint === undefined
      ? `whether there is a region${region === undefined ? " of that name" : ` ${region}`}, and the network, \`HTTPS_PROXY\` and \`AWS_ENDPOINT_URL\``
      : "the `endpoint` of the provider, and the network";
  return [`${where} cannot be reached`, `The connection came to nothing (${code}). Check ${place}.`];
}

/** The name of a fault comes from whoever answered. */
function safely(name: string, secrets: readonly string[]): string {
  return /^[A-Za-z][A-Za-z0-9.]{0,63}$/.test(name) && !secrets.some((one) => one.includes(name) || name.includes(one))
    ? name
    : "an unknown fault";
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
}

function statusOf(thrown: unknown): number {
  const metadata = thrown instanceof Error && "$metadata" in thrown ? thrown.$metadata : undefined;
  const has = typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata;
  return has && typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : 0;
}

function error(summary: string, detail: string): Told {
  return { severity: "error", summary: plain(summary), detail: plain(detail) };
}
