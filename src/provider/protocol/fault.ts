/** What came over the wire is not what the protocol says; the message is a clause, without a full stop. */
export class Malformed extends Error {}

/** A value of a provider's own method does not fit its schema, or not what it promised; the message is a clause. */
export class Unfit extends Error {
  constructor(
    message: string,
    readonly path: readonly (string | number)[],
  ) {
    super(message);
  }
}

/** What went wrong, in the words of whatever was thrown. */
export function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `a ${typeof thrown} was thrown`;
  return thrown.message === "" ? thrown.name : thrown.message;
}

/** A path as a person writes it: `tags["team"]`, `limits[0].count`; empty for the whole. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}
