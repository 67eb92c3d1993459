import { asList, type Condition } from "../policy/document";
import { hasUnknownPart } from "../policy/unknown-part";
import { accountOfText, isAccountId, parseArn } from "./arn";

/**
 * To whom a condition narrows `*`, the most exact first.
 *
 * - `principals`: ARNs, or patterns of ARNs of known accounts
 * - `services`: AWS's services, on behalf of resources or accounts (`names`), or in their own name
 * - `accounts`: account ids
 * - `organization`: ids or paths of organizations
 * - `network`: whoever comes from a place; not who it is
 * - `access-points`: whom these accounts let in elsewhere: by the policies of access points; SNS's default names its owner so
 */
export interface Narrowing {
  readonly to: "principals" | "services" | "accounts" | "organization" | "network" | "access-points";
  readonly names: readonly string[];
  /** Some of the values are not known before apply, and could be a wildcard. */
  readonly unsure: boolean;
}

const keys: Readonly<Record<string, Narrowing["to"]>> = {
  "aws:principalarn": "principals",
  "aws:sourcearn": "services",
  "aws:sourceaccount": "services",
  "aws:sourceorgid": "services",
  "aws:sourceorgpaths": "services",
  "aws:principalisawsservice": "services",
  "aws:principalservicename": "services",
  "aws:principalservicenameslist": "services",
  "aws:principalaccount": "accounts",
  "aws:sourceowner": "access-points",
  "kms:calleraccount": "accounts",
  "aws:principalorgid": "organization",
  "aws:principalorgpaths": "organization",
  "aws:sourcevpce": "network",
  "aws:sourcevpc": "network",
  "aws:sourceip": "network",
  "aws:vpcsourceip": "network",
  "elasticfilesystem:accessedviamounttarget": "network",
  "s3:dataaccesspointaccount": "access-points",
  "s3:dataaccesspointarn": "access-points",
};

/** What the keys that are only true or false say, for people. */
const flags: Readonly<Record<string, readonly string[]>> = {
  "aws:principalisawsservice": ["themselves"],
  "elasticfilesystem:accessedviamounttarget": ["a mount target"],
};

const precedence: readonly Narrowing["to"][] = [
  "principals",
  "services",
  "accounts",
  "organization",
  "network",
  "access-points",
];

/** To whom an Allow's condition narrows `*`; `undefined` when it does not. */
export function narrowingOf(condition: Condition | undefined): Narrowing | undefined {
  return mostExact(narrowings(condition, positive));
}

/**
 * To whom a Deny of everybody narrows what it covers: one whose conditions all are "is not …" of keys that narrow, but
 * for exceptions that it makes for AWS's services. Several such keys except whoever meets *any* of them.
 */
export function exceptedBy(condition: Condition | undefined): Narrowing | undefined {
  if (condition === undefined) return undefined;
  const found: Narrowing[] = [];
  for (const [operator, block] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(block)) {
      const one = { [operator]: { [key]: values } };
      if (isServiceException(operator, key, asList(values))) continue;
      const narrowing = mostExact(narrowings(one, negative));
      if (narrowing === undefined) return undefined;
      found.push(narrowing);
    }
  }
  // Whoever meets one of several is excepted, so only the least exact is sure.
  return found.sort((a, b) => precedence.indexOf(b.to) - precedence.indexOf(a.to))[0];
}

function isServiceException(operator: string, key: string, values: readonly unknown[]): boolean {
  const exception = ["aws:principalisawsservice", "aws:viaawsservice"].includes(key.toLowerCase());
  return exception && /^bool(?:ifexists)?$/i.test(operator) && values.every((value) => String(value) === "false");
}

function mostExact(found: readonly Narrowing[]): Narrowing | undefined {
  return [...found].sort((a, b) => precedence.indexOf(a.to) - precedence.indexOf(b.to))[0];
}

/** An operator's name without its prefix and negation; `undefined` for one that cannot narrow. */
type Reading = (operator: string) => string | undefined;

/** An absent key meets `…IfExists` and `ForAllValues:`, so these narrow nothing. */
const positive: Reading = (operator) => {
  const bare = operator.toLowerCase().replace(/^foranyvalue:/, "");
  return /^(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like)|ipaddress|bool)$/.test(bare) ? bare : undefined;
};

/** A Deny with `…IfExists` lets in whoever lacks the key; a negated operator without it matches them. */
const negative: Reading = (operator) => {
  const bare = operator.toLowerCase().replace(/^forallvalues:/, "");
  if (bare === "notipaddress") return "ipaddress";
  const match = /^(string|arn)not(equals|equalsignorecase|like)$/.exec(bare);
  return match === null ? undefined : `${match[1]}${match[2]}`;
};

function narrowings(condition: Condition | undefined, reading: Reading): Narrowing[] {
  const found: Narrowing[] = [];
  const viaService = Object.values(condition ?? {}).some((block) =>
    Object.keys(block).some((key) => key.toLowerCase() === "kms:viaservice"),
  );
  for (const [operator, block] of Object.entries(condition ?? {})) {
    const bare = reading(operator);
    if (bare === undefined) continue;
    for (const [key, value] of Object.entries(block)) {
      const to = Object.hasOwn(keys, key.toLowerCase()) ? keys[key.toLowerCase()] : undefined;
      const values = asList(value).map(String);
      if (to === undefined || values.length === 0) continue;
      const exactly = /^string(?:equals|equalsignorecase)$|^bool$/.test(bare);
      const wide = values.filter((each) => !isNarrow(key.toLowerCase(), each, exactly));
      if (!wide.every(hasUnknownPart)) continue;
      // The account's principals, but only through services in which they may do what they do there.
      const through = to === "accounts" && viaService;
      found.push({ to: through ? "services" : to, names: flags[key.toLowerCase()] ?? values, unsure: wide.length > 0 });
    }
  }
  return found;
}

/** Does a value of the key leave somebody out? In exact operators `*` is a sign like any other. */
function isNarrow(key: string, value: string, exactly: boolean): boolean {
  if (key === "aws:principalisawsservice" || key === "elasticfilesystem:accessedviamounttarget")
    return value === "true";
  if (key === "aws:sourceip" || key === "aws:vpcsourceip") return isNarrowRange(value);
  if (hasUnknownPart(value) && exactly) return true;
  if (exactly && !key.includes("arn")) return value !== "";
  if (key === "aws:principalarn" || key === "aws:sourcearn" || key === "s3:dataaccesspointarn")
    return isNarrowArn(value);
  if (["aws:sourceaccount", "aws:principalaccount", "aws:sourceowner", "kms:calleraccount"].includes(key)) {
    return isAccountId(value);
  }
  // An organization's id, a network's id or a service's name: some of it has to be written out.
  return /^[^*?]{4,}/.test(value) && !/^o-[*?]/.test(value);
}

/**
 * An ARN narrows by its account. One without an account narrows where its name is unique in the world, as a bucket's
 * is.
 */
function isNarrowArn(pattern: string): boolean {
  if (accountOfText(pattern) !== undefined) return true;
  const arn = parseArn(pattern);
  if (arn === undefined) return false;
  if (arn.service === "s3") return /^[^*?]{3}/.test(arn.resource);
  if (arn.service === "apigateway" || arn.service === "execute-api") return /[a-z0-9]{8}/.test(arn.resource);
  return arn.service === "iam" && arn.account === "cloudfront";
}

/** As S3 tells public policies from others: at least 8 bits of a version 4 address, 32 of version 6. */
function isNarrowRange(range: string): boolean {
  const [address = "", length] = range.split("/");
  const six = address.includes(":");
  if (length === undefined) return /^[0-9a-f]{1,4}[.:]/i.test(address) || hasUnknownPart(address);
  return /^\d+$/.test(length) && Number(length) >= (six ? 32 : 8);
}
