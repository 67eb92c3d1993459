import type { Estate, Grant } from "../estate/types";
import type { Instant } from "../time/instant";
import { type GrantState, stateOf } from "./state";
import { type WhoApproves, whoApproves } from "./who-approves";

/** One grant, as it stands at a moment. */
export interface GrantStatus {
  readonly grant: Grant;
  readonly state: GrantState;
}

/** What is leased at a moment, and what was or will be soon. */
export interface LeaseStatus {
  /** Held now; those that end first come first. */
  readonly leased: readonly GrantStatus[];
  /** To begin later; those that begin first come first. */
  readonly upcoming: readonly GrantStatus[];
  /** Not begun, because nobody activated them; by name. */
  readonly requested: readonly (GrantStatus & { readonly approvals: WhoApproves })[];
  /** Ended, or withdrawn, at most a day ago; the latest come first. */
  readonly ended: readonly (GrantStatus & { readonly over: Instant })[];
}

/** How long an ended lease is still told of: one day. */
const toldFor = 24 * 60 * 60;

/**
 * What an estate leases at a moment, by its declaration: what is applied is what `drift` looks at.
 *
 * @param who only what this identity holds or asks for, and what the agents that it sponsors do
 */
export function leaseStatus(estate: Estate, now: Instant, who?: string): LeaseStatus {
  const all = [...estate.grants.values()]
    .filter(({ identity }) => who === undefined || answersFor(identity, who))
    .map((grant): GrantStatus => ({ grant, state: stateOf(grant, now) }));
  const sorted = <T extends GrantStatus>(some: readonly T[], at: (each: T) => number = () => 0): readonly T[] =>
    [...some].sort((a, b) => at(a) - at(b) || (a.grant.name < b.grant.name ? -1 : 1));
  const over = all.flatMap((each) => {
    const { state } = each;
    const at = state.kind === "ended" ? state.end : state.kind === "withdrawn" ? state.at : undefined;
    return at === undefined || now - at > toldFor ? [] : [{ ...each, over: at }];
  });
  return {
    leased: sorted(
      all.filter(({ state }) => state.kind === "running"),
      ({ state }) => (state.kind === "running" ? state.window.end : 0),
    ),
    upcoming: sorted(
      all.filter(({ state }) => state.kind === "upcoming"),
      ({ state }) => (state.kind === "upcoming" ? state.window.start : 0),
    ),
    requested: sorted(
      all
        .filter(({ state }) => state.kind === "requested")
        .map((each) => ({ ...each, approvals: whoApproves(each.grant) })),
    ),
    ended: sorted(over, (each) => -each.over),
  };
}

function answersFor(identity: Grant["identity"], who: string): boolean {
  return identity.name === who || (identity.kind === "agent" && identity.sponsor?.name === who);
}
