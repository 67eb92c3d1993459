/** Names in a sentence: `"a"`, `"a" and "b"`, `"a", "b" and 7 more`. At most `most` are spelled out. */
export function names(list: readonly string[], most = 5): string {
  return joined(
    list.map((name) => `"${name}"`),
    most,
  );
}

/** Phrases in a sentence, as they are, with the same cut as `names`. */
export function joined(list: readonly string[], most = 5): string {
  const shown = list.slice(0, most);
  const rest = list.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  const last = shown.pop();
  if (last === undefined) return "nothing";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}

/** A count with its noun: `1 person`, `2 people`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** ` Did you mean "x"?`, or nothing. */
export function suggestion(nearest: string | undefined): string {
  return nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
}
