import { isUtf8 } from "node:buffer";
import { Malformed } from "../fault";

/** How a field's content lies on the wire. Source: https://protobuf.dev/programming-guides/encoding/ */
export const wireType = { varint: 0, fixed64: 1, delimited: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;

/** Reads protobuf's wire format from bytes that may be anything. */
export class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  /** @throws {@link Malformed} for a number that is cut off or longer than 64 bits */
  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new Malformed("a number is cut off");
      this.at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new Malformed("a number has more than 64 bits");
  }

  /** The next field's number and wire type. */
  tag(): { readonly field: number; readonly wire: number } {
    const tag = Number(this.varint());
    const field = Math.floor(tag / 8);
    if (field < 1 || field > 0x1fffffff) throw new Malformed("a field has an impossible number");
    return { field, wire: tag % 8 };
  }

  /** A stretch of bytes with its length before it; shares the memory of the whole. */
  delimited(): Uint8Array {
    const length = Number(this.varint());
    return this.take(length);
  }

  text(): string {
    const bytes = this.delimited();
    if (!isUtf8(bytes)) throw new Malformed("a text is not UTF-8");
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  }

  /** Passes over a field that is not known here. */
  skip(wire: number): void {
    if (wire === wireType.varint) this.varint();
    else if (wire === wireType.fixed64) this.take(8);
    else if (wire === wireType.delimited) this.delimited();
    else if (wire === wireType.fixed32) this.take(4);
    else throw new Malformed("a field is of a wire type that is out of use");
  }

  private take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Malformed("a field is longer than its message");
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }
}
