import { type Instant, parseInstant } from "./instant";

const written = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads the time that a cloud wrote of something that happened: RFC 3339, in which a fraction of a second is left off. Anything
 * else, also a day that the calendar lacks, is a fault.
 */
export function parseFoundInstant(text: string): { readonly instant: Instant } | { readonly fault: string } {
  const match = written.exec(text);
  return parseInstant(match ? `${match[1]}${match[3]}` : text);
}
