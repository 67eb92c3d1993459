/** Where a value is not as it should be: the way to it (`.Roles[3].Arn`), and what had to stand there. */
export interface ShapeFault {
  readonly at: string;
  readonly expected: string;
}

/** Finds the first fault of a value; a value without one is a `T`. */
export interface Shape<T> {
  (value: unknown): ShapeFault | undefined;
  readonly of?: T;
}

/** A member that may be left out. */
export interface OptionalMember<T> {
  readonly optional: Shape<T>;
}

type Members<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? OptionalMember<Exclude<T[K], undefined>> : Shape<T[K]>;
};

const fault = (expected: string): ShapeFault => ({ at: "", expected });

export const aText: Shape<string> = (value) => (typeof value === "string" ? undefined : fault("a text"));

export const aName: Shape<string> = (value) =>
  typeof value === "string" && value !== "" ? undefined : fault("a text that is not empty");

export const aFlag: Shape<boolean> = (value) => (typeof value === "boolean" ? undefined : fault("true or false"));

/** A whole number of things, which no cloud counts in millions of millions. */
export const aCount: Shape<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 1e12 ? undefined : fault("a whole number");

export function oneOf<T extends string>(...texts: readonly T[]): Shape<T> {
  return (value) =>
    typeof value === "string" && (texts as readonly string[]).includes(value) ? undefined : fault(texts.join(" or "));
}

export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return fault("a list");
    for (const [position, each] of value.entries()) {
      const found = shape(each);
      if (found !== undefined) return { at: `[${position}]${found.at}`, expected: found.expected };
    }
    return undefined;
  };
}

/** An object with any keys, all of whose values have one shape. */
export function mapOf<T>(shape: Shape<T>): Shape<{ readonly [key: string]: T }> {
  return (value) => {
    if (!isObject(value)) return fault("an object");
    for (const each of Object.values(value)) {
      const found = shape(each);
      // Keys may be somebody's tags.
      if (found !== undefined) return { at: `[…]${found.at}`, expected: found.expected };
    }
    return undefined;
  };
}

/** An object with these members, and any others, which are not read. */
export function record<T>(members: Members<T>): Shape<T> {
  const all = Object.entries(members).map(([name, member]) => {
    const given = member as Shape<unknown> | OptionalMember<unknown>;
    return typeof given === "function"
      ? { name, shape: given, optional: false }
      : { name, shape: given.optional, optional: true };
  });
  return (value) => {
    if (!isObject(value)) return fault("an object");
    for (const { name, shape, optional } of all) {
      const each = value[name];
      if (each === undefined && optional) continue;
      const found = shape(each);
      if (found !== undefined) return { at: `.${name}${found.at}`, expected: found.expected };
    }
    return undefined;
  };
}

export function optional<T>(shape: Shape<T>): OptionalMember<T> {
  return { optional: shape };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
