import type { GcpTarget } from "../../estate/types";
import { containerOf, type DeclaredLease } from "../../expect/leases";
import { permissionsOfRole } from "../../gcp/sensitivity/role-permissions";
import type { CheckedPermission, GcpCall } from "../../gcp/trail/call";
import { isMember, isWithin } from "../../gcp/trail/member";
import type { Instant } from "../../time/instant";
import { holds } from "../../time/window";
import { LeaseTally } from "./lease-tally";
import type { Counted } from "./tally";

/** What a role holds; undefined where it is not known. */
export type PermissionsOf = (role: string) => ReadonlySet<string> | undefined;

/**
 * Whether something else than the lease gives its identity permissions on its target; undefined where that is not known.
 */
export type Explains = (lease: DeclaredLease, permissions: readonly string[]) => boolean | undefined;

interface Followed {
  readonly tally: LeaseTally;
  readonly target: GcpTarget;
  readonly member: string;
  readonly permissions: ReadonlySet<string>;
}

interface Match {
  readonly followed: Followed;
  readonly checked: readonly CheckedPermission[];
  /** Whether all that matches may lie elsewhere, as far as the log tells. */
  readonly elsewhere: boolean;
}

/**
 * Follows the members of leases through Cloud Audit Logs. A log says what a caller was let do, never by which binding: so a
 * granted permission is use of the lease inside its window, and outside of it only a possible one.
 */
export class GcpUses {
  readonly tallies: readonly LeaseTally[];
  /** Calls whose caller Google left out of the log. */
  anonymous = 0;
  readonly #byCaller = new Map<string, Followed[]>();
  readonly #seen = new Set<string>();

  constructor(
    leases: readonly DeclaredLease[],
    private readonly explains: Explains,
    permissionsOf: PermissionsOf = permissionsOfRole,
  ) {
    const followed = leases.flatMap((lease) => {
      const target = lease.target.cloud;
      const member = lease.identity.gcp?.member;
      if (target.kind !== "gcp" || member === undefined) return [];
      const place = target.scope === "project" ? `projects/${target.id}` : containerOf(lease.target);
      const tally = new LeaseTally(lease, `${place}: ${member}`);
      const permissions = new Set<string>();
      for (const role of lease.role.gcp?.roles ?? []) {
        const held = permissionsOf(role);
        if (held) for (const one of held) permissions.add(one);
        else tally.cannotTell(`what ${role} holds is not known, so its use is not seen`);
      }
      if (!/^(user|serviceAccount):|^principal:\/\//.test(member)) {
        tally.cannotTell(`${member} stands for several, whom the log names one by one`);
      }
      return [{ tally, target, member, permissions }];
    });
    this.tallies = followed.map(({ tally }) => tally);
    for (const one of followed) {
      const caller = callerKey(one.member);
      this.#byCaller.set(caller, [...(this.#byCaller.get(caller) ?? []), one]);
    }
  }

  add(call: GcpCall): void {
    if (call.permissions.length === 0) return;
    if (call.email === undefined && call.subject === undefined) {
      this.anonymous += 1;
      return;
    }
    const callers = new Set([call.email ?? "", call.subject ?? ""].map(callerKey));
    const followed = [...callers].flatMap((caller) => this.#byCaller.get(caller) ?? []);
    const matches = followed.flatMap((one) => match(one, call));
    if (matches.length === 0) return;
    if (call.id !== undefined) {
      const key = `${call.container} ${call.at} ${call.id}`;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    const within = matches.filter(({ followed }) => holds(followed.tally.window, call.at));
    for (const one of within) this.#inside(one, call);
    if (within.length > 0) return;
    const nearest = nearestOf(matches, call.at);
    if (nearest) this.#outside(nearest, call);
  }

  #inside({ followed: { tally }, checked, elsewhere }: Match, call: GcpCall): void {
    const granted = checked.filter((one) => one.granted);
    if (elsewhere) tally.cannotTell("whether projects of the log lie below its target is not in the log");
    const to = elsewhere ? tally.possible : tally.inside;
    to.add(counted(call, granted.length > 0 ? granted : checked));
  }

  #outside({ followed: { tally }, checked, elsewhere }: Match, call: GcpCall): void {
    const denied = checked.filter((one) => !one.granted);
    if (elsewhere) {
      tally.cannotTell("whether projects of the log lie below its target is not in the log");
      tally.possible.add(counted(call, denied.length > 0 ? denied : checked));
    } else if (denied.length > 0) tally.outside.add(counted(call, denied));
    else if (
      this.explains(
        tally.lease,
        checked.map(({ permission }) => permission),
      ) === false
    ) {
      tally.outside.add(counted(call, checked));
    } else tally.possible.add(counted(call, checked));
  }
}

/** The same for a member and for those callers that may be it. */
function callerKey(name: string): string {
  return name.replace(/^(user|serviceAccount):/, "").toLowerCase();
}

function match(followed: Followed, call: GcpCall): readonly Match[] {
  if (isMember(followed.member, call) !== "same") return [];
  const held = call.permissions.filter(({ permission }) => followed.permissions.has(permission));
  const placed = held.map((one) => ({ one, place: isWithin(followed.target, call, one) }));
  const within = placed.filter(({ place }) => place === "within");
  const untold = placed.filter(({ place }) => place === "untold");
  const taken = within.length > 0 ? within : untold;
  if (taken.length === 0) return [];
  return [{ followed, checked: taken.map(({ one }) => one), elsewhere: within.length === 0 }];
}

/** Of several leases the one that ended last before the call; before all of them the one that begins next. */
function nearestOf(matches: readonly Match[], at: Instant): Match | undefined {
  const windowOf = ({ followed }: Match) => followed.tally.window;
  const ended = matches.filter((one) => windowOf(one).end <= at);
  return ended.length > 0
    ? ended.reduce((a, b) => (windowOf(b).end > windowOf(a).end ? b : a))
    : matches.reduce<Match | undefined>((a, b) => (a && windowOf(a).start <= windowOf(b).start ? a : b), undefined);
}

function counted(call: GcpCall, checked: readonly CheckedPermission[]): Counted {
  const caller = call.email ?? call.subject ?? "";
  const by = call.delegates.length === 0 ? caller : `${call.delegates.join(" as ")} as ${caller}`;
  return {
    at: call.at,
    outcome: checked.some(({ granted }) => granted) ? "succeeded" : "denied",
    by,
    what: checked[0]?.permission ?? call.name,
  };
}
