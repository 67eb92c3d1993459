import { targetsOfGrant } from "../../estate/targets";
import type { GrantState } from "../../grants/state";
import type { GrantStatus, LeaseStatus } from "../../grants/status";
import type { WhoApproves } from "../../grants/who-approves";
import { aligned } from "../../report/aligned";
import { plain, plainJson } from "../../report/plain";
import { formatDuration, humanDuration } from "../../time/duration";
import { formatInstant, type Instant } from "../../time/instant";

/** What a status is of. */
export interface StatusOf {
  readonly estate: string;
  readonly now: Instant;
  /** Only of this identity. */
  readonly who?: string;
}

/** What is leased, for a person: one line for each grant, those that end first on top. */
export function statusText(status: LeaseStatus, { estate, now, who }: StatusOf): string {
  const of = who === undefined ? "" : `, ${who}`;
  const blocks = [
    block("Leased now", "Nothing is leased now.", status.leased, ({ state }) =>
      state.kind === "running"
        ? `until ${formatInstant(state.window.end)}, ${humanDuration(state.window.end - now)} left`
        : "",
    ),
    block("To begin", "", status.upcoming, ({ state }) =>
      state.kind === "upcoming"
        ? `from ${formatInstant(state.window.start)} to ${formatInstant(state.window.end)}, in ${humanDuration(state.window.start - now)}`
        : "",
    ),
    block("Requested", "", status.requested, ({ grant, approvals }) =>
      [`for ${humanDuration(grant.ttl)}`, waitsFor(approvals)].filter((part) => part !== "").join("; "),
    ),
    block("Over since yesterday", "", status.ended, ({ state, over }) => `${stopped(state)} ${formatInstant(over)}`),
  ];
  const lines = [
    `${estate}${of} at ${formatInstant(now)}`,
    ...blocks.flatMap((each) => (each === "" ? [] : ["", each])),
  ];
  return `${lines.join("\n")}\n`;
}

function block<T extends GrantStatus>(
  title: string,
  empty: string,
  some: readonly T[],
  when: (each: T) => string,
): string {
  if (some.length === 0) return empty;
  const rows = some.map((each) => {
    const { name, identity, role, task, ticket } = each.grant;
    const where = targetsOfGrant(each.grant).map((target) => target.name);
    return [
      `  ${name}`,
      identity.name,
      task === undefined ? role.name : `${role.name} (${task.name})`,
      where.join(", "),
      when(each),
      ticket ?? "",
    ].map(plain);
  });
  return [`${title} (${some.length})`, ...aligned(rows)].join("\n");
}

function waitsFor({ none, steps, auto }: WhoApproves): string {
  if (none !== undefined) return "nobody has to approve it";
  const asked = steps.map(({ group, count }) => `${count} of ${group}`).join(" and ");
  return `asks ${asked}${auto === undefined ? "" : ", or its rule"}`;
}

function stopped(state: GrantState): string {
  if (state.kind !== "ended") return "withdrawn";
  return state.by === "time" ? "ended" : state.by;
}

/** The same, for programs. Times are RFC 3339 in UTC, durations ISO 8601. */
export function statusJson(status: LeaseStatus, { estate, now, who }: StatusOf): string {
  const windowOf = ({ state }: GrantStatus): object =>
    state.kind === "running" || state.kind === "upcoming"
      ? { start: formatInstant(state.window.start), end: formatInstant(state.window.end) }
      : {};
  const entry = (each: GrantStatus): object => {
    const { name, identity, role, task, ticket, ttl } = each.grant;
    return {
      grant: name,
      identity: identity.name,
      role: role.name,
      ...(task === undefined ? {} : { task: task.name }),
      targets: targetsOfGrant(each.grant).map((target) => target.name),
      ttl: formatDuration(ttl),
      ...windowOf(each),
      ...(ticket === undefined ? {} : { ticket }),
    };
  };
  return plainJson({
    version: 1,
    estate,
    now: formatInstant(now),
    ...(who === undefined ? {} : { identity: who }),
    leased: status.leased.map(entry),
    upcoming: status.upcoming.map(entry),
    requested: status.requested.map(entry),
    ended: status.ended.map((each) => ({ ...entry(each), over: formatInstant(each.over), by: byOf(each.state) })),
  });
}

function byOf(state: GrantState): string {
  return state.kind === "ended" ? state.by : "withdrawn";
}
