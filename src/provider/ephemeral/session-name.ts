import { shortHash } from "../../aws/emit/names";

const longest = 64;

/**
 * A name as STS takes it for a session or a source identity: 2 to 64 letters, digits and `_+=,.@-`. What is not one already becomes
 * one that ends in a hash of the whole, so that no two names become the same.
 *
 * Source: AWS STS API Reference, "AssumeRole".
 */
export function sessionName(text: string): string {
  const clean = text.replace(/[^\w+=,.@-]/gu, "-");
  if (clean === text && text.length >= 2 && text.length <= longest) return text;
  const end = shortHash(text);
  return `${clean.slice(0, longest - end.length - 1)}-${end}`;
}
