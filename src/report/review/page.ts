/** A part of a phrase. What stands in code is a name or a value that somebody wrote. */
export type Part = string | { readonly code: string } | { readonly strong: string };

/** Words of one line. */
export type Phrase = readonly Part[];

/** One thing, and what there is to say beneath it. */
export interface Item {
  readonly phrase: Phrase;
  readonly under?: readonly Phrase[];
}

/** What one of many entries is called, so that those that are left out can be counted: `lease`, `leases`. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

export type Block =
  | { readonly kind: "line"; readonly phrase: Phrase }
  | { readonly kind: "items"; readonly items: readonly Item[]; readonly noun: Noun; readonly title?: string }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly Phrase[])[];
      readonly noun: Noun;
    };

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Read only by those who want to know more. */
  readonly folded?: boolean;
}

/** What a review says, whatever it is written in. */
export interface Page {
  /** The verdict, in one sentence. */
  readonly heading: string;
  /** What is said of every change, before all else. */
  readonly lead?: Phrase;
  readonly sections: readonly Section[];
  /** By what and of what it was judged. */
  readonly footer: Phrase;
}

/** `a, b and c`; of a long list the first ones and how many more. */
export function listed(words: readonly string[], most = 6): string {
  if (words.length > most) return `${words.slice(0, most - 1).join(", ")} and ${words.length - most + 1} more`;
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
