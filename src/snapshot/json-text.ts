import { isUtf8 } from "node:buffer";
import { isObject } from "../terraform/shape";

/** No answer of a cloud nests deeper; a hostile one might. */
const deepest = 100;

/**
 * Reads JSON strictly: UTF-8 (a byte order mark is passed over), no key twice in one object, nesting that ends.
 * @returns the value, or a clause that says why it is none
 */
export function readJson(bytes: Buffer): { readonly value: unknown } | { readonly fault: string } {
  if (bytes.length === 0) return { fault: "it is empty" };
  if (!isUtf8(bytes)) {
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return { fault: wide ? "it is UTF-16, as PowerShell 5 writes it: write it as UTF-8" : "it is not UTF-8" };
  }
  let text: string;
  try {
    text = bytes.toString("utf8", bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  } catch {
    return { fault: "it is larger than a text can be (512 MiB)" };
  }
  const keys = keysIn(text);
  if (keys === undefined) return { fault: `its values nest deeper than ${deepest}` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: "it is not JSON, or was cut off" };
  }
  return keys === membersOf(value) ? { value } : { fault: "a key stands twice in one of its objects" };
}

const quote = 0x22;
const backslash = 0x5c;

/** How many keys the text has: in JSON, each has the one colon that stands outside of strings. Undefined: too deep. */
function keysIn(text: string): number | undefined {
  let keys = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at + 1);
        break;
      case 0x3a:
        keys++;
        break;
      case 0x7b:
      case 0x5b:
        if (++depth > deepest) return undefined;
        break;
      case 0x7d:
      case 0x5d:
        depth--;
        break;
    }
  }
  return keys;
}

/** Strings are most of it, and are passed over by the engine's own search. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

function membersOf(root: unknown): number {
  let count = 0;
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) {
      for (const each of value) if (typeof each === "object" && each !== null) waiting.push(each);
    } else if (isObject(value)) {
      for (const key in value) {
        count++;
        const each = value[key];
        if (typeof each === "object" && each !== null) waiting.push(each);
      }
    }
  }
  return count;
}
