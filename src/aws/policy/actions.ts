import { actionsOfService, lookUpAction, services } from "./table";

/**
 * Does the IAM pattern (`*` any text, `?` any one character) match the text? Case is ignored, as IAM does for actions.
 * Linear in the product of the lengths; no regular expression, so no text can make it explode.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return wildcardMatch(pattern.toLowerCase(), text.toLowerCase());
}

/** As `matchesPattern`, but case counts, as in ARNs. */
export function wildcardMatch(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const c = pattern[p];
    if (c === "*") {
      star = p++;
      resume = t;
    } else if (c !== undefined && (c === "?" || c === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** What a list of action patterns comes to. */
export interface Expansion {
  /** The actions of the table that some pattern matches, spelled as AWS spells them, sorted. */
  readonly actions: readonly string[];
  /** Patterns that match nothing in the table: newer than it, or misspelled. Never harmless. */
  readonly unknown: readonly string[];
}

const expansions = new Map<string, readonly string[]>();

/** The actions of the table that the pattern matches, sorted; empty when there is none. Memoized. */
export function actionsMatching(pattern: string): readonly string[] {
  const key = pattern.toLowerCase();
  const known = expansions.get(key);
  if (known !== undefined) return known;
  const found: string[] = [];
  const colon = key.indexOf(":");
  const prefix = colon < 0 ? key : key.slice(0, colon);
  const name = colon < 0 ? (key.includes("*") ? "*" : "") : key.slice(colon + 1);
  if (!/[*?]/.test(key)) {
    const entry = lookUpAction(key);
    if (entry !== undefined) found.push(entry.action);
  } else {
    for (const service of /[*?]/.test(prefix) ? services() : [prefix]) {
      if (!wildcardMatch(prefix, service)) continue;
      for (const [candidate, entry] of actionsOfService(service)) {
        if (wildcardMatch(name, candidate)) found.push(entry.action);
      }
    }
    found.sort();
  }
  expansions.set(key, found);
  return found;
}

/** Expands patterns such as `s3:Get*` against the table. */
export function expandActions(patterns: readonly string[]): Expansion {
  const actions = new Set<string>();
  const unknown: string[] = [];
  for (const pattern of patterns) {
    const found = actionsMatching(pattern);
    if (found.length === 0) unknown.push(pattern);
    for (const action of found) actions.add(action);
  }
  return { actions: [...actions].sort(), unknown };
}
