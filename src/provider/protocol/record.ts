/** A record that has nothing but these entries: no name of JavaScript's own (`constructor`, `__proto__`) is found in it. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): { readonly [name: string]: T } {
  const made: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
}
