import { wireType } from "./reader";

/** Writes protobuf's wire format. */
export class Writer {
  private readonly parts: Uint8Array[] = [];

  tag(field: number, wire: number): this {
    return this.varint(field * 8 + wire);
  }

  /** A whole number that JavaScript holds exactly; a negative one in two's complement of 64 bits. */
  varint(value: number): this {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 0x7fn) {
      bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    this.parts.push(Uint8Array.from(bytes));
    return this;
  }

  /** A field of bytes with their length before them. */
  delimited(field: number, bytes: Uint8Array): this {
    this.tag(field, wireType.delimited).varint(bytes.length);
    this.parts.push(bytes);
    return this;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.parts);
  }
}
