const shortest = 2048;
const most = 16;

/** The end of a long text, with what has been found out about it. */
export interface SharedEnd<T> {
  /** Begins with a quotation mark, so that nothing that Terraform would read or change reaches across its beginning. */
  readonly text: string;
  readonly found: T;
}

/**
 * Remembers the ends that long texts have in common. Thousands of guards differ in their times alone and end in the
 * same thousands of characters: to look at those once spares most of the work of writing them.
 *
 * @param look what is to be known of an end
 * @returns gives the end of a text, undefined for a short one
 */
export function sharedEnds<T>(look: (end: string) => T): (text: string) => SharedEnd<T> | undefined {
  const ends: SharedEnd<T>[] = [];
  return (text) => {
    if (text.length < shortest) return undefined;
    const at = ends.findIndex((end) => text.length > end.text.length && text.endsWith(end.text));
    const known = ends[at];
    if (known) {
      if (at > 0) ends.unshift(...ends.splice(at, 1));
      return known;
    }
    const from = text.indexOf('"', shortest / 2);
    if (from < 0) return undefined;
    const end = { text: text.slice(from), found: look(text.slice(from)) };
    ends.unshift(end);
    if (ends.length > most) ends.pop();
    return end;
  };
}
