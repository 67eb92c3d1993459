import type { JsonMap } from "../../../terraform/instance";
import type { Json } from "../../../terraform/json";
import type { Trouble } from "../backoff";
import type { GoogleResponse } from "./request";

/** A response that is no answer. */
export class NoAnswer extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.message);
  }
}

/** Reasons by which Google throttles with the status 403. */
const throttling = /^(rate_?limit_?exceeded|user_?rate_?limit_?exceeded|quota_?exceeded|resource_exhausted)$/i;

/** What a response's status means; undefined for an answer. */
export function troubleOfResponse(
  { status, retryAfter, text }: GoogleResponse,
  now: () => number,
): Trouble | undefined {
  if (status >= 200 && status < 300) return undefined;
  const { said, reasons } = errorIn(text);
  const message = `${status}${said === "" ? "" : ` ${said}`}`;
  const afterMs = waitOf(retryAfter, now);
  const after = afterMs === undefined ? {} : { afterMs };
  if (status === 429 || (status === 403 && reasons.some((reason) => throttling.test(reason)))) {
    return { kind: "again", message, throttled: true, ...after };
  }
  if (status === 401) return { kind: "expired", message };
  if (status === 403) return { kind: "denied", message };
  if (status === 408 || status >= 500) return { kind: "again", message, ...after };
  return { kind: "failed", message };
}

/** What the network or the credentials threw means. */
export function troubleOfThrown(thrown: unknown): Trouble {
  if (thrown instanceof NoAnswer) return thrown.trouble;
  const codes = codesOf(thrown);
  const [code] = codes;
  // The answer of whoever gives out tokens: a login that has run out, or a key that is gone.
  if (statusesOf(thrown).some((status) => status === 400 || status === 401)) {
    return { kind: "expired", message: "no token was given out for the credentials" };
  }
  if (statusesOf(thrown).some((status) => status === 403)) {
    return { kind: "denied", message: "no token was given out: the account may not be impersonated" };
  }
  const refused = statusesOf(thrown).find(
    (status) => status >= 400 && status < 500 && status !== 408 && status !== 429,
  );
  if (refused !== undefined)
    return { kind: "failed", message: `no token was given out for the credentials (${refused})` };
  if (codes.some((one) => permanent.has(one))) return { kind: "failed", message: `no connection (${code})` };
  // Messages of the network may name machines and proxies; its codes do not.
  const said = code ?? (thrown instanceof Error ? thrown.name : "no error");
  return { kind: "again", message: `the request came to nothing (${said})` };
}

const permanent: ReadonlySet<string> = new Set([
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_INVALID_URL",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** The codes of an error and of what caused it, `ECONNRESET`. */
function codesOf(thrown: unknown): readonly string[] {
  return chain(thrown).flatMap((one) => ("code" in one && typeof one.code === "string" ? [one.code] : []));
}

function statusesOf(thrown: unknown): readonly number[] {
  return chain(thrown).flatMap((one) => {
    const response = "response" in one ? one.response : undefined;
    const status =
      typeof response === "object" && response !== null && "status" in response ? response.status : undefined;
    return typeof status === "number" ? [status] : [];
  });
}

function chain(thrown: unknown): readonly object[] {
  const found: object[] = [];
  for (
    let one = thrown;
    typeof one === "object" && one !== null && found.length < 5;
    one = "cause" in one ? one.cause : null
  ) {
    found.push(one);
  }
  return found;
}

/** `PERMISSION_DENIED: The caller does not have permission`, and the reasons that Google gives beside it. */
function errorIn(text: string): { readonly said: string; readonly reasons: readonly string[] } {
  const error = child(parsed(text), "error");
  const status = child(error, "status");
  const message = child(error, "message");
  const details = [...listOf(child(error, "details")), ...listOf(child(error, "errors"))];
  const reasons = [status, ...details.map((one) => child(one, "reason"))];
  const said = [status, message].filter((one): one is string => typeof one === "string" && one !== "").join(": ");
  return {
    // Control characters would speak to a terminal.
    said: said.replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, 400),
    reasons: reasons.filter((one): one is string => typeof one === "string"),
  };
}

export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function child(of: Json | undefined, name: string): Json | undefined {
  if (typeof of !== "object" || of === null || Array.isArray(of)) return undefined;
  return Object.hasOwn(of, name) ? (of as JsonMap)[name] : undefined;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** `Retry-After` as seconds or as a date, in milliseconds. */
function waitOf(header: string | undefined, now: () => number): number | undefined {
  if (header === undefined) return undefined;
  if (/^[0-9]{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}
