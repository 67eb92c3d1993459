import type { Bound } from "../../facts/bound";
import { formatInstant, type Instant } from "../../time/instant";
import type { Piece } from "./access-pieces";
import type { Setting } from "./access-types";
import type { Edge } from "./condition-moments";

/** How long a piece holds: what decides it is named. */
export function boundOf(piece: Piece, setting: Setting): Bound {
  const times = piece.moments.intersect(setting.base).times(setting.tail);
  const until = times.end();
  if (until === undefined || until === Number.POSITIVE_INFINITY) {
    const doubts = [...piece.doubts, ...setting.trustDoubts];
    if (doubts.length > 0) return { kind: "indeterminate", because: doubts.slice(0, 3).join("; ") };
    return { kind: "standing", because: whyStanding(piece, setting) };
  }
  const from = times.intervals[0]?.start;
  return {
    kind: "leased",
    ...(from === undefined || !Number.isFinite(from) ? {} : { from }),
    until,
    because: whyLeased(until, piece, setting),
  };
}

function whyLeased(until: Instant, { edges }: Piece, { tail, trustEnd }: Setting): string {
  const hours = tail / 3600;
  const ends = (at: Instant, of: Edge["of"]) => edges.find(([, edge]) => edge.at === at && edge.of === of);
  const request = ends(until, "request");
  if (request !== undefined) return `${request[0]}${request[1].said} ends it`;
  const issue = ends(until - tail, "issue");
  if (issue !== undefined) {
    return `${issue[0]}${issue[1].said} ends it for sessions issued later, and those issued before live ${hours} h at most`;
  }
  if (trustEnd + tail === until) {
    return `no session can begin from ${when(trustEnd)} on, and one that began before lives ${hours} h at most`;
  }
  return `its conditions and the Denies together end it at ${when(until)}`;
}

function whyStanding({ edges, clause }: Piece, { denyDoubts }: Setting): string {
  const [doubt] = denyDoubts;
  if (doubt !== undefined) return `no end is certain; a Deny counts for nothing: ${doubt}`;
  const [first] = edges;
  if (first !== undefined) return `${first[0]}${first[1].said} does not end it`;
  return clause.statement.Condition === undefined
    ? "nothing bounds it in time"
    : "no condition of it bounds it in time";
}

/** Ends past the year 9999 have no spelling. */
function when(instant: Instant): string {
  try {
    return formatInstant(instant);
  } catch {
    return `${instant} seconds after 1970`;
  }
}
