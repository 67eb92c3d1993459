/** One fault put into the sources: `from` stands once in `file` and becomes `to`; `tests` are those that must fail. */
export interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
}

export const mutations: readonly Mutation[];
