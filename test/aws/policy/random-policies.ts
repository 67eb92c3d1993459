import fc from "fast-check";
import type { Credential } from "../../../src/aws/policy/access";
import type { Condition, PolicyDocument, Statement } from "../../../src/aws/policy/document";

/** Hours of one day, so that bounds meet, cross and follow each other. */
const zero = Date.parse("2026-11-23T00:00:00Z") / 1000;
export const hours = [0, 1, 2, 8, 20, 40].map((hour) => zero + hour * 3600);

const iso = (at: number) => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

/** Spellings of one second that AWS documents. */
const spellings: readonly ((at: number) => string)[] = [
  iso,
  iso,
  iso,
  (at) => `${iso(at + 3600).slice(0, 19)}+01:00`,
  (at) => `${iso(at - 5400).slice(0, 19)}-01:30`,
  (at) => `${iso(at).slice(0, 19)}.000Z`,
  (at) => `${iso(at).slice(0, 16)}Z`,
  (at) => String(at),
];

/** What AWS does not document as a time; nobody knows whether a condition on it holds. */
export const malformed = [
  "2026-11-31",
  "2026-11-31T00:00:00Z",
  "2026/11/22",
  "2026-11-23T09:00:00",
  "2026-11-23 09:00:00Z",
  "tomorrow",
  "",
  "2026",
  "${aws:PrincipalTag/until}",
  "2026-11-23T24:00:00Z",
  "1e9",
] as const;

const date = fc.tuple(fc.constantFrom(...hours), fc.constantFrom(...spellings)).map(([at, spell]) => spell(at));
const comparisons = [
  "LessThan",
  "LessThan",
  "LessThanEquals",
  "GreaterThan",
  "GreaterThanEquals",
  "Equals",
  "NotEquals",
];
const prefixes = ["", "", "", "", "", "", "ForAllValues:", "ForAnyValue:"];
const suffixes = ["", "", "", "", "IfExists"];
const requestKeys = ["aws:CurrentTime", "aws:CurrentTime", "AWS:currenttime"];
const issueKeys = ["aws:TokenIssueTime", "aws:tokenissuetime"];

function oneOrMore<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | readonly T[]> {
  return fc.oneof(
    { weight: 5, arbitrary: value },
    { weight: 1, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }) },
  );
}

type Entry = readonly [operator: string, key: string, value: string | readonly string[]];

function timed(keys: readonly string[], values: fc.Arbitrary<string>): fc.Arbitrary<Entry> {
  return fc
    .tuple(
      fc.constantFrom(...prefixes),
      fc.constantFrom(...comparisons),
      fc.constantFrom(...suffixes),
      fc.constantFrom(...keys),
      oneOrMore(values),
    )
    .map(([prefix, comparison, suffix, key, value]) => [`${prefix}Date${comparison}${suffix}`, key, value] as const);
}

const epoch: fc.Arbitrary<Entry> = fc
  .tuple(fc.constantFrom(...comparisons), oneOrMore(fc.constantFrom(...hours).map(String)))
  .map(([comparison, value]) => [`Numeric${comparison}`, "aws:EpochTime", value] as const);

const presence: fc.Arbitrary<Entry> = fc
  .tuple(
    fc.constantFrom("aws:CurrentTime", "aws:TokenIssueTime", "aws:TokenIssueTime"),
    oneOrMore(fc.constantFrom("true", "false")),
  )
  .map(([key, value]) => ["Null", key, value] as const);

/** Conditions that are about something else, and what they would say of the context. */
const others: fc.Arbitrary<Entry> = fc.constantFrom<Entry>(
  ["Bool", "aws:SecureTransport", "true"],
  ["BoolIfExists", "aws:SecureTransport", "false"],
  ["IpAddress", "aws:SourceIp", "198.51.100.0/24"],
  ["StringNotEquals", "aws:UserAgent", "curl"],
  ["StringLikeIfExists", "aws:UserAgent", ["curl*", "aws*"]],
  ["Null", "aws:UserAgent", "true"],
  ["ForAllValues:StringEquals", "aws:UserAgent", "curl"],
);

function conditionOf(entries: readonly Entry[]): Condition {
  const found: Record<string, Record<string, string | readonly string[]>> = {};
  const seen = new Set<string>();
  for (const [operator, key, value] of entries) {
    // Two keys that differ in case only are a doubt of their own.
    if (seen.has(`${operator} ${key.toLowerCase()}`)) continue;
    seen.add(`${operator} ${key.toLowerCase()}`);
    found[operator] = { ...found[operator], [key]: value };
  }
  return found;
}

/** A condition block, or none; with `faults`, also of what AWS does not document; without `others`, of times alone. */
export function condition(faults: boolean, withOthers = true): fc.Arbitrary<Condition | undefined> {
  const values = faults
    ? fc.oneof({ weight: 4, arbitrary: date }, { weight: 1, arbitrary: fc.constantFrom(...malformed) })
    : date;
  const entry = fc.oneof(
    { weight: 6, arbitrary: timed(requestKeys, values) },
    { weight: 3, arbitrary: timed(issueKeys, values) },
    { weight: 1, arbitrary: timed(["aws:EpochTime"], values) },
    { weight: 1, arbitrary: epoch },
    { weight: 1, arbitrary: presence },
    ...(withOthers ? [{ weight: 2, arbitrary: others }] : []),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 5, arbitrary: fc.array(entry, { minLength: 1, maxLength: 3 }).map(conditionOf) },
  );
}

const actions: fc.Arbitrary<Pick<Statement, "Action" | "NotAction">> = fc.constantFrom<
  Pick<Statement, "Action" | "NotAction">
>(
  { Action: "*" },
  { Action: "*" },
  { Action: "s3:*" },
  { Action: "S3:get*" },
  { Action: "s3:GetObject" },
  { Action: ["s3:GetObject", "iam:CreateUser"] },
  { Action: ["iam:*", "s3:Put*"] },
  { Action: "iam:Create?ser" },
  { NotAction: "s3:*" },
  { NotAction: ["iam:*", "sts:*"] },
  { NotAction: "s3:PutObject" },
);

const bucket = "arn:aws:s3:::bucket";
const resources: fc.Arbitrary<Pick<Statement, "Resource" | "NotResource">> = fc.constantFrom<
  Pick<Statement, "Resource" | "NotResource">
>(
  { Resource: "*" },
  { Resource: "*" },
  { Resource: "*" },
  { Resource: `${bucket}/*` },
  { Resource: `${bucket}/x` },
  { Resource: [`${bucket}/x`, `${bucket}/y`, "arn:aws:iam::111122223333:user/*"] },
  { Resource: [`${bucket}/y`, "arn:aws:iam::*:user/x"] },
  { NotResource: `${bucket}/x` },
  { NotResource: [`${bucket}/*`, "arn:aws:iam::*:*"] },
);

function statement(effect: "Allow" | "Deny", faults: boolean): fc.Arbitrary<Statement> {
  return fc.tuple(actions, resources, condition(faults)).map(([action, resource, Condition]) => ({
    Effect: effect,
    ...action,
    ...resource,
    ...(Condition === undefined ? {} : { Condition }),
  }));
}

/** A guard as leasehold writes it: two Denies, sometimes on less than everything, or in one block and so in vain. */
const guard: fc.Arbitrary<readonly Statement[]> = fc
  .tuple(fc.constantFrom(...hours), fc.constantFrom(...hours), fc.integer({ min: 0, max: 5 }), actions, resources)
  .map(([start, end, kind, action, resource]) => {
    const before = { DateLessThan: { "aws:CurrentTime": iso(Math.min(start, end)) } };
    const after = { DateGreaterThanEquals: { "aws:CurrentTime": iso(Math.max(start, end)) } };
    const deny = (Condition: Condition): Statement => ({
      Effect: "Deny",
      ...(kind === 1 ? action : { Action: "*" }),
      ...(kind === 2 ? resource : { Resource: "*" }),
      Condition,
    });
    return kind === 3 ? [deny({ ...before, ...after })] : [deny(before), deny(after)];
  });

function document(faults: boolean): fc.Arbitrary<readonly Statement[]> {
  return fc
    .tuple(
      fc.array(statement("Allow", faults), { minLength: 1, maxLength: 3 }),
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(statement("Deny", faults), { minLength: 1, maxLength: 2 }) },
      ),
      fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: guard }),
    )
    .map((parts) => parts.flat());
}

/** One principal: its policies, its boundary, when its sessions may be issued, and the requests that it might make. */
export interface Case {
  readonly documents: readonly (readonly Statement[])[];
  readonly boundary?: readonly Statement[];
  readonly trust?: readonly Statement[];
  readonly credential: Credential;
  /** Chooses among the contexts that are tried. */
  readonly picks: readonly number[];
}

export function cases(faults: boolean): fc.Arbitrary<Case> {
  const trust = condition(faults).map((Condition): readonly Statement[] => [
    { Effect: "Allow", Action: "sts:AssumeRole", ...(Condition === undefined ? {} : { Condition }) },
  ]);
  return fc
    .tuple(
      fc.array(document(faults), { minLength: 1, maxLength: 3 }),
      fc.option(fc.array(statement("Allow", faults), { minLength: 1, maxLength: 2 }), { freq: 4 }),
      fc.option(fc.array(statement("Deny", faults), { maxLength: 1 }), { freq: 4 }),
      fc.option(trust, { freq: 3 }),
      fc.constantFrom<Credential>("role", "role", "role", "user", "federated", "any"),
      fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
    )
    .map(([documents, allowed, denied, trust, credential, picks]) => ({
      documents,
      ...(allowed === null ? {} : { boundary: [...allowed, ...(denied ?? [])] }),
      ...(trust !== null && (credential === "role" || credential === "federated") ? { trust } : {}),
      credential,
      picks,
    }));
}

const known = new Map<string, number>(
  hours.flatMap((at) => [...spellings, (one: number) => String(one)].map((spell) => [spell(at), at] as const)),
);

/**
 * The statements as the evaluator understands them. It reads a number in a date operator as another unit than AWS does,
 * so times get the spelling that it compares rightly; what nobody knows gets one of two readings, that the condition
 * holds or that it does not.
 */
export function forEvaluator(statements: readonly Statement[], doubtfulHolds: boolean): PolicyDocument {
  const spell = (operator: string, key: string, value: string) => {
    const isDate = operator.includes("Date");
    if (!isDate && !operator.includes("Numeric")) return value;
    const at = known.get(value) ?? stand(operator, doubtfulHolds);
    return !isDate || key.toLowerCase() === "aws:epochtime" ? String(at) : iso(at);
  };
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ Condition, ...rest }) => ({
      ...rest,
      ...(Condition === undefined
        ? {}
        : {
            Condition: Object.fromEntries(
              Object.entries(Condition).map(([operator, keys]) => [
                operator,
                Object.fromEntries(
                  Object.entries(keys).map(([key, value]) => [
                    key,
                    typeof value === "string"
                      ? spell(operator, key, value)
                      : value.map((one) => spell(operator, key, one)),
                  ]),
                ),
              ]),
            ),
          }),
    })),
  };
}

/** A time by which the comparison is true, or false, for every request that is tried. */
function stand(operator: string, holds: boolean): number {
  const late = Date.parse("2200-01-01T00:00:00Z") / 1000;
  return operator.includes("LessThan") === holds ? late : 86_400;
}
