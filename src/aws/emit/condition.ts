import { asList, type Condition } from "../policy/document";

/**
 * Both conditions at once. Where both ask something of one key by one operator, a shared list would mean "either", so
 * the lists are joined in the way that means "both".
 *
 * @returns undefined if one block cannot say it
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
  const left = asList(before);
  const right = asList(values);
  if (/Not(Equals|Like|IpAddress)/i.test(operator) && !/^ForAnyValue:/i.test(operator)) {
    // "None of these" and "none of those".
    there[same] = [...new Set([...left, ...right])];
    return true;
  }
  if (left.every((value) => right.includes(value))) return true;
  if (right.every((value) => left.includes(value))) {
    there[same] = values;
    return true;
  }
  // The set operator means the same for a key of one value, and gives room for a second condition on it.
  return /^For(Any|All)/i.test(operator) ? false : add(block, `ForAnyValue:${operator}`, key, values);
}

/** The text as one value that IAM compares as it stands: `${` would begin a policy variable. */
export function verbatim(text: string): string {
  return text.replace(/\$(?=\{)/g, () => "${$}");
}
