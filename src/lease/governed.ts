/**
 * A value that governance guarantees although its type leaves it out, so that its absence can be reported as governance.
 * @throws Error when it is missing: then an estate was compiled that `check` had not passed, which is a fault of leasehold
 */
export function governed<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(
      `fault in leasehold: ${what} is missing, which check should have refused before anything was compiled`,
    );
  }
  return value;
}
