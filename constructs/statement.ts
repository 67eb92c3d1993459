/** One Allow. */
export interface StatementProps {
  /** IAM actions; `*` and `?` match as IAM matches them. No tokens here: governance must know them. */
  readonly actions: readonly string[];
  /** ARNs, or patterns of ARNs; tokens may stand here. */
  readonly resources: readonly string[];
  /**
   * IAM's condition block: operator, key, value or values. Tokens may stand in the values.
   * @default none
   */
  readonly conditions?: ConditionsProps;
}

/** IAM's condition block: `{ StringEquals: { "aws:ResourceTag/team": ["payments"] } }`. */
export interface ConditionsProps {
  readonly [operator: string]: { readonly [key: string]: ConditionValue | readonly ConditionValue[] };
}

/** Numbers and booleans are written as text. */
export type ConditionValue = string | number | boolean;
