/** JSON, read strictly where a role is hoped for, and only passed over elsewhere. */

const QUOTE: u8 = 0x22;
const COLON: u8 = 0x3a;
const COMMA: u8 = 0x2c;
const BACKSLASH: u8 = 0x5c;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;
const OPEN_LIST: u8 = 0x5b;
const CLOSE_LIST: u8 = 0x5d;

/** Where reading stands, and where the text ends; a page of zeros follows. */
export let at: usize = 0;
export let limit: usize = 0;
/** The text that was read last, without its quotation marks; and the key. */
export let tokenFrom: usize = 0;
export let tokenTo: usize = 0;
export let keyFrom: usize = 0;
export let keyTo: usize = 0;

export function start(from: usize, to: usize): void {
  at = from;
  limit = to;
}

export function white(): void {
  while (at < limit) {
    const c = load<u8>(at);
    if (c != 0x20 && c != 0x0a && c != 0x0d && c != 0x09) return;
    at++;
  }
}

export function take(byte: u8): bool {
  if (at >= limit || load<u8>(at) != byte) return false;
  at++;
  return true;
}

/** A string of printable ASCII without an escape. */
export function text(): bool {
  if (!take(QUOTE)) return false;
  tokenFrom = at;
  while (at < limit) {
    const v = v128.load(at);
    const odd = v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
      i8x16.gt_u(i8x16.sub(v, i8x16.splat(0x20)), i8x16.splat(0x5e)),
    );
    const found = i8x16.bitmask(odd);
    if (found == 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    tokenTo = at;
    return take(QUOTE);
  }
  return false;
}

/** A key and its colon. */
export function key(): bool {
  white();
  if (!text()) return false;
  keyFrom = tokenFrom;
  keyTo = tokenTo;
  white();
  if (!take(COLON)) return false;
  white();
  return true;
}

/** As `key`, of whatever characters. */
export function skipKey(): bool {
  white();
  keyFrom = at + 1;
  if (!skipString()) return false;
  keyTo = at - 1;
  white();
  if (!take(COLON)) return false;
  white();
  return true;
}

export function skipString(): bool {
  if (!take(QUOTE)) return false;
  while (at < limit) {
    const v = v128.load(at);
    const found = i8x16.bitmask(v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))));
    if (found == 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    if (at >= limit) return false;
    if (load<u8>(at) == QUOTE) {
      at++;
      return true;
    }
    at += 2;
  }
  return false;
}

/** Passes over a value by its quotation marks and brackets; whether it is well formed is for others to say. */
export function skip(): bool {
  let depth = 0;
  while (at < limit) {
    const c = load<u8>(at);
    if (c == QUOTE) {
      if (!skipString()) return false;
      if (depth == 0) return true;
      continue;
    }
    if (c == OPEN_OBJECT || c == OPEN_LIST) depth++;
    else if (c == CLOSE_OBJECT || c == CLOSE_LIST) {
      if (depth == 0) return true;
      depth--;
      if (depth == 0) {
        at++;
        return true;
      }
    } else if (c == COMMA && depth == 0) return true;
    at++;
  }
  return false;
}

/** Where the keys of objects that are being read are kept, to see that none stands twice. */
const KEYS: usize = 0x8000;
const KEYS_END: usize = 0xf000;
let keys: usize = KEYS;

/** A value of strings, objects and lists, strictly. */
export function value(): bool {
  keys = KEYS;
  return nested(8);
}

function nested(deep: i32): bool {
  if (deep == 0 || at >= limit) return false;
  const c = load<u8>(at);
  if (c == QUOTE) return text();
  if (c == OPEN_LIST) {
    at++;
    white();
    if (take(CLOSE_LIST)) return true;
    do {
      white();
      if (!nested(deep - 1)) return false;
      white();
    } while (take(COMMA));
    return take(CLOSE_LIST);
  }
  if (!take(OPEN_OBJECT)) return false;
  white();
  if (take(CLOSE_OBJECT)) return true;
  const own = keys;
  do {
    if (!key() || keys >= KEYS_END) return false;
    for (let other = own; other < keys; other += 8) if (isSame(load<u32>(other), load<u32>(other, 4))) return false;
    store<u32>(keys, u32(keyFrom));
    store<u32>(keys, u32(keyTo), 4);
    keys += 8;
    if (!nested(deep - 1)) return false;
    white();
  } while (take(COMMA));
  keys = own;
  return take(CLOSE_OBJECT);
}

function isSame(from: usize, to: usize): bool {
  return to - from == keyTo - keyFrom && memory.compare(from, keyFrom, to - from) == 0;
}
