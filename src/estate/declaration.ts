import type { Section } from "./schema";

/**
 * A declaration in its plain form, as people write it and before anything in it is read: names are keys of Maps, so that
 * any name is safe; values are plain objects, lists, texts, numbers and booleans. `src/estate/schema.ts` says what may stand
 * in them.
 */
export interface Declaration extends SectionsOf {
  readonly name?: unknown;
  readonly policy?: unknown;
}

type SectionsOf = { readonly [S in Section]?: ReadonlyMap<string, unknown> };
