/** The bytes that JSON is made of, and what is told of several at once. */

export const QUOTE: u8 = 0x22;
export const BACKSLASH: u8 = 0x5c;
export const COMMA: u8 = 0x2c;
export const COLON_SIGN: u8 = 0x3a;
export const OPEN_LIST: u8 = 0x5b;
export const OPEN_OBJECT: u8 = 0x7b;

@inline
export function digit(b: u8): bool {
  return <u8>(b - 0x30) < 10;
}

@inline
export function hex(b: u8): bool {
  return <u8>(b - 0x30) < 10 || <u8>((b | 0x20) - 0x61) < 6;
}

/** The first place from `p` on that is no white space. */
export function afterSpace(p: usize, limit: usize): usize {
  while (p < limit) {
    const v = v128.load(p);
    const space = v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x20)), i8x16.eq(v, i8x16.splat(0x0a))),
      v128.or(i8x16.eq(v, i8x16.splat(0x0d)), i8x16.eq(v, i8x16.splat(0x09))),
    );
    const others = ~i8x16.bitmask(space) & 0xffff;
    if (others != 0) {
      p += ctz(others);
      break;
    }
    p += 16;
  }
  return p < limit ? p : limit;
}
