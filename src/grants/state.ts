import type { Grant } from "../estate/types";
import type { Instant } from "../time/instant";
import type { Window } from "../time/window";

/** What stops a grant: the time that it was given, or somebody. */
export type Stop = "time" | "revoked" | "completed";

/** Where in its life a grant is. */
export type GrantState =
  | { readonly kind: "requested" }
  /** Taken back before it began. */
  | { readonly kind: "withdrawn"; readonly at: Instant }
  | { readonly kind: "upcoming"; readonly window: Window }
  | { readonly kind: "running"; readonly window: Window; readonly by: Stop }
  | { readonly kind: "ended"; readonly end: Instant; readonly by: Stop };

type Times = Pick<Grant, "start" | "ttl" | "extensions" | "revoked" | "completed">;

/** Where a grant is in its life at a moment. */
export function stateOf(grant: Times, now: Instant): GrantState {
  const { start, revoked } = grant;
  if (start === undefined) return revoked === undefined ? { kind: "requested" } : { kind: "withdrawn", at: revoked };
  const { end, by } = endOf(grant, start);
  if (end <= start) return { kind: "withdrawn", at: end };
  if (now >= end) return { kind: "ended", end, by };
  const window = { start, end };
  return now < start ? { kind: "upcoming", window } : { kind: "running", window, by };
}

/** When a grant with a start ends, as lowered by whoever stopped it, and by what. */
function endOf(grant: Times, start: Instant): { readonly end: Instant; readonly by: Stop } {
  let end = start + grant.ttl;
  let by: Stop = "time";
  for (const extension of grant.extensions) end += extension.by;
  for (const stop of ["revoked", "completed"] as const) {
    const at = grant[stop];
    if (at === undefined || at >= end) continue;
    end = at;
    by = stop;
  }
  return { end, by };
}

/** From when on nothing is left of a grant; undefined while it is still to come. */
export function overSince(grant: Times, now: Instant): Instant | undefined {
  const state = stateOf(grant, now);
  if (state.kind === "ended") return state.end;
  return state.kind === "withdrawn" ? state.at : undefined;
}
