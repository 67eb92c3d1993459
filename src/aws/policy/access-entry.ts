import type { Bound } from "../../facts/bound";
import type { SessionEnds } from "../../facts/fact";
import { privileges } from "../../facts/privilege";
import type { Instant } from "../../time/instant";
import { persistenceActions } from "../persistence/actions";
import { escalatesOutright } from "../sensitivity/outright";
import { explainWeight } from "../sensitivity/statements";
import { boundOf } from "./access-bound";
import type { Piece } from "./access-pieces";
import type { AccessEntry, Setting } from "./access-types";
import { ActionSet } from "./action-set";
import { resourceWithin } from "./containment";
import { hasUnknownPart, shown } from "./unknown-part";
import { weighHeld } from "./weight";

interface Group {
  readonly bound: Bound;
  readonly pieces: Piece[];
}

/** What one source gives, in as few entries as it has ends; the gravest first. */
export function entriesOf<T>(id: T, pieces: readonly Piece[], setting: Setting): readonly AccessEntry<T>[] {
  const bounded = pieces.map((piece) => ({ piece, bound: boundOf(piece, setting) }));
  const standing = bounded.filter(({ bound }) => bound.kind === "standing").map(({ piece }) => piece);
  const groups = new Map<string, Group>();
  for (const { piece, bound } of bounded) {
    // What stands anyway is not also leased, and no doubt changes it.
    if (bound.kind !== "standing" && standing.some((other) => givesAll(other, piece))) continue;
    const key = bound.kind === "leased" ? `leased ${bound.until}` : bound.kind;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { bound, pieces: [piece] });
    else groups.set(key, { bound: joined(group.bound, bound), pieces: [...group.pieces, piece] });
  }
  const entries = [...groups.values()].map((group) => entryOf(id, group, setting));
  const rank = ({ privilege, bound }: AccessEntry<T>) =>
    (privilege === undefined ? -1 : privileges.indexOf(privilege)) + (bound.kind === "leased" ? 0.5 : 0);
  return entries.sort((a, b) => rank(a) - rank(b));
}

/** A source of which not all could be read may give anything, for any time. */
export function doubtful<T>(id: T, doubts: readonly string[]): AccessEntry<T> {
  const because = listed(doubts);
  return {
    id,
    because: [because],
    permissions: [],
    bound: { kind: "indeterminate", because },
    persistence: [],
  };
}

function listed(doubts: readonly string[]): string {
  const all = [...new Set(doubts)];
  return all.length > 3 ? `${all.slice(0, 3).join("; ")}; and ${all.length - 3} more` : all.join("; ");
}

function joined(a: Bound, b: Bound): Bound {
  if (a.kind === "indeterminate" && b.kind === "indeterminate" && !a.because.includes(b.because)) {
    return { ...a, because: listed([...a.because.split("; "), ...b.because.split("; ")]) };
  }
  if (a.kind !== "leased" || b.kind !== "leased" || a.from === undefined) return a;
  const { from, ...rest } = a;
  return b.from === undefined ? rest : { ...rest, from: Math.min(from, b.from) };
}

/** Does the one allow, on all the same resources, all that the other allows? */
function givesAll(one: Piece, other: Piece): boolean {
  if (other.unknown.length > 0 || !other.actions.within(one.actions)) return false;
  if (one.clause === other.clause && one.reach === other.reach) return true;
  if (one.clause.everywhere && one.reach.resources.includes("*")) return true;
  if ([one, other].some(({ clause }) => clause.statement.NotResource !== undefined)) return false;
  return other.reach.resources.every(
    (pattern) => !hasUnknownPart(pattern) && resourceWithin(pattern, one.reach.resources),
  );
}

function entryOf<T>(id: T, { bound, pieces }: Group, setting: Setting): AccessEntry<T> {
  const unknown = [...new Set(pieces.flatMap((piece) => piece.unknown))];
  const held = pieces.map(({ reach, actions }) => ({ ...reach.held, actions }));
  const { privilege, because } = explainWeight(weighHeld(held, unknown));
  const told = unknown.length === 0 || privilege === "administrative";
  const unsaid = unknown.slice(0, 3).map((one) => `${shown(one)}: not an action that leasehold knows`);
  const session = sessionOf(pieces, setting);
  return {
    id,
    ...(told ? { privilege } : {}),
    ...(told && privilege === "escalation" && !pieces.some(isOutright) ? { indirect: true as const } : {}),
    because: told ? because : unsaid,
    permissions: [...new Set(pieces.map(({ reach }) => reach.permission))],
    bound,
    ...(session === undefined ? {} : { session }),
    persistence: bound.kind === "leased" ? persistenceOf(pieces, setting) : [],
  };
}

function isOutright({ actions, clause, reach }: Piece): boolean {
  return escalatesOutright(actions, clause.statement, reach.resources);
}

let persistence: ActionSet | undefined;

function persistenceOf(pieces: readonly Piece[], { deniedButFor }: Setting): readonly string[] {
  persistence ??= ActionSet.matching(persistenceActions());
  let reached = ActionSet.none;
  for (const { actions } of pieces) reached = reached.union(actions.intersect(persistence));
  return reached.minus(deniedButFor).names();
}

/** How permissions and trust end; only where a role's sessions do. */
function sessionOf(pieces: readonly Piece[], setting: Setting): SessionEnds | undefined {
  if (setting.credential !== "role") return undefined;
  let permissions: Instant = Number.NEGATIVE_INFINITY;
  for (const { moments } of pieces) {
    permissions = Math.max(permissions, moments.intersect(setting.untrusted).end(setting.tail) ?? permissions);
  }
  const ends = {
    ...(Number.isFinite(permissions) ? { permissions } : {}),
    ...(Number.isFinite(setting.trustEnd) ? { trust: setting.trustEnd } : {}),
  };
  return Object.keys(ends).length === 0 ? undefined : ends;
}
