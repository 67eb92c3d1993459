/**
 * Whether two linked entries surely say the same: what they refer to is compared by name alone, and lists in their order. `false`
 * says nothing yet. Allocates nothing, since almost all of two estates is the same.
 */
export function surelySame(a: object, b: object): boolean {
  return sameKeys(a, b);
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let n = 0; n < a.length; n++) if (!same(a[n], b[n])) return false;
    return true;
  }
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    for (const [key, value] of a) if (!same(value, b.get(key))) return false;
    return true;
  }
  // A reference to another entry, which is compared where it stands.
  if ("name" in a && typeof a.name === "string") return "name" in b && a.name === b.name;
  return sameKeys(a, b);
}

function sameKeys(a: object, b: object): boolean {
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  let keys = 0;
  for (const key in left) {
    if (left[key] === undefined) continue;
    keys++;
    if (!same(left[key], right[key])) return false;
  }
  for (const key in right) if (right[key] !== undefined) keys--;
  return keys === 0;
}
