import { asList, type Condition } from "../policy/document";

/**
 * Both conditions at once. Where both ask something of one key by one operator, a shared list would mean "either", so
 * the lists are joined in the way that means "both".
 *
 * @returns undefined if one block cannot say it, or if nothing could meet both
 */
export function both(a: Condition, b: Condition): Condition | undefined {
  const result: Record<string, Record<string, string | readonly string[]>> = {};
  for (const [operator, keys] of Object.entries(a)) result[operator] = { ...keys };
  for (const [operator, keys] of Object.entries(b)) {
    for (const [key, values] of Object.entries(keys)) {
      if (!add(result, operator, key, values)) return undefined;
    }
  }
  return result;
}

function add(
  block: Record<string, Record<string, string | readonly string[]>>,
  operator: string,
  key: string,
  values: string | readonly string[],
): boolean {
  block[operator] ??= {};
  const there = block[operator];
  // Names of condition keys are not case-sensitive.
  const same = Object.keys(there).find((other) => other.toLowerCase() === key.toLowerCase());
  const before = same === undefined ? undefined : there[same];
  if (same === undefined || before === undefined) {
    there[key] = values;
    return true;
  }
  const joined = join(operator, asList(before), asList(values));
  if (joined === "beside") return add(block, `ForAnyValue:${operator}`, key, values);
  if (joined !== undefined) there[same] = joined === "left" ? before : joined === "right" ? values : joined;
  return joined !== undefined;
}

/**
 * Two lists that one operator asks of one key, as one that asks both: either of them, a list of its own, or "beside" where
 * the second can stand under another operator that means the same. Undefined where nothing says both, or nothing fits both.
 */
function join(
  operator: string,
  left: readonly string[],
  right: readonly string[],
): "left" | "right" | "beside" | readonly string[] | undefined {
  const [, set, base = "", ifExists] = /^(For(?:Any|All)Values?:)?(.*?)(IfExists)?$/i.exec(operator) ?? [];
  const isNegated = /Not/.test(base);
  // "None of these" and "none of those".
  if (isNegated && set !== "ForAnyValue:") return [...new Set([...left, ...right])];
  // Of more values, "one of" asks less and "none of" more.
  if (left.every((value) => right.includes(value))) return isNegated ? "right" : "left";
  if (right.every((value) => left.includes(value))) return isNegated ? "left" : "right";
  if (set !== undefined) return undefined;
  if (/^(StringEquals|Bool|Null)$/.test(base) && ![...left, ...right].some((value) => value.includes("${"))) {
    const shared = left.filter((value) => right.includes(value));
    return shared.length > 0 ? shared : undefined;
  }
  // The set operator means the same for a key of one value that is there, and gives room for a second condition on it.
  return ifExists === undefined ? "beside" : undefined;
}

/** The text as one value that IAM compares as it stands: `${` would begin a policy variable. */
export function verbatim(text: string): string {
  return text.replace(/\$(?=\{)/g, () => "${$}");
}
