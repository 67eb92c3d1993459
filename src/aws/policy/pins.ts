import { asList, type Condition, type Principal } from "./document";

/**
 * Whom a trust statement lets in, whatever the time: its principal and every condition that is not about the time, in canonical form.
 * Equal texts mean equal pins; it is for comparison, not for people.
 */
export function pinsText(principal: Principal | undefined, condition: Condition | undefined): string {
  const who =
    principal === undefined || principal === "*"
      ? (principal ?? null)
      : Object.entries(principal)
          .map(([kind, names]) => [kind, [...asList(names)].sort()] as const)
          .sort(byFirst);
  return JSON.stringify([who, conditionsIn(condition)]);
}

/** The conditions of a block that are not about the time, each as operator, key and values in canonical form, sorted. */
export function conditionsIn(condition: Condition | undefined): readonly string[] {
  const found: string[] = [];
  for (const [operator, keys] of Object.entries(condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      const name = key.toLowerCase();
      if (aboutTime.has(name)) continue;
      found.push(JSON.stringify([operator.toLowerCase(), name, [...asList(values)].map(String).sort()]));
    }
  }
  return found.sort();
}

const aboutTime: ReadonlySet<string> = new Set(["aws:currenttime", "aws:epochtime"]);

function byFirst(a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
