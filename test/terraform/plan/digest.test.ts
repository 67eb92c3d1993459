import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestFor } from "../../../src/terraform/plan/digest";

describe("the digest of a plan", () => {
  it.each([
    [0, 1, 0],
    [10, 3, undefined],
    [(1 << 19) * 8, 1 << 20, undefined],
    [(1 << 19) * 8 + 1, 65_536, undefined],
    [12_345_678, 65_521, undefined],
    [12_345_678, 1 << 20, 100_000_000],
    [5_000_000, 1 << 20, 5_000_000],
  ])("of %i bytes in pieces of %i is SHA-256, in whichever thread it is made", (size, piece, expected) => {
    const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, n) => (n * 31 + (n >> 8)) & 255));
    const digest = digestFor(expected);
    for (let at = 0; at < size; at += piece) digest.update(bytes.subarray(at, at + piece));
    expect(digest.hex()).toBe(createHash("sha256").update(bytes).digest("hex"));
  });
});
