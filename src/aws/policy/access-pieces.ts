import type { Setting } from "./access-types";
import { ActionSet } from "./action-set";
import { type Clause, coversUnit, deniesUnknown, mayAllowUnknown, type Reach, reachOf, unitsOf } from "./clause";
import type { Edge } from "./condition-moments";
import { resourcesOverlap, resourceWithin } from "./containment";
import { asList, type Statement } from "./document";
import { Moments } from "./moments";
import { hasUnknownPart } from "./unknown-part";

/** Actions of one Allow, on some of its resources, that are allowed at the same moments. */
export interface Piece {
  readonly clause: Clause;
  readonly reach: Reach;
  /** Within the reach. */
  readonly actions: ActionSet;
  /** Patterns that the table does not know, within the reach. */
  readonly unknown: readonly string[];
  /** The moments that the permissions allow, by whomever the sessions are issued. */
  readonly moments: Moments;
  /** What cannot be told of the conditions that allow it. */
  readonly doubts: readonly string[];
  /** What may have ended it: Allow, Denies and boundary, each edge with the words that lead up to it. */
  readonly edges: readonly (readonly [string, Edge])[];
}

type Units = readonly Pick<Statement, "Resource" | "NotResource">[];

/** More parts than this come of no policy that is meant; beyond it no further Deny is counted. */
const mostParts = 256;

/** What an Allow gives, cut where a Deny or the boundary tells its parts from each other. Errs by giving more. */
export function piecesOf(allow: Clause, setting: Setting): readonly Piece[] {
  if (allow.moments.possible.intersect(setting.base).isEmpty(setting.tail)) return [];
  const pieces: Piece[] = [];
  for (const [units, denies] of byDenies(allow, setting.denies)) {
    const reach = reachOf(allow, units);
    for (const part of parts(allow, reach, denies)) {
      const bounded = setting.boundary === undefined ? [part] : withinBoundary(part, units, setting.boundary);
      for (const { actions, unknown, moments, doubts, edges } of bounded) {
        if (moments.intersect(setting.base).isEmpty(setting.tail)) continue;
        pieces.push({ clause: allow, reach, actions, unknown, moments, doubts, edges });
      }
    }
  }
  return pieces;
}

/** The statement's resources, together where the same Denies cover them. */
function byDenies(allow: Clause, denies: readonly Clause[]): Iterable<readonly [Units, readonly Clause[]]> {
  const units = unitsOf(allow.statement);
  if (denies.every(({ everywhere }) => everywhere)) return [[units, denies]];
  const found = new Map<string, [Units[number][], readonly Clause[]]>();
  for (const unit of units) {
    const covering = denies.filter((deny) => !allow.actions.intersect(deny.actions).isEmpty() || knowsLess(allow));
    const own = covering.filter((deny) => coversUnit(deny, unit));
    const key = own.map((deny) => denies.indexOf(deny)).join();
    const group = found.get(key);
    if (group === undefined) found.set(key, [[unit], own]);
    else group[0].push(unit);
  }
  return found.values();
}

/** Names something that the table does not know, so that what it has in common with a Deny is not in the sets. */
function knowsLess({ statement }: Clause): boolean {
  return asList(statement.Action).some((pattern) => ActionSet.matching([pattern]).isEmpty());
}

type Part = Pick<Piece, "actions" | "unknown" | "moments" | "doubts" | "edges">;

/** Cuts what is allowed by what the Denies take away for certain. */
function parts(allow: Clause, reach: Reach, denies: readonly Clause[]): readonly Part[] {
  const { possible, doubts, edges } = allow.moments;
  const own = edges.map((edge) => ["its condition ", edge] as const);
  let found: Part[] = [];
  if (!reach.held.actions.isEmpty()) {
    found.push({ actions: reach.held.actions, unknown: [], moments: possible, doubts, edges: own });
  }
  for (const pattern of reach.unknown) {
    found.push({ actions: ActionSet.none, unknown: [pattern], moments: possible, doubts, edges: own });
  }
  for (const deny of denies) {
    if (found.length > mostParts) break;
    found = found.flatMap((part) => cut(part, deny));
  }
  return found;
}

function cut(part: Part, deny: Clause): readonly Part[] {
  const inside = part.actions.intersect(deny.actions);
  const [pattern] = part.unknown;
  if (pattern === undefined ? inside.isEmpty() : !deniesUnknown(deny, pattern)) return [part];
  const moments = part.moments.minus(deny.moments.certain);
  const denied = {
    ...part,
    actions: inside,
    moments,
    edges: [...part.edges, ...deny.moments.edges.map((edge) => ["a Deny by ", edge] as const)],
  };
  const outside = { ...part, actions: part.actions.minus(deny.actions) };
  return [...(moments.isNever() ? [] : [denied]), ...(outside.actions.isEmpty() ? [] : [outside])];
}

/** Cuts it by what the boundary lets through, at the moments at which one of its Allows can. */
function withinBoundary(whole: Part, units: Units, boundary: readonly Clause[]): readonly Part[] {
  interface Cut {
    readonly part: Part;
    readonly open: Moments;
    /** As `open`, by the Allows without a doubt alone. */
    readonly sure: Moments;
    readonly doubts: readonly string[];
    readonly edges: Part["edges"];
  }
  let cuts: readonly Cut[] = [{ part: whole, open: Moments.never, sure: Moments.never, doubts: [], edges: [] }];
  for (const allow of boundary) {
    if (cuts.length > mostParts) return [whole];
    if (!units.some((unit) => mayMeetUnit(allow, unit))) continue;
    const { possible, doubts, edges } = allow.moments;
    cuts = cuts.flatMap((one): readonly Cut[] => {
      const [pattern] = one.part.unknown;
      const may = allow.statement.Action !== undefined && asList(allow.statement.Action).some(hasUnknownPart);
      const inside = may ? one.part.actions : one.part.actions.intersect(allow.actions);
      if (pattern === undefined ? inside.isEmpty() : !mayAllowUnknown(allow, pattern)) return [one];
      const met: Cut = {
        part: { ...one.part, actions: inside },
        open: one.open.union(possible),
        sure: doubts.length === 0 ? one.sure.union(possible) : one.sure,
        doubts: [...one.doubts, ...doubts],
        edges: [...one.edges, ...edges.map((edge) => ["its boundary's condition ", edge] as const)],
      };
      const outside = one.part.actions.minus(inside);
      return outside.isEmpty() ? [met] : [met, { ...one, part: { ...one.part, actions: outside } }];
    });
  }
  return cuts.map(({ part, open, sure, doubts, edges }) => ({
    ...part,
    moments: part.moments.intersect(open),
    doubts: sure.isAlways() ? part.doubts : [...part.doubts, ...doubts],
    edges: [...part.edges, ...edges],
  }));
}

function mayMeetUnit(allow: Clause, { Resource, NotResource }: Units[number]): boolean {
  if (allow.everywhere || NotResource !== undefined || Resource === undefined) return true;
  const of = allow.statement;
  return asList(Resource).some((one) => {
    if (hasUnknownPart(one)) return true;
    if (of.NotResource !== undefined) return !resourceWithin(one, asList(of.NotResource));
    if (of.Resource === undefined) return true;
    return asList(of.Resource).some((other) => hasUnknownPart(other) || resourcesOverlap(one, other));
  });
}
