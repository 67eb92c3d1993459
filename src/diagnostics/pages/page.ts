/** What a code means, whatever it is said of: its documentation. */
export interface CodePage {
  /** One sentence: what is wrong. */
  readonly title: string;
  /** Why that is a risk, in a short paragraph. */
  readonly why: string;
  /** What to write or run. */
  readonly fix: string;
}

/** One code: its title, its mend, and its own reason where that is not the group's. */
type Row = readonly [title: string, fix: string, why?: string];

/** The pages of codes that stand for one reason. */
export function pagesOf<C extends string>(
  reason: string,
  rows: Readonly<Record<C, Row>>,
): Readonly<Record<C, CodePage>> {
  const pages: Partial<Record<C, CodePage>> = {};
  for (const [name, row] of Object.entries<Row>(rows)) {
    const [title, fix, why = reason] = row;
    pages[name as C] = { title, why, fix };
  }
  return pages as Record<C, CodePage>;
}
