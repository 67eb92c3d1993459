/** Lists of which only some elements are wanted. */
import { ESCAPED_KEY, ESCAPED_TYPE, modeAt, modeEnd, seen, typeAt, typeCount, typeEnd } from "./passing";

/** Types whose elements may be dropped: slots of 64 bytes, the length before the letters. */
const TYPES: usize = 8192;
const SLOTS: u32 = 256;
const SLOT: usize = 64;

/** In a list of which only some elements are wanted: 1 changes, 2 resources of a state, 0 in no such list. */
export let selecting: i32 = 0;
/** Elements that were dropped here. */
export let dropped: i32 = 0;

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
export function droppable(): bool {
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
