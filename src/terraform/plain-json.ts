/** A JSON object that nobody has looked at yet. */
export type Plain = Readonly<Record<string, unknown>>;

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that is not empty. */
export function textIn(map: Plain, key: string): string | undefined {
  const value = map[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function mapIn(map: Plain, key: string): Plain | undefined {
  const value = map[key];
  return isPlain(value) ? value : undefined;
}

/** The objects of a list; nothing where there is none. */
export function listIn(map: Plain, key: string): readonly Plain[] {
  const value = map[key];
  return Array.isArray(value) ? value.filter(isPlain) : [];
}
