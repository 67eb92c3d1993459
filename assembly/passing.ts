/** Passing over a value, and what is seen in it where it is watched. */
import { BACKSLASH, OPEN_OBJECT } from "./bytes";
import { at, depth, escaped, isKey, opened, STACK, state } from "./cursor";
import { VALUE } from "./states";

/** What was seen in a value that was passed over with a watch. */
export const JSON_LIKE: i32 = 1;
export const ESCAPED_KEY: i32 = 2;
export const ESCAPED_TYPE: i32 = 4;
export const MARKED_POLICY: i32 = 8;

export let passing: bool = false;
export let watching: bool = false;
export let holding: bool = false;
export let passDepth: i32 = 0;
export let begun: usize = 0;
export let members: i32 = 0;
export let seen: i32 = 0;

export let typeCount: i32 = 0;
export let typeAt: usize = 0;
export let typeEnd: usize = 0;
export let modeAt: usize = 0;
export let modeEnd: usize = 0;
/** The last key of the watched object itself: 1 `type`, 2 `mode`, 0 any other. */
export let lastKey: i32 = 0;
/** Whether the last key, however deep, ends as names of policies do. */
export let policyKey: bool = false;

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
export function look(end: usize): void {
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
