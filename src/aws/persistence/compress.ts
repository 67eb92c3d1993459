import { wildcardMatch } from "../policy/actions";
import { actionsOverlap } from "../policy/containment";

/**
 * The fewest characters of patterns, as far as a greedy search finds them, that match every wanted action of one
 * service and no other action of it. A pattern keeps the first word of a name whole (`Put*`, `Put*Policy`), so that it
 * stays readable and never reaches a read that AWS adds later.
 *
 * @param wanted names of one service without its prefix, as AWS spells them
 * @param others the service's other names
 * @param free patterns, with the prefix, that nothing may reach
 */
export function compress(
  service: string,
  wanted: readonly string[],
  others: readonly string[],
  free: readonly string[] = [],
): readonly string[] {
  const forbidden = others.map((name) => name.toLowerCase());
  const patterns = new Map<string, ReadonlySet<string>>();
  for (const pattern of new Set(wanted.flatMap(candidatesFor))) {
    const low = pattern.toLowerCase();
    if (forbidden.some((name) => wildcardMatch(low, name))) continue;
    if (pattern.includes("*") && free.some((other) => actionsOverlap(other, `${service}:${pattern}`))) continue;
    patterns.set(pattern, new Set(wanted.filter((name) => wildcardMatch(low, name.toLowerCase()))));
  }
  const left = new Set(wanted);
  const chosen: string[] = [];
  while (left.size > 0) {
    let best: string | undefined;
    let bestWorth = -1;
    for (const [pattern, covers] of patterns) {
      let gain = 0;
      for (const name of covers) if (left.has(name)) gain++;
      const worth = gain / (service.length + pattern.length + 4);
      if (gain > 0 && (worth > bestWorth || (worth === bestWorth && best !== undefined && pattern < best))) {
        best = pattern;
        bestWorth = worth;
      }
    }
    if (best === undefined) throw new Error(`no pattern for ${service}:${[...left].join(", ")}`);
    chosen.push(best);
    for (const name of patterns.get(best) ?? []) left.delete(name);
  }
  return withoutNeedless(chosen, patterns, wanted).sort();
}

/** `PutBucketPolicy` → itself, `Put*`, `PutBucket*`, `Put*Policy`, …; the shortest come first in worth, not in order. */
function candidatesFor(name: string): readonly string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+|[^A-Za-z0-9]+/g) ?? [name];
  const found = [name];
  for (let head = 1; head <= words.length; head++) {
    const start = words.slice(0, head).join("");
    found.push(`${start}*`);
    for (let tail = head + 1; tail < words.length; tail++) found.push(`${start}*${words.slice(tail).join("")}`);
  }
  return found;
}

function withoutNeedless(
  chosen: readonly string[],
  patterns: ReadonlyMap<string, ReadonlySet<string>>,
  wanted: readonly string[],
): string[] {
  let kept = [...chosen];
  for (const pattern of [...chosen].sort((a, b) => b.length - a.length)) {
    const rest = kept.filter((other) => other !== pattern);
    if (wanted.every((name) => rest.some((other) => patterns.get(other)?.has(name)))) kept = rest;
  }
  return kept;
}
