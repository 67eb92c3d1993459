import { createHash } from "node:crypto";

/** A JSON text in which the names and identifiers of one resource are still to be filled in. */
export interface Template {
  /** The fixed texts around the places: one more than there are places. */
  readonly fixed: readonly string[];
  readonly places: readonly Place[];
}

/** A variable by its name, or an identifier by its kind and by what tells it from others of the same kind. */
export type Place = { readonly variable: string } | { readonly prefix: string; readonly original: string };

const place = /\{\{(\w+)\}\}|\b(i|sg|sgr|vpc|vol|eni|subnet)-([0-9a-f]{8,17})\b/g;

/** A value as a template: `{{name}}` in its strings is a variable, and identifiers as AWS makes them are replaced by others. */
export function template(value: unknown): Template {
  const text = encode(value);
  const fixed: string[] = [];
  const places: Place[] = [];
  let last = 0;
  for (const match of text.matchAll(place)) {
    const [whole, variable, prefix, original] = match;
    fixed.push(text.slice(last, match.index));
    places.push(variable === undefined ? { prefix: prefix ?? "", original: original ?? "" } : { variable });
    last = match.index + whole.length;
  }
  fixed.push(text.slice(last));
  return { fixed, places };
}

/** The JSON text with its places filled in. Variables hold JSON text without the quotes around it. */
export function fill({ fixed, places }: Template, variables: ReadonlyMap<string, string>, owner: string): string {
  let text = fixed[0] ?? "";
  places.forEach((place, n) => {
    text +=
      "variable" in place ? variables.get(place.variable) : identifier(place.prefix, `${owner} ${place.original}`);
    text += fixed[n + 1];
  });
  return text;
}

/** JSON as Go writes it: without spaces, and with `<`, `>` and `&` escaped. */
export function encode(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeAsGoDoes);
}

/** The inside of a JSON string. */
export function encodeInside(text: string): string {
  return encode(text).slice(1, -1);
}

function escapeAsGoDoes(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const identifiers = new Map<string, string>();

function identifier(prefix: string, of: string): string {
  const known = identifiers.get(of);
  if (known !== undefined) return known;
  // Neighbours share their owner: a few thousand are enough, and a plan of any size must not fill memory.
  if (identifiers.size > 4096) identifiers.clear();
  const made = `${prefix}-${createHash("sha1").update(of).digest("hex").slice(0, 17)}`;
  identifiers.set(of, made);
  return made;
}
