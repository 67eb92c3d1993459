/**
 * A scanner of JSON text (RFC 8259, strict UTF-8) that takes it in pieces of any size. It holds no text itself: the caller
 * puts bytes into the memory, runs it up to their end, and keeps what stands from `held()` on.
 *
 * Down the way that the caller leads it (`descend`) it tells of each key, value and end of a container. Every other value
 * it passes over in one go (`pass`), as strictly, and tells afterwards where it stood and what was seen in it.
 */
import { OPEN_OBJECT } from "./bytes";
import { at, DEEPEST, depth, faultCode, isKey, opened, STACK, state } from "./cursor";
import { begun, holding, members, modeAt, modeEnd, passing, seen, typeAt, typeCount, typeEnd } from "./passing";
import { selecting } from "./selection";
import {
  AFTER,
  CONTINUATION,
  EXPONENT_DIGITS,
  FIRST_OF_LIST,
  FIRST_OF_OBJECT,
  FRACTION,
  INTEGER,
  PASSED,
  STRING,
  TOO_DEEP,
  VALUE,
  ZERO,
} from "./states";

export { droppedCount, learn, select } from "./selection";
export { pass } from "./passing";
export { run } from "./run";

export function begin(from: usize): void {
  at = from;
  state = VALUE;
  depth = 0;
  faultCode = 0;
  passing = false;
  selecting = 0;
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
