import { Malformed } from "./fault";

/** How long what follows a first byte is: a fixed number of bytes, or a length in so many bytes and then that many and `more`. */
type Form =
  | { readonly fixed: number }
  | { readonly lengthIn: 1 | 2 | 4; readonly of: "bytes"; readonly more: number }
  | { readonly lengthIn: 2 | 4; readonly of: "elements"; readonly times: 1 | 2 };

// From 0xc0 on, in their order. Source: https://github.com/msgpack/msgpack/blob/master/spec.md
const forms: readonly (Form | undefined)[] = [
  { fixed: 0 },
  undefined,
  { fixed: 0 },
  { fixed: 0 },
  ...([1, 2, 4] as const).map((lengthIn) => ({ lengthIn, of: "bytes", more: 0 }) as const),
  ...([1, 2, 4] as const).map((lengthIn) => ({ lengthIn, of: "bytes", more: 1 }) as const),
  ...[4, 8, 1, 2, 4, 8, 1, 2, 4, 8].map((fixed) => ({ fixed })),
  ...[2, 3, 5, 9, 17].map((fixed) => ({ fixed })),
  ...([1, 2, 4] as const).map((lengthIn) => ({ lengthIn, of: "bytes", more: 0 }) as const),
  ...([2, 4] as const).map((lengthIn) => ({ lengthIn, of: "elements", times: 1 }) as const),
  ...([2, 4] as const).map((lengthIn) => ({ lengthIn, of: "elements", times: 2 }) as const),
];

/**
 * Holds that bytes are one whole MessagePack value, and hold as many elements as they announce: whoever reads it makes room for
 * these, and a few bytes can announce more than there is memory.
 *
 * @throws {@link Malformed}
 */
export function mustHoldWhatItAnnounces(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (let pending = 1; pending > 0; pending -= 1) {
    const first = bytes[at];
    if (first === undefined) throw new Malformed("a value is no MessagePack: it is cut off");
    at += 1;
    if (first >= 0x80 && first < 0xc0) {
      if (first >= 0xa0) at += first & 0x1f;
      else pending += (first & 0x0f) * (first < 0x90 ? 2 : 1);
    } else if (first >= 0xc0 && first < 0xe0) {
      const form = forms[first - 0xc0];
      if (form === undefined) throw new Malformed("a value is no MessagePack");
      if ("fixed" in form) at += form.fixed;
      else {
        const length = lengthAt(view, at, form.lengthIn);
        at += form.lengthIn;
        if (form.of === "bytes") at += length + form.more;
        else pending += length * form.times;
      }
    }
    // Every element that is still to come takes a byte at the least.
    if (pending - 1 > bytes.length - at)
      throw new Malformed("a value is no MessagePack: it holds less than it announces");
  }
  if (at !== bytes.length) throw new Malformed("a value is no MessagePack: there is more behind it");
}

function lengthAt(view: DataView, at: number, bytes: 1 | 2 | 4): number {
  if (at + bytes > view.byteLength) throw new Malformed("a value is no MessagePack: it is cut off");
  if (bytes === 1) return view.getUint8(at);
  return bytes === 2 ? view.getUint16(at) : view.getUint32(at);
}
