const text = `(?:"[A-Za-z0-9 _:./@+-]*"|'[A-Za-z0-9 _:./@+-]*')`;
const ofText = `request\\.(?:identity|kind|role|task|ticket|environment|sensitivity)(?: ?[=!]= ?${text}|\\.(?:startsWith|endsWith|contains)\\(${text}\\))`;
const ofLength = `request\\.ttl ?(?:[=!]=|[<>]=?) ?duration\\((?:"[0-9]{1,4}[smh]"|'[0-9]{1,4}[smh]')\\)`;
const term = `(?:${ofText}|${ofLength})`;
const plain = new RegExp(`^${term}(?: ?(?:&&|\\|\\|) ?${term})*$`);

/** The library counts depth, and of far longer ones it must. */
const longest = 1000;

/**
 * Whether an `auto.when` is plainly sound: comparisons of what a request says with what is written out. `false` says nothing: the
 * CEL library then decides, which takes 10 ms to load.
 */
export function isPlainCondition(condition: string): boolean {
  return condition.length <= longest && plain.test(condition);
}
