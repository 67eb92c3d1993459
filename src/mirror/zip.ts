import { crc32, deflateRawSync } from "node:zlib";

/** A file in an archive. */
export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it may be started. */
  readonly executable?: boolean;
}

/** 1980-01-01, the first day that the format knows: what is in an archive does not depend on when it was made. */
const day = (1 << 5) | 1;
/** Names are UTF-8. */
const flags = 0x0800;
const deflated = 8;
/** Of the format, as the first that holds folders and deflated files. */
const needed = 20;
/** What follows as attributes is a file's mode on Unix. */
const madeOnUnix = (3 << 8) | needed;
/** Sizes and places have 32 bits. */
const most = 0xffff_ffff;

/**
 * A zip archive: the same entries give the same bytes, wherever zlib is the same.
 *
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @throws RangeError for more than 4 GB
 */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = deflateRawSync(entry.bytes, { level: 9 });
    const common = commonOf(entry, name, content);
    const local = Buffer.concat([signature("PK\u0003\u0004"), common, name]);
    directory.push(Buffer.concat([signature("PK\u0001\u0002"), word(madeOnUnix), common, listed(entry, at), name]));
    parts.push(local, content);
    at += local.length + content.length;
  }
  const list = Buffer.concat(directory);
  if (at + list.length > most) throw new RangeError("an archive of more than 4 GB");
  return Buffer.concat([...parts, list, endOf(entries.length, list.length, at)]);
}

/** What stands of a file both before its content and in the directory. */
function commonOf({ bytes }: ZipEntry, name: Buffer, content: Buffer): Buffer {
  if (bytes.length > most) throw new RangeError("a file of more than 4 GB");
  return Buffer.concat([
    ...[needed, flags, deflated, 0, day].map(word),
    ...[crc32(bytes), content.length, bytes.length].map(long),
    ...[name.length, 0].map(word),
  ]);
}

/** What stands of a file in the directory alone: no comment, the first disk, its mode, and where it begins. */
function listed({ executable }: ZipEntry, at: number): Buffer {
  const mode = executable ? 0o100755 : 0o100644;
  return Buffer.concat([...[0, 0, 0].map(word), long(mode * 0x1_0000), long(at)]);
}

function endOf(count: number, size: number, at: number): Buffer {
  return Buffer.concat([
    signature("PK\u0005\u0006"),
    ...[0, 0, count, count].map(word),
    ...[size, at].map(long),
    word(0),
  ]);
}

function signature(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
