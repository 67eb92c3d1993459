/** Characters of several bytes: strict UTF-8. */

/** How many bytes of a character are still to come, and between which the next one must be. */
let left: i32 = 0;
let lowest: u8 = 0x80;
let highest: u8 = 0xbf;

/** A character begins with this byte, which is no ASCII. Can it? */
export function beginsCharacter(b: u8): bool {
  lowest = 0x80;
  highest = 0xbf;
  if (b >= 0xc2 && b <= 0xdf) left = 1;
  else if (b >= 0xe0 && b <= 0xef) {
    left = 2;
    if (b == 0xe0) lowest = 0xa0;
    // Halves of surrogate pairs are no characters.
    if (b == 0xed) highest = 0x9f;
  } else if (b >= 0xf0 && b <= 0xf4) {
    left = 3;
    if (b == 0xf0) lowest = 0x90;
    if (b == 0xf4) highest = 0x8f;
  } else return false;
  return true;
}

/** Can the character go on with this byte? */
export function continuesCharacter(b: u8): bool {
  if (b < lowest || b > highest) return false;
  lowest = 0x80;
  highest = 0xbf;
  left--;
  return true;
}

/** Was that its last byte? */
export function endsCharacter(): bool {
  return left == 0;
}
