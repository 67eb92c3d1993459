import { isUtf8 } from "node:buffer";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Why bytes are no text that a declaration may be written in, and where that shows. */
export interface EncodingFault {
  readonly why: string;
  readonly mend: string;
  /** The place in the part that could be read. */
  readonly line: number;
  readonly column: number;
}

const utf16 = {
  why: "it is UTF-16, as some Windows programs write it",
  mend: "Save it as UTF-8; in PowerShell, `Set-Content -Encoding utf8`.",
  line: 1,
  column: 1,
};

/** Reads bytes as UTF-8, without a byte order mark that may stand before the text. */
export function decodeText(bytes: Buffer): { readonly text: string } | EncodingFault {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return utf16;
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    // Text in UTF-16 without its mark has a zero beside each common letter.
    if (nul < 2 && bytes.length % 2 === 0 && bytes[nul === 0 ? 2 : 3] === 0) return utf16;
    return {
      why: "it holds zero bytes, as binary files do",
      mend: "Remove it, or give it another ending.",
      ...placeAt(bytes, nul),
    };
  }
  // The decoder takes off a byte order mark by itself.
  if (isUtf8(bytes)) return { text: decoder.decode(bytes) };
  return {
    why: "a byte here belongs to no character",
    mend: "Save it as UTF-8; if it is not text, remove it or give it another ending.",
    ...placeAt(bytes, firstFault(bytes)),
  };
}

const replacement = "\uFFFD";

/** The offset of the first byte that belongs to no character: where reading puts a replacement that the bytes do not hold. */
function firstFault(bytes: Buffer): number {
  const text = bytes.toString("utf8");
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(replacement); at !== -1; at = text.indexOf(replacement, from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (bytes.toString("latin1", offset, offset + 3) !== "\xEF\xBF\xBD") return offset;
    offset += 3;
    from = at + 1;
  }
  return offset;
}

function placeAt(bytes: Buffer, offset: number): { line: number; column: number } {
  const before = bytes
    .subarray(0, offset)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: before.length - lineStart + 1 };
}
