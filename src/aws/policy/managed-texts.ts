import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import index from "../data/managed-policies-index.json";

/** Gzip members one after another, each of a few lines `name`, tab, document; sorted by name. */
const file = join(__dirname, "..", "data", "managed-policies.txt.gz");

/** The unpacked members, by number. */
const unpacked = new Map<number, string>();

/** The document of an AWS managed policy as JSON; `undefined` when the data does not hold it. Unpacks what stands near it. */
export function managedPolicyText(name: string): string | undefined {
  const number = index.names.findLastIndex((first) => first <= name);
  if (number < 0) return undefined;
  const mark = `\n${name}\t`;
  const lines = `\n${memberOf(number)}`;
  const start = lines.indexOf(mark);
  return start < 0 ? undefined : lines.slice(start + mark.length, lines.indexOf("\n", start + 1));
}

/** The names of all AWS managed policies in the data, sorted. */
export function managedPolicyNames(): readonly string[] {
  return unpack(readFileSync(file))
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(0, line.indexOf("\t")));
}

function memberOf(number: number): string {
  const known = unpacked.get(number);
  if (known !== undefined) return known;
  const text = unpack(bytesOf(index.begins[number] ?? 0, index.begins[number + 1]));
  unpacked.set(number, text);
  return text;
}

function bytesOf(begin: number, end: number | undefined): Uint8Array {
  if (end === undefined) return readFileSync(file).subarray(begin);
  const bytes = Buffer.alloc(end - begin);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, bytes, 0, bytes.length, begin);
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}

function unpack(bytes: Uint8Array): string {
  const { gunzipSync } = process.getBuiltinModule("node:zlib");
  return gunzipSync(bytes).toString("utf8");
}
