/** A long run of bytes that stands in many texts, and where in the short ones of this text. */
export interface Insert {
  readonly at: number;
  readonly bytes: Buffer;
}

/**
 * A text in UTF-8 that holds its long pieces by reference: most of what a large estate comes to are a few of them, in
 * thousands of guards.
 */
export class SharedBytes {
  readonly length: number;

  /** @param inserts in their order */
  constructor(
    private readonly own: Buffer,
    private readonly inserts: readonly Insert[],
  ) {
    this.length = inserts.reduce((sum, { bytes }) => sum + bytes.length, own.length);
  }

  /** Writes the whole text to the beginning of `target`, which has room for it. */
  copyTo(target: Buffer): void {
    let from = 0;
    let to = 0;
    for (const { at, bytes } of this.inserts) {
      to += this.own.copy(target, to, from, at);
      to += bytes.copy(target, to);
      from = at;
    }
    this.own.copy(target, to, from);
  }

  toString(): string {
    const whole = Buffer.allocUnsafe(this.length);
    this.copyTo(whole);
    return whole.toString("utf8");
  }
}
