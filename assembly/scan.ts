/**
 * A scanner of JSON text (RFC 8259, strict UTF-8) that takes it in pieces of any size. It holds no text itself: the caller
 * puts bytes into the memory, runs it up to their end, and keeps what stands from `held()` on.
 *
 * Down the way that the caller leads it (`descend`) it tells of each key, value and end of a container. Every other value
 * it passes over in one go (`pass`), as strictly, and tells afterwards where it stood and what was seen in it.
 */

const QUOTE: u8 = 0x22;
const BACKSLASH: u8 = 0x5c;
const COMMA: u8 = 0x2c;
const COLON_SIGN: u8 = 0x3a;
const OPEN_LIST: u8 = 0x5b;
const CLOSE_LIST: u8 = 0x5d;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;

/** Containers by depth, one byte each: their opening bracket. */
const STACK: usize = 1024;
const DEEPEST: i32 = 1000;

/** Types whose elements may be dropped: slots of 64 bytes, the length before the letters. */
const TYPES: usize = 8192;
const SLOTS: u32 = 256;
const SLOT: usize = 64;

/** What `run` ends with. */
const MORE: i32 = 0;
const FAULT: i32 = 1;
const KEY_EVENT: i32 = 2;
const VALUE_EVENT: i32 = 3;
const PASSED: i32 = 4;
const CLOSED: i32 = 5;

/** What is expected, or what is under way. */
const VALUE: i32 = 0;
const FIRST_OF_LIST: i32 = 1;
const FIRST_OF_OBJECT: i32 = 2;
const KEY: i32 = 3;
const COLON: i32 = 4;
const AFTER: i32 = 5;
const STRING: i32 = 6;
const ESCAPE: i32 = 7;
const HEX: i32 = 8;
const CONTINUATION: i32 = 9;
const MINUS: i32 = 10;
const ZERO: i32 = 11;
const INTEGER: i32 = 12;
const POINT: i32 = 13;
const FRACTION: i32 = 14;
const EXPONENT: i32 = 15;
const EXPONENT_SIGN: i32 = 16;
const EXPONENT_DIGITS: i32 = 17;
const WORD: i32 = 18;

/** Faults. */
const UNEXPECTED: i32 = 1;
const NOT_UTF8: i32 = 2;
const CONTROL: i32 = 3;
const BAD_ESCAPE: i32 = 4;
const TOO_DEEP: i32 = 5;
const TRAILING: i32 = 6;

/** What was seen in a value that was passed over with a watch. */
const JSON_LIKE: i32 = 1;
const ESCAPED_KEY: i32 = 2;
const ESCAPED_TYPE: i32 = 4;
const MARKED_POLICY: i32 = 8;

let at: usize = 0;
let state: i32 = VALUE;
let depth: i32 = 0;
let faultCode: i32 = 0;

/** In a string: where its quotation mark stands, whether it is a key, and whether it holds an escape. */
let opened: usize = 0;
let isKey: bool = false;
let escaped: bool = false;
let hexLeft: i32 = 0;
let continuationsLeft: i32 = 0;
let continuationLow: u8 = 0x80;
let continuationHigh: u8 = 0xbf;
/** The rest of `true`, `false` or `null`, its next letter lowest. */
let wordRest: u32 = 0;

let passing: bool = false;
let watching: bool = false;
let holding: bool = false;
let passDepth: i32 = 0;
let begun: usize = 0;
let members: i32 = 0;
let seen: i32 = 0;
let typeCount: i32 = 0;
let typeAt: usize = 0;
let typeEnd: usize = 0;
let modeAt: usize = 0;
let modeEnd: usize = 0;
/** The last key of the watched object itself: 1 `type`, 2 `mode`, 0 any other. */
let lastKey: i32 = 0;
/** Whether the last key, however deep, ends as names of policies do. */
let policyKey: bool = false;

/** In a list of which only some elements are wanted: 1 changes, 2 resources of a state, 0 in no such list. */
let selecting: i32 = 0;
/** Elements that were dropped here. */
let dropped: i32 = 0;

export function begin(from: usize): void {
  at = from;
  state = VALUE;
  depth = 0;
  faultCode = 0;
  passing = false;
  selecting = 0;
}

/**
 * From here to the end of this list, elements are passed over with a watch, and told of unless nothing in them is wanted.
 *
 * @param kind 1: changes; 2: resources of a state, of which managed ones are not wanted; 3: of which they may be
 */
export function select(kind: i32): void {
  selecting = kind;
  dropped = 0;
}

/** How many elements of the list were not told of. */
export function droppedCount(): i32 {
  return dropped;
}

/** Elements of the type of the value that was passed over may be dropped, unless something in them is wanted. */
export function learn(): void {
  const size = typeEnd - typeAt;
  if (size > SLOT - 4) return;
  const slot = slotOf(size);
  if (slot == 0 || load<u32>(slot) != 0) return;
  memory.copy(slot + 4, typeAt, size);
  store<u32>(slot, <u32>size);
}

/** Where the type stands, or an empty slot for it; 0 where all that it may have are taken. */
function slotOf(size: usize): usize {
  if (size < 4) return 0;
  let n = (load<u32>(typeEnd - 4) * 0x9e3779b1 + <u32>size * 0x85ebca6b) >> 24;
  for (let tries = 0; tries < 16; tries++) {
    const slot = TYPES + SLOT * n;
    const there = load<u32>(slot);
    if (there == 0 || (there == size && memory.compare(slot + 4, typeAt, size) == 0)) return slot;
    n = (n + 1) & (SLOTS - 1);
  }
  return 0;
}

/** Is nothing in the element wanted that was passed over? */
function droppable(): bool {
  if (typeCount != 1 || (seen & (ESCAPED_KEY | ESCAPED_TYPE)) != 0) return false;
  if (selecting == 2) {
    // "mana", "aged"
    if (modeEnd - modeAt == 7 && load<u32>(modeAt) == 0x616e616d && load<u32>(modeEnd - 4) == 0x64656761) return true;
  } else if (seen != 0) return false;
  const size = typeEnd - typeAt;
  if (size > SLOT - 4) return false;
  const slot = slotOf(size);
  return slot != 0 && load<u32>(slot) != 0;
}

export function position(): usize {
  return at;
}
export function fault(): i32 {
  return faultCode;
}
/** Where the quotation mark of the key stands; it ends at `position()`. */
export function keyStart(): usize {
  return opened;
}
/** Where the value begins that was passed over; it ends at `position()`. */
export function valueStart(): usize {
  return begun;
}
export function memberCount(): i32 {
  return members;
}
export function flags(): i32 {
  return seen;
}
export function types(): i32 {
  return typeCount;
}
export function typeStart(): usize {
  return typeAt;
}
export function typeStop(): usize {
  return typeEnd;
}
export function modeStart(): usize {
  return modeAt;
}
export function modeStop(): usize {
  return modeEnd;
}
export function level(): i32 {
  return depth;
}

/** From where on bytes are still needed: all before may be overwritten. */
export function held(): usize {
  if (passing) return holding ? begun : at;
  return isKey && state >= STRING && state <= CONTINUATION ? opened : at;
}

/** The bytes from `held()` on now stand so much lower. */
export function moved(by: usize): void {
  at -= by;
  opened -= by;
  begun -= by;
  typeAt -= by;
  typeEnd -= by;
  modeAt -= by;
  modeEnd -= by;
}

/** Goes into the container that begins here. */
export function descend(): i32 {
  if (depth >= DEEPEST) {
    faultCode = TOO_DEEP;
    return 0;
  }
  const bracket = load<u8>(at);
  store<u8>(STACK + depth, bracket);
  depth++;
  at++;
  state = bracket == OPEN_OBJECT ? FIRST_OF_OBJECT : FIRST_OF_LIST;
  return 1;
}

/** Passes over the value that begins here. */
export function pass(hold: bool, watch: bool): void {
  passing = true;
  holding = hold;
  watching = watch;
  passDepth = depth;
  begun = at;
  members = 0;
  seen = 0;
  typeCount = 0;
  typeAt = typeEnd = modeAt = modeEnd = at;
  lastKey = 0;
  policyKey = false;
  state = VALUE;
}

/** The text has ended here: 1 if it is whole, 4 if a last number has just been passed over, 0 if it is cut off. */
export function finish(): i32 {
  if (depth == 0 && (state == ZERO || state == INTEGER || state == FRACTION || state == EXPONENT_DIGITS)) {
    state = AFTER;
    if (passing) {
      passing = false;
      return PASSED;
    }
  }
  return depth == 0 && state == AFTER ? 1 : 0;
}

@inline
function digit(b: u8): bool {
  return <u8>(b - 0x30) < 10;
}

@inline
function hex(b: u8): bool {
  return <u8>(b - 0x30) < 10 || <u8>((b | 0x20) - 0x61) < 6;
}

/** The first place from `p` on that is no white space. */
function afterSpace(p: usize, limit: usize): usize {
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

/** Does the text in the quotation marks begin like an object, after white space, also escaped? */
function beginsLikeObject(p: usize, end: usize): bool {
  while (p < end) {
    const b = load<u8>(p);
    if (b == OPEN_OBJECT) return true;
    if (b == 0x20) {
      p++;
      continue;
    }
    if (b != BACKSLASH) return false;
    const e = load<u8>(p + 1);
    // Which sign \u stands for is left to whoever reads the text.
    if (e == 0x75) return true;
    if (e != 0x6e && e != 0x74 && e != 0x72) return false;
    p += 2;
  }
  return false;
}

/** A string of a watched value has ended before `end`. */
function look(end: usize): void {
  const first = load<u8>(opened + 1);
  const inside = depth == passDepth + 1 && load<u8>(STACK + passDepth) == OPEN_OBJECT;
  if (isKey) {
    if (escaped) seen |= ESCAPED_KEY;
    policyKey = false;
    if (end - opened >= 8) {
      const tail = load<u32>(end - 5);
      // "licy", "cies", "ment"
      policyKey = tail == 0x7963696c || tail == 0x73656963 || tail == 0x746e656d;
    }
    if (!inside) return;
    lastKey = 0;
    if (escaped) return;
    if (end - opened == 6) {
      const letters = load<u32>(opened + 1);
      if (letters == 0x65707974) lastKey = 1;
      else if (letters == 0x65646f6d) lastKey = 2;
    }
    return;
  }
  if (first == OPEN_OBJECT || ((first == 0x20 || first == BACKSLASH) && beginsLikeObject(opened + 1, end - 1))) {
    seen |= JSON_LIKE;
  }
  if (!inside || lastKey == 0) return;
  if (lastKey == 1) {
    typeCount++;
    typeAt = opened + 1;
    typeEnd = end - 1;
    if (escaped) seen |= ESCAPED_TYPE;
  } else {
    modeAt = opened + 1;
    modeEnd = end - 1;
    if (escaped) seen |= ESCAPED_KEY;
  }
}

/** Runs up to `limit`, or to the next thing to tell. */
export function run(limit: usize): i32 {
  let p = at;
  let s = state;
  let d = depth;
  let failed = 0;
  let event = MORE;

  while (true) {
    if (p >= limit) break;
    let b = load<u8>(p);

    if (s < STRING) {
      if (b <= 0x20) {
        if (b == 0x20 || b == 0x0a || b == 0x0d || b == 0x09) {
          p = afterSpace(p + 1, limit);
          continue;
        }
        failed = UNEXPECTED;
        break;
      }
    }

    switch (s) {
      case FIRST_OF_LIST: {
        if (b == CLOSE_LIST) {
          p++;
          d--;
          s = AFTER;
          if (!passing) event = CLOSED;
          else if (d == passDepth) event = PASSED;
          else continue;
          break;
        }
        s = VALUE;
        continue;
      }
      case VALUE: {
        if (!passing) {
          if (selecting == 0) {
            event = VALUE_EVENT;
            break;
          }
          depth = d;
          at = p;
          pass(true, true);
        }
        if (b == QUOTE) {
          opened = p++;
          isKey = false;
          escaped = false;
          s = STRING;
          continue;
        }
        if (b == OPEN_OBJECT || b == OPEN_LIST) {
          if (d >= DEEPEST) {
            failed = TOO_DEEP;
            break;
          }
          store<u8>(STACK + d, b);
          d++;
          p++;
          s = b == OPEN_OBJECT ? FIRST_OF_OBJECT : FIRST_OF_LIST;
          continue;
        }
        if (digit(b)) {
          p++;
          s = b == 0x30 ? ZERO : INTEGER;
          continue;
        }
        if (b == 0x2d) {
          p++;
          s = MINUS;
          continue;
        }
        s = WORD;
        if (b == 0x74) {
          wordRest = 0x657572; // "rue"
          if (policyKey) seen |= MARKED_POLICY;
        }
        else if (b == 0x66) wordRest = 0x65736c61; // "alse"
        else if (b == 0x6e) wordRest = 0x6c6c75; // "ull"
        else {
          s = VALUE;
          failed = UNEXPECTED;
          break;
        }
        p++;
        continue;
      }
      case FIRST_OF_OBJECT: {
        if (b == CLOSE_OBJECT) {
          p++;
          d--;
          s = AFTER;
          if (!passing) event = CLOSED;
          else if (d == passDepth) event = PASSED;
          else continue;
          break;
        }
        s = KEY;
        continue;
      }
      case KEY: {
        if (b != QUOTE) {
          failed = UNEXPECTED;
          break;
        }
        opened = p++;
        isKey = true;
        escaped = false;
        s = STRING;
        continue;
      }
      case COLON: {
        if (b != COLON_SIGN) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        s = VALUE;
        continue;
      }
      case AFTER: {
        if (d == 0) {
          failed = TRAILING;
          break;
        }
        const container = load<u8>(STACK + d - 1);
        if (b == COMMA) {
          p++;
          s = container == OPEN_OBJECT ? KEY : VALUE;
          continue;
        }
        // In ASCII a closing bracket stands two after its opening one.
        if (b == container + 2) {
          p++;
          d--;
          if (!passing) event = CLOSED;
          else if (d == passDepth) event = PASSED;
          else continue;
          break;
        }
        failed = UNEXPECTED;
        break;
      }
      case STRING: {
        const v = v128.load(p);
        const special = i8x16.bitmask(
          v128.or(
            v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
            // As signed numbers: what is below 0x20, and all that is no ASCII.
            i8x16.lt_s(v, i8x16.splat(0x20)),
          ),
        );
        if (special == 0) {
          p += 16;
          if (p > limit) p = limit;
          continue;
        }
        p += ctz(special);
        if (p >= limit) {
          p = limit;
          continue;
        }
        b = load<u8>(p);
        if (b == QUOTE) {
          p++;
          if (isKey) {
            s = COLON;
            if (!passing) {
              event = KEY_EVENT;
              break;
            }
            members++;
            if (watching) {
              depth = d;
              look(p);
            }
            // What mostly follows.
            if (p < limit && load<u8>(p) == COLON_SIGN) {
              p++;
              s = VALUE;
            }
            continue;
          }
          s = AFTER;
          if (watching) {
            depth = d;
            look(p);
          }
          if (d == passDepth) {
            event = PASSED;
            break;
          }
          continue;
        }
        p++;
        if (b == BACKSLASH) {
          escaped = true;
          s = ESCAPE;
          continue;
        }
        if (b < 0x20) {
          p--;
          failed = CONTROL;
          break;
        }
        continuationLow = 0x80;
        continuationHigh = 0xbf;
        if (b >= 0xc2 && b <= 0xdf) continuationsLeft = 1;
        else if (b >= 0xe0 && b <= 0xef) {
          continuationsLeft = 2;
          if (b == 0xe0) continuationLow = 0xa0;
          // Halves of surrogate pairs are no characters.
          if (b == 0xed) continuationHigh = 0x9f;
        } else if (b >= 0xf0 && b <= 0xf4) {
          continuationsLeft = 3;
          if (b == 0xf0) continuationLow = 0x90;
          if (b == 0xf4) continuationHigh = 0x8f;
        } else {
          p--;
          failed = NOT_UTF8;
          break;
        }
        s = CONTINUATION;
        continue;
      }
      case CONTINUATION: {
        if (b < continuationLow || b > continuationHigh) {
          failed = NOT_UTF8;
          break;
        }
        p++;
        continuationLow = 0x80;
        continuationHigh = 0xbf;
        if (--continuationsLeft == 0) s = STRING;
        continue;
      }
      case ESCAPE: {
        if (b == 0x75) {
          p++;
          hexLeft = 4;
          s = HEX;
          continue;
        }
        // " \ / b f n r t
        if (b == 0x22 || b == 0x5c || b == 0x2f || b == 0x62 || b == 0x66 || b == 0x6e || b == 0x72 || b == 0x74) {
          p++;
          s = STRING;
          continue;
        }
        failed = BAD_ESCAPE;
        break;
      }
      case HEX: {
        if (!hex(b)) {
          failed = BAD_ESCAPE;
          break;
        }
        p++;
        if (--hexLeft == 0) s = STRING;
        continue;
      }
      case WORD: {
        if (b != <u8>wordRest) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        wordRest >>= 8;
        if (wordRest != 0) continue;
        s = AFTER;
        if (d == passDepth) {
          event = PASSED;
          break;
        }
        continue;
      }
      case MINUS: {
        if (!digit(b)) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        s = b == 0x30 ? ZERO : INTEGER;
        continue;
      }
      case POINT: {
        if (!digit(b)) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        s = FRACTION;
        continue;
      }
      case EXPONENT: {
        if (b == 0x2b || b == 0x2d) {
          p++;
          s = EXPONENT_SIGN;
          continue;
        }
        if (!digit(b)) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        s = EXPONENT_DIGITS;
        continue;
      }
      case EXPONENT_SIGN: {
        if (!digit(b)) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        s = EXPONENT_DIGITS;
        continue;
      }
      default: {
        // In a number that may end here.
        if (s != ZERO && digit(b)) {
          p++;
          continue;
        }
        if (b == 0x2e && (s == ZERO || s == INTEGER)) {
          p++;
          s = POINT;
          continue;
        }
        if ((b | 0x20) == 0x65 && s != EXPONENT_DIGITS) {
          p++;
          s = EXPONENT;
          continue;
        }
        s = AFTER;
        if (d == passDepth) {
          event = PASSED;
          break;
        }
        continue;
      }
    }
    // Only what has something to tell comes here.
    if (event == PASSED && selecting != 0 && droppable()) {
      passing = false;
      dropped++;
      event = MORE;
      continue;
    }
    if (event == CLOSED) selecting = 0;
    break;
  }

  at = p;
  state = s;
  depth = d;
  if (failed != 0) {
    faultCode = failed;
    return FAULT;
  }
  if (event == PASSED) passing = false;
  return event;
}
