/** Policy documents as IAM's API gives them: JSON, percent-encoded but for letters, digits and some marks. */

const PERCENT: u8 = 0x25;
/** By the two bytes of a code what it stands for; zero where a plain document has no such code. */
const MEANINGS: usize = 0x10000;
const QUOTED: u16 = 0x3232;

let learnt: bool = false;

export function learn(): void {
  if (learnt) return;
  learnt = true;
  for (let code: u32 = 0x09; code < 0x7f; code++) {
    const white = code == 0x09 || code == 0x0a || code == 0x0d;
    // A letter that is encoded is one that somebody hides.
    if ((code < 0x20 && !white) || isWord(u8(code)) || code == 0x5c) continue;
    for (let form = 0; form < 2; form++) {
      const low = digit(code & 15, form == 1);
      store<u8>(MEANINGS + (low << 8) + digit(code >> 4, form == 1), u8(code));
    }
  }
}

function digit(value: u32, small: bool): u32 {
  return value < 10 ? 0x30 + value : (small ? 0x57 : 0x37) + value;
}

function isWord(c: u8): bool {
  return <u8>(c - 0x30) < 10 || <u8>((c | 0x20) - 0x61) < 26;
}

/**
 * Is there nothing in the document that is not plain? Its form is not looked at: what is no JSON without a backslash gives nothing
 * at all. Of a trust policy the actions are for others to judge.
 */
export function document(from: usize, to: usize, trust: bool): bool {
  let at = from;
  let actions = false;
  while (at < to) {
    if (load<u8>(at) != PERCENT) {
      at++;
      continue;
    }
    if (at + 3 > to) return false;
    const code = load<u16>(at + 1);
    at += 3;
    if (code != QUOTED) {
      if (load<u8>(MEANINGS + code) == 0) return false;
      continue;
    }
    const text = at;
    while (true) {
      if (at >= to) return false;
      if (load<u8>(at) != PERCENT) {
        at++;
        continue;
      }
      if (at + 3 > to) return false;
      const inner = load<u16>(at + 1);
      if (inner == QUOTED) break;
      if (load<u8>(MEANINGS + inner) == 0) return false;
      at += 3;
    }
    const stop = at;
    at += 3;
    if (isKey(at, to)) {
      const name = nameOf(text, stop);
      if (name == ODD) return false;
      actions = name == ACTION;
    } else if (actions && !trust && !isPlain(text, stop)) return false;
  }
  return true;
}

/** The character that stands or is encoded at a place, and how many bytes it takes. */
let width: usize = 1;

function character(at: usize, to: usize): u8 {
  width = 1;
  const c = load<u8>(at);
  if (c != PERCENT || at + 3 > to) return c;
  width = 3;
  return load<u8>(MEANINGS + load<u16>(at + 1));
}

/** Does a colon follow? */
function isKey(from: usize, to: usize): bool {
  let at = from;
  while (at < to) {
    const c = character(at, to);
    if (c != 0x20 && c != 0x0a && c != 0x0d && c != 0x09) return c == 0x3a;
    at += width;
  }
  return false;
}

const OTHER = 0;
const ACTION = 1;
const ODD = 2;

function nameOf(from: usize, to: usize): i32 {
  const size = to - from;
  if (size == 6 && isWritten(from, "action")) return load<u8>(from) == 0x41 && isLow(from + 1, 5) ? ACTION : ODD;
  if (size == 9 && isWritten(from, "notaction")) return ODD;
  // `aws:CurrentTime` and its like: what ends by itself is not plain.
  if (size >= 4 && isWritten(to - 4, "time")) return ODD;
  return OTHER;
}

function isLow(from: usize, size: usize): bool {
  for (let i: usize = 0; i < size; i++) if (<u8>(load<u8>(from + i) - 0x61) >= 26) return false;
  return true;
}

/** Does it stand there, in whatever case? */
function isWritten(from: usize, low: string): bool {
  const text = changetype<usize>(low);
  for (let i = 0; i < low.length; i++) {
    if ((load<u8>(from + i) | 0x20) != load<u8>(text + (i << 1))) return false;
  }
  return true;
}

/** Does the action name a service, and nothing of it that controls who may do what or leads to another role? */
function isPlain(from: usize, to: usize): bool {
  let colon = from;
  while (colon < to && (isWord(load<u8>(colon)) || load<u8>(colon) == 0x2d)) colon++;
  const size = colon - from;
  if (size == 0 || colon >= to || character(colon, to) != 0x3a) return false;
  const rest = colon + width;
  if (size == 3 && (isWritten(from, "iam") || isWritten(from, "sso"))) return isHarmless(rest, to);
  if (size == 13 && isWritten(from, "organizations")) return isHarmless(rest, to);
  if (size == 3 && isWritten(from, "sts")) return begins(rest, to, "get") || begins(rest, to, "decode");
  return true;
}

/** Reads, or hands on what others have made; of each service all that controls must be held to control it. */
function isHarmless(from: usize, to: usize): bool {
  return (
    begins(from, to, "get") ||
    begins(from, to, "list") ||
    begins(from, to, "describe") ||
    begins(from, to, "passrole") ||
    begins(from, to, "createservicelinkedrole")
  );
}

function begins(from: usize, to: usize, low: string): bool {
  return to - from >= <usize>low.length && isWritten(from, low);
}
