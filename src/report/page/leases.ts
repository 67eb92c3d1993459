import { targetsOfGrant } from "../../estate/targets";
import type { Grant } from "../../estate/types";
import { formatInstant } from "../../time/instant";
import { plain } from "../plain";
import type { PageLease, Position } from "./data";
import type { Names } from "./names";
import type { Privileges } from "./privilege";
import { plainLines } from "./text";

/** A grant as the page shows it; undefined for one whose role or identity the page does not have. */
export function pageLease(
  grant: Grant,
  roles: ReadonlyMap<string, Position>,
  names: Names,
  privileges: Privileges,
): PageLease | undefined {
  const role = roles.get(grant.role.name);
  const identity = names.identities.find(grant.identity);
  if (role === undefined || identity === undefined) return undefined;
  const { start, task, actions, ticket, justification } = grant;
  const extended = grant.extensions.reduce((sum, { by }) => sum + by, 0);
  return {
    name: plain(grant.name),
    role,
    identity,
    targets: names.targets.all(targetsOfGrant(grant)),
    ...(start === undefined ? {} : { start, ...endOf(grant, start + grant.ttl + extended) }),
    ttl: grant.ttl,
    ...(extended > 0 ? { extended } : {}),
    ...(task === undefined
      ? {}
      : { task: plain(task.name), privilege: privileges.of({ statements: task.statements }) }),
    ...(actions === undefined ? {} : { actions: actions.map(plain) }),
    ...(ticket === undefined ? {} : { ticket: plain(ticket) }),
    ...(justification === undefined ? {} : { justification: plainLines(justification) }),
    approvals: grant.approvals.map(({ by, at, step }) => {
      const which = step === undefined ? "" : `, step ${step}`;
      return `${plain(by.name)}${which}${at === undefined ? "" : `, ${formatInstant(at)}`}`;
    }),
  };
}

/** As `windowOf` has it, but it also says what ended the lease, and keeps one that ended before it began. */
function endOf({ revoked, completed }: Grant, planned: number): Pick<PageLease, "end" | "ended"> {
  const stops = [
    { ended: "revoked", at: revoked },
    { ended: "completed", at: completed },
  ] as const;
  let found: Pick<PageLease, "end" | "ended"> = { end: planned };
  for (const { ended, at } of stops) {
    if (at !== undefined && at < (found.end ?? planned)) found = { end: at, ended };
  }
  return found;
}
