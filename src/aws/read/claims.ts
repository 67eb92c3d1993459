import { asList, type Condition } from "../policy/document";

/** What a condition asks of one key. */
export interface Asked {
  readonly values: readonly string[];
  /** In exact operators `*` and `?` are signs like any others. */
  readonly exactly: boolean;
}

/** What a statement's condition asks of its keys, as far as it leaves somebody out for certain. */
export interface Claims {
  /** Positive comparisons of the key: all of them hold. Keys are compared without case. */
  asked(key: (name: string) => boolean): readonly Asked[];
  /** The key stands only where it leaves nearly nobody out: negated, `…IfExists`, `ForAllValues`. */
  loosely(key: (name: string) => boolean): boolean;
  readonly keys: readonly string[];
}

const positive = /^(?:ForAnyValue:)?(?:String(?:Equals(?:IgnoreCase)?|Like)|Arn(?:Equals|Like))$/i;

/** Reads a condition block for claims of who comes; what is about the time is not asked for here. */
export function claimsOf(condition: Condition | undefined): Claims {
  const entries = Object.entries(condition ?? {}).flatMap(([operator, block]) =>
    Object.entries(block).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: asList(values) })),
  );
  const isNull = (operator: string) => /^null$/i.test(operator);
  return {
    keys: entries.map(({ key }) => key),
    asked: (wanted) =>
      entries
        .filter(({ operator, key }) => wanted(key) && positive.test(operator))
        .map(({ operator, values }) => ({ values, exactly: /StringEquals/i.test(operator) })),
    loosely: (wanted) =>
      entries.some(({ operator, key }) => wanted(key) && !positive.test(operator) && !isNull(operator)),
  };
}

/** A comparison with one key, whatever its case. */
export function keyIs(name: string): (key: string) => boolean {
  const lower = name.toLowerCase();
  return (key) => key === lower;
}

/** Has the pattern a wildcard that counts? */
export function isWild(value: string, { exactly }: Pick<Asked, "exactly">): boolean {
  return !exactly && /[*?]/.test(value);
}
