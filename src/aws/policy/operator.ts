/** How a condition operator compares, on its own. */
export type Comparison =
  | "Equals"
  | "NotEquals"
  | "LessThan"
  | "LessThanEquals"
  | "GreaterThan"
  | "GreaterThanEquals"
  | "other";

/** A condition operator, taken apart. */
export interface Operator {
  readonly kind: "Date" | "Numeric" | "String" | "Bool" | "Binary" | "IpAddress" | "Arn" | "Null";
  readonly comparison: Comparison;
  readonly ifExists: boolean;
  readonly set?: "ForAllValues" | "ForAnyValue";
}

const form =
  /^(?:(ForAllValues|ForAnyValue):)?(?:(Date|Numeric)((?:Not)?Equals|(?:LessThan|GreaterThan)(?:Equals)?)|(String)(?:(?:Not)?(?:Equals(?:IgnoreCase)?|Like))|(Arn)(?:(?:Not)?(?:Equals|Like))|(Bool)|(Binary)Equals|(?:Not)?(IpAddress)|(Null))(IfExists)?$/;

/**
 * Takes an operator's name apart: `ForAnyValue:DateLessThanIfExists`. `undefined` for one that AWS does not document,
 * other spellings of case among them, since its pages do not say whether it takes those.
 */
export function parseOperator(name: string): Operator | undefined {
  const match = form.exec(name);
  if (match === null) return undefined;
  const [, set, ordered, comparison, string, arn, bool, binary, ip, isNull, ifExists] = match;
  const kind = ordered ?? string ?? arn ?? bool ?? binary ?? ip ?? isNull;
  if (kind === undefined || (isNull && (set || ifExists))) return undefined;
  return {
    kind: kind as Operator["kind"],
    comparison: (comparison ?? "other") as Comparison,
    ifExists: ifExists !== undefined,
    ...(set === undefined ? {} : { set: set as "ForAllValues" | "ForAnyValue" }),
  };
}
