/** The grammar: RFC 8259, a byte after another where they differ, sixteen at once in texts and white space. */
import { afterSpace, BACKSLASH, COLON_SIGN, COMMA, digit, hex, OPEN_LIST, OPEN_OBJECT, QUOTE } from "./bytes";
import { beginsCharacter, continuesCharacter, endsCharacter } from "./characters";
import { at, DEEPEST, depth, escaped, faultCode, isKey, opened, STACK, state } from "./cursor";
import { look, MARKED_POLICY, members, pass, passDepth, passing, policyKey, seen, watching } from "./passing";
import { droppable, dropped, selecting } from "./selection";
import {
  AFTER,
  BAD_ESCAPE,
  CLOSED,
  COLON,
  CONTINUATION,
  CONTROL,
  ESCAPE,
  EXPONENT,
  EXPONENT_DIGITS,
  EXPONENT_SIGN,
  FAULT,
  FIRST_OF_LIST,
  FIRST_OF_OBJECT,
  FRACTION,
  HEX,
  INTEGER,
  KEY,
  KEY_EVENT,
  MINUS,
  MORE,
  NOT_UTF8,
  PASSED,
  POINT,
  STRING,
  TOO_DEEP,
  TRAILING,
  UNEXPECTED,
  VALUE,
  VALUE_EVENT,
  WORD,
  ZERO,
} from "./states";

let hexLeft: i32 = 0;
/** The rest of `true`, `false` or `null`, its next letter lowest. */
let wordRest: u32 = 0;

/** What the end of a container comes to, which leaves such a depth. */
@inline
function ended(left: i32): i32 {
  if (!passing) return CLOSED;
  return left == passDepth ? PASSED : MORE;
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
      case FIRST_OF_LIST:
      case FIRST_OF_OBJECT: {
        // In ASCII a closing bracket stands two after its opening one.
        if (b != load<u8>(STACK + d - 1) + 2) {
          s = s == FIRST_OF_LIST ? VALUE : KEY;
          continue;
        }
        p++;
        s = AFTER;
        event = ended(--d);
        if (event == MORE) continue;
        break;
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
        if (b != container + 2) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        event = ended(--d);
        if (event == MORE) continue;
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
        if (!beginsCharacter(b)) {
          p--;
          failed = NOT_UTF8;
          break;
        }
        s = CONTINUATION;
        continue;
      }
      case CONTINUATION: {
        if (!continuesCharacter(b)) {
          failed = NOT_UTF8;
          break;
        }
        p++;
        if (endsCharacter()) s = STRING;
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
      case EXPONENT: {
        if (b == 0x2b || b == 0x2d) {
          p++;
          s = EXPONENT_SIGN;
          continue;
        }
      }
      // A number needs a digit here, as after a minus, a point and a sign.
      case MINUS:
      case POINT:
      case EXPONENT_SIGN: {
        if (!digit(b)) {
          failed = UNEXPECTED;
          break;
        }
        p++;
        if (s == MINUS) s = b == 0x30 ? ZERO : INTEGER;
        else s = s == POINT ? FRACTION : EXPONENT_DIGITS;
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
