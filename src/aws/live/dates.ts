import type { Instant } from "../../time/instant";

const written = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A time as AWS's tools write it, cut to the second; `undefined` for anything else. */
export function instantOf(text: string): Instant | undefined {
  if (!written.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
}
