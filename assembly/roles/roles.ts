/**
 * Finds, in a page of GetAccountAuthorizationDetails, the roles that are written plainly: strict JSON in ASCII without an escape,
 * in the members that IAM documents and each once, whose documents are percent-encoded as IAM does it, name no time, and name
 * actions only that neither control who may do what nor lead to another role. Of these it notes where they stand; whatever else
 * the page holds is for others to read and to judge.
 */
import { document, learn } from "./document";
import { at, key, keyFrom, keyTo, limit, skip, skipKey, start, take, text, tokenFrom, tokenTo, value, white } from "./json";

const COMMA: u8 = 0x2c;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;
const OPEN_LIST: u8 = 0x5b;
const CLOSE_LIST: u8 = 0x5d;

/** Where notes begin, and where there is no room for one more. */
const NOTES: usize = 0x20000;
const LAST: usize = 0x110000;
/** Of each role: spans, whether its use is told (72), how many policies are attached (76), then their spans. */
const FIXED: usize = 80;

let note: usize = NOTES;

/** Notes the plain roles of the page in the memory from `from` on. @returns where the notes end */
export function find(from: usize, size: usize): usize {
  learn();
  note = NOTES;
  start(from, from + size);
  page();
  return note;
}

function page(): void {
  white();
  if (!take(OPEN_OBJECT)) return;
  do {
    if (!skipKey()) return;
    if (isKey("RoleDetailList") && load<u8>(at) == OPEN_LIST) {
      if (!roles()) return;
    } else if (!skip()) return;
    white();
  } while (take(COMMA));
}

function roles(): bool {
  start(at + 1, limit);
  white();
  if (take(CLOSE_LIST)) return true;
  do {
    white();
    const from = at;
    for (let offset: usize = 0; offset < FIXED; offset += 8) store<u64>(note + offset, 0);
    const noted = note;
    if (note < LAST && role(noted)) {
      store<u32>(noted, u32(from));
      store<u32>(noted, u32(at), 4);
      note = noted + FIXED + (usize(load<u32>(noted, 76)) << 3);
    } else {
      start(from, limit);
      if (!skip()) return false;
    }
    white();
  } while (take(COMMA));
  return take(CLOSE_LIST);
}

/** Is it the key that was read last? */
function isKey(name: string): bool {
  const size = <usize>name.length;
  if (keyTo - keyFrom != size) return false;
  const letters = changetype<usize>(name);
  for (let i: usize = 0; i < size; i++) if (load<u8>(keyFrom + i) != load<u8>(letters + (i << 1))) return false;
  return true;
}

/** Does the text that was read last begin as an ARN? */
function isArn(): bool {
  return tokenTo - tokenFrom > 4 && load<u32>(tokenFrom) == 0x3a6e7261;
}

/** Which members of one object were there. */
let members: u32 = 0;

function once(member: u32): bool {
  const bit: u32 = 1 << member;
  if ((members & bit) != 0) return false;
  members |= bit;
  return true;
}

/** A member's text, whose span is noted at `offset` of the note. */
function span(noted: usize, offset: usize): bool {
  if (!text()) return false;
  store<u32>(noted + offset, u32(tokenFrom));
  store<u32>(noted + offset + 4, u32(tokenTo));
  return true;
}

function role(noted: usize): bool {
  if (!take(OPEN_OBJECT)) return false;
  let seen: u32 = 0;
  do {
    if (!key()) return false;
    members = seen;
    if (isKey("Arn")) {
      if (!once(0) || !span(noted, 8)) return false;
    } else if (isKey("RoleName")) {
      if (!once(1) || !span(noted, 16) || tokenFrom == tokenTo) return false;
    } else if (isKey("AssumeRolePolicyDocument")) {
      if (!once(2) || !span(noted, 24) || !document(tokenFrom, tokenTo, true)) return false;
    } else if (isKey("CreateDate")) {
      if (!once(3) || !span(noted, 32)) return false;
    } else if (isKey("Path") || isKey("RoleId")) {
      if (!once(keyTo - keyFrom == 4 ? 4 : 5) || !text()) return false;
    } else if (isKey("RolePolicyList")) {
      if (!once(6) || !list(noted, 0)) return false;
    } else if (isKey("AttachedManagedPolicies")) {
      if (!once(7) || !list(noted, 1)) return false;
    } else if (isKey("InstanceProfileList")) {
      if (!once(8) || !list(noted, 2)) return false;
    } else if (isKey("Tags")) {
      if (!once(9) || !list(noted, 3)) return false;
    } else if (isKey("PermissionsBoundary")) {
      if (!once(10)) return false;
      seen = members;
      if (!boundary(noted)) return false;
      members = seen;
    } else if (isKey("RoleLastUsed")) {
      if (!once(11)) return false;
      seen = members;
      store<u32>(noted, 1, 72);
      if (!lastUsed(noted)) return false;
      members = seen;
    } else return false;
    seen |= members;
    white();
  } while (take(COMMA));
  return take(CLOSE_OBJECT) && (seen & 7) == 7;
}

function list(noted: usize, kind: i32): bool {
  const seen = members;
  if (!take(OPEN_LIST)) return false;
  white();
  if (!take(CLOSE_LIST)) {
    do {
      white();
      if (!element(noted, kind)) return false;
      white();
    } while (take(COMMA));
    if (!take(CLOSE_LIST)) return false;
  }
  members = seen;
  return true;
}

function element(noted: usize, kind: i32): bool {
  members = 0;
  if (!take(OPEN_OBJECT)) return false;
  do {
    if (!key()) return false;
    if (!(kind == 0 ? inline() : kind == 1 ? attached(noted) : kind == 2 ? profile() : tag())) return false;
    white();
  } while (take(COMMA));
  // Attached policies have a name too, which nobody asks for.
  const needed: u32 = kind == 1 ? 1 : 3;
  return take(CLOSE_OBJECT) && (members & needed) == needed;
}

function inline(): bool {
  if (isKey("PolicyName")) return once(0) && text() && tokenFrom < tokenTo;
  return isKey("PolicyDocument") && once(1) && text() && document(tokenFrom, tokenTo, false);
}

function attached(noted: usize): bool {
  if (isKey("PolicyName")) return once(1) && text();
  if (!isKey("PolicyArn") || !once(0)) return false;
  const count = load<u32>(noted, 76);
  if (count >= 64 || !span(noted, FIXED + (usize(count) << 3))) return false;
  store<u32>(noted, count + 1, 76);
  return true;
}

function profile(): bool {
  if (isKey("InstanceProfileName")) return once(0) && text() && tokenFrom < tokenTo;
  if (isKey("Arn")) return once(1) && text() && isArn();
  if (isKey("Path")) return once(2) && text();
  if (isKey("InstanceProfileId")) return once(3) && text();
  if (isKey("CreateDate")) return once(4) && text();
  if (!isKey("Roles") || !once(5)) return false;
  const seen = members;
  const fine = value();
  members = seen;
  return fine;
}

function tag(): bool {
  if (isKey("Key")) return once(0) && text();
  return isKey("Value") && once(1) && text();
}

function boundary(noted: usize): bool {
  members = 0;
  if (!take(OPEN_OBJECT)) return false;
  do {
    if (!key()) return false;
    if (isKey("PermissionsBoundaryType")) {
      if (!once(1) || !text()) return false;
    } else if (!isKey("PermissionsBoundaryArn") || !once(0) || !span(noted, 48)) return false;
    white();
  } while (take(COMMA));
  return take(CLOSE_OBJECT) && (members & 1) == 1;
}

function lastUsed(noted: usize): bool {
  members = 0;
  if (!take(OPEN_OBJECT)) return false;
  white();
  if (take(CLOSE_OBJECT)) return true;
  do {
    if (!key()) return false;
    if (isKey("Region")) {
      if (!once(1) || !text()) return false;
    } else if (!isKey("LastUsedDate") || !once(0) || !span(noted, 40)) return false;
    white();
  } while (take(COMMA));
  return take(CLOSE_OBJECT);
}
