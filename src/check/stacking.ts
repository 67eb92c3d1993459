import type { Reporter } from "../diagnostics/report";
import type { Estate, Grant } from "../estate/types";
import { windowOf } from "../lease/window";
import { formatDuration, type Seconds } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import type { Window } from "../time/window";
import { maximumOf } from "./ceilings";

/** A window with the grant that opens it. */
export interface Held {
  readonly grant: Grant;
  readonly window: Window;
}

/** Leases of one role and holder that follow each other so closely that they count as one. */
export interface Chain {
  /** The last of them, in order; three are enough to find the rest. */
  readonly last: readonly Grant[];
  /** What they last together. */
  readonly total: Seconds;
  readonly end: Instant;
}

/** What a grant is against those before it: apart from them, over one of them, or behind a chain of them. */
export type Standing =
  | { readonly kind: "apart" }
  | { readonly kind: "overlapping"; readonly other: Grant }
  | { readonly kind: "behind"; readonly chain: Chain };

/**
 * Goes through the leases of one role and holder in the order of their starts. A gap as long as the cooldown parts two
 * leases; a shorter one makes them one against the maximum.
 */
export function standings(
  leases: readonly Held[],
  cooldown: Seconds,
): readonly (Held & { readonly standing: Standing })[] {
  const inOrder = [...leases].sort(
    (a, b) =>
      a.window.start - b.window.start || (a.grant.name < b.grant.name ? -1 : a.grant.name > b.grant.name ? 1 : 0),
  );
  let chain: Chain | undefined;
  let latest: Held | undefined;
  return inOrder.map((held) => {
    const { start, end } = held.window;
    let standing: Standing = { kind: "apart" };
    if (chain && latest && start < latest.window.end) standing = { kind: "overlapping", other: latest.grant };
    else if (chain && start - chain.end < cooldown) standing = { kind: "behind", chain };
    const before: Chain = chain && standing.kind !== "apart" ? chain : { last: [], total: 0, end };
    chain = {
      last: [...before.last, held.grant].slice(-3),
      total: before.total + end - start,
      end: Math.max(before.end, end),
    };
    if (!latest || end > latest.window.end) latest = held;
    return { ...held, standing };
  });
}

/** Leases of one role to one holder neither overlap nor add up to more than the maximum. */
export function stacking(estate: Estate, report: Reporter): void {
  const { cooldown } = estate.policy;
  for (const leases of byRoleAndHolder(estate)) {
    for (const { grant, window, standing } of standings(leases, cooldown)) {
      const { role, identity } = grant;
      const path = ["grants", grant.name, "start"];
      if (standing.kind === "overlapping") {
        const other = standing.other.name;
        report.report("grants-overlap", { grant: grant.name, other, role: role.name, identity: identity.name }, path);
      }
      if (standing.kind !== "behind") continue;
      const maximum = maximumOf(role, identity.kind);
      const total = standing.chain.total + window.end - window.start;
      if (total <= maximum) continue;
      report.report(
        "grants-stacked",
        {
          grant: grant.name,
          others: standing.chain.last.map(({ name }) => name),
          role: role.name,
          identity: identity.name,
          total: formatDuration(total),
          maximum: formatDuration(maximum),
          cooldown: formatDuration(cooldown),
          earliest: formatInstant(standing.chain.end + cooldown),
        },
        path,
      );
    }
  }
}

function byRoleAndHolder(estate: Estate): readonly (readonly Held[])[] {
  const found = new Map<string, Held[]>();
  for (const grant of estate.grants.values()) {
    const window = windowOf(grant);
    if (!window) continue;
    const key = `${grant.role.name} ${grant.identity.name}`;
    const there = found.get(key);
    if (there) there.push({ grant, window });
    else found.set(key, [{ grant, window }]);
  }
  return [...found.values()].filter((leases) => leases.length > 1);
}
