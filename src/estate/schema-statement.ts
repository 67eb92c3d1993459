import * as z from "zod";
import { nearest } from "../diagnostics/nearest";
import { format, refuse, type SchemaOptions, shape } from "./schema-basics";

const texts = [
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringLike",
  "StringNotLike",
];
const arns = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];
const addresses = ["IpAddress", "NotIpAddress"];
const numbers = [
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
];
const dates = [
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
];
/** In these a policy variable silently never matches (FACTS §1.3), so that a Deny written with one denies nothing. */
const literal = new Set([...numbers, ...dates, "Bool", "Null"]);

/** The condition operators of IAM, without `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
export const conditionOperators = [
  ...texts,
  ...arns,
  ...addresses,
  ...numbers,
  ...dates,
  "Bool",
  "Null",
  "BinaryEquals",
];

const operatorForm = /^(?:ForAllValues:|ForAnyValue:)?(.*?)(?:IfExists)?$/;

function conditionsSchema(options: SchemaOptions) {
  const value = z.union([format("line", options), z.boolean(), z.number()]);
  return z
    .record(z.string(), z.record(format("conditionKey"), z.union([value, z.array(value).min(1)])))
    .transform((block, context) => {
      const conditions: Record<string, Record<string, readonly string[]>> = {};
      for (const [operator, keys] of Object.entries(block)) {
        const base = operatorForm.exec(operator)?.[1] ?? operator;
        checkOperator(operator, base, context);
        const normal: Record<string, readonly string[]> = {};
        const spelled = new Map<string, string>();
        for (const [key, values] of Object.entries(keys)) {
          const list = (Array.isArray(values) ? values : [values]).map(String);
          const before = spelled.get(key.toLowerCase());
          spelled.set(key.toLowerCase(), key);
          if (before !== undefined) {
            refuse(
              context,
              {
                fault: `\`${before}\` and \`${key}\` are one key to IAM, which ignores the case of its letters.`,
                mend: "Write one of them, with all of its values.",
              },
              [operator, key],
            );
          }
          checkValues(operator, base, list, key, context);
          if (literal.has(base) && list.some((text) => text.includes("${") && !text.includes("${TfToken["))) {
            refuse(
              context,
              {
                fault: `A variable in \`${operator}\` never matches: IAM does not fill it in there, and says nothing.`,
                mend: "Write the value itself, or use an operator for text.",
              },
              [operator, key],
            );
          }
          normal[key] = list;
        }
        conditions[operator] = normal;
      }
      return conditions;
    })
    .meta({
      description: "IAM's condition block: operator, key, values.",
      examples: [{ Bool: { "aws:SecureTransport": true } }],
    });
}

const address =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/(?:[12]?\d|3[0-2]))?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:\/(?:\d{1,2}|1[01]\d|12[0-8]))?)$/;

/** What an operator compares with; IAM takes some other values silently, and they never match. */
const comparable: Readonly<Record<string, { readonly pattern: RegExp; readonly wanted: string }>> = {
  ...Object.fromEntries(
    ["Bool", "Null"].map((name) => [name, { pattern: /^(?:true|false)$/i, wanted: "`true` or `false`" }]),
  ),
  ...Object.fromEntries(numbers.map((name) => [name, { pattern: /^-?\d+(?:\.\d+)?$/, wanted: "a number" }])),
  ...Object.fromEntries(
    addresses.map((name) => [
      name,
      { pattern: address, wanted: "an address or a block of them, such as `10.0.0.0/8`" },
    ]),
  ),
};

function checkValues(
  operator: string,
  base: string,
  values: readonly string[],
  key: string,
  context: z.core.$RefinementCtx,
): void {
  const form = comparable[base];
  const wrong = form && values.find((value) => !value.includes("${") && !form.pattern.test(value));
  if (!form || wrong === undefined) return;
  refuse(
    context,
    {
      fault: `\`${operator}\` compares with ${form.wanted}, which ${JSON.stringify(wrong)} is not.`,
      mend: `Write ${form.wanted}.`,
    },
    [operator, key],
  );
}

function checkOperator(operator: string, base: string, context: z.core.$RefinementCtx): void {
  if (dates.includes(base)) {
    refuse(
      context,
      {
        fault: `\`${operator}\` would put a second time bound beside the lease's own, and IAM takes a malformed date silently.`,
        mend: "Remove it: leasehold writes when a lease begins and ends.",
      },
      [operator],
    );
  } else if (!conditionOperators.includes(base) || (base === "Null" && operator !== base)) {
    const close = nearest(base, conditionOperators);
    refuse(
      context,
      {
        fault: `IAM knows no condition operator \`${operator}\`.`,
        mend: close
          ? `Did you mean \`${operator.replace(base, () => close)}\`?`
          : "Write an operator such as `StringEquals`.",
      },
      [operator],
    );
  }
}

export function statementSchema(options: SchemaOptions) {
  return shape({
    actions: z
      .array(format("action"))
      .min(1)
      .meta({
        description: "The actions that are allowed; `*` and `?` may stand in them.",
        examples: [["ec2:StartInstances"]],
      }),
    resources: z
      .array(format("resource", options))
      .min(1)
      .meta({ description: "The resources they are allowed on.", examples: [["arn:aws:ec2:*:*:instance/*"]] }),
    conditions: conditionsSchema(options).optional(),
  }).meta({ description: "One Allow." });
}

/** One Allow or more. */
export function statementsSchema(options: SchemaOptions) {
  return z.array(statementSchema(options)).meta({ description: "What is allowed." });
}
