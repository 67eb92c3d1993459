import { z } from "zod";
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
        for (const [key, values] of Object.entries(keys)) {
          const list = (Array.isArray(values) ? values : [values]).map(String);
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
  } else if (!conditionOperators.includes(base) || operator === "NullIfExists") {
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
