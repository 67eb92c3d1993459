import type { Diagnostic } from "../../diagnostics/diagnostic";
import type { Estate, Identity, Target } from "../../estate/types";
import type { Instant } from "../../time/instant";
import { plain } from "../plain";
import type { PageData, PageIdentity, PageLease, PageTarget, Position } from "./data";
import { pageFinding } from "./findings";
import { pageLease } from "./leases";
import { Entries, Names } from "./names";
import { Privileges } from "./privilege";
import { pageBreakGlass, pageRole } from "./roles";
import { zoneOf } from "./zone";

/** What a page is made of besides the estate and what is found of it. */
export interface PageOptions {
  /** The moment to take for now, epoch seconds. */
  readonly now: Instant;
  /** A second zone for every time, an IANA name; UTC is always there. */
  readonly zone?: string;
  /** The estate's directory, from which the places of findings are seen. */
  readonly directory?: string;
}

/**
 * An estate as data for the page: by position instead of by name, sorted, with every text made plain. It takes nothing from
 * the clock, the environment or the order of files.
 *
 * @throws RangeError when there is no such zone (see `zoneFault`)
 */
export function pageData(estate: Estate, found: readonly Diagnostic[], options: PageOptions): PageData {
  const { now, zone, directory } = options;
  const names = new Names(estate);
  const privileges = new Privileges();
  const declared = new Entries(estate.roles.values());
  const emergency = new Entries(estate.breakGlass.values());
  const roles = new Map(declared.sorted.map(({ name }, position) => [name, position]));
  const breakGlass = new Map(emergency.sorted.map(({ name }, position) => [name, roles.size + position]));
  const leases: PageLease[] = [];
  const leaseAt = new Map<string, Position>();
  for (const grant of new Entries(estate.grants.values()).sorted) {
    const lease = pageLease(grant, roles, names, privileges);
    if (lease === undefined) continue;
    leaseAt.set(grant.name, leases.length);
    leases.push(lease);
  }
  const places = { names, roles, breakGlass, leases: leaseAt };
  const teamsOf = membership(estate, names);
  return {
    estate: plain(estate.name),
    now,
    ...(zone === undefined ? {} : { zone: zoneOf(zone, now, leases) }),
    teams: names.teams.sorted.map(({ name, contact }) => ({
      name: plain(name),
      ...(contact === undefined ? {} : { contact: plain(contact) }),
    })),
    identities: names.identities.sorted.map((identity) => pageIdentity(identity, names, teamsOf)),
    targets: names.targets.sorted.map((target) => pageTarget(target, names)),
    roles: [
      ...declared.sorted.map((role) => pageRole(role, estate, names, privileges)),
      ...emergency.sorted.map((role) => pageBreakGlass(role, names, privileges)),
    ],
    leases,
    findings: found.map((diagnostic) => pageFinding(diagnostic, estate, places, directory)),
  };
}

/** The teams of every identity that belongs to one, whichever of both says so. */
function membership(estate: Estate, names: Names): ReadonlyMap<string, ReadonlySet<Position>> {
  const found = new Map<string, Set<Position>>();
  const add = (identity: string, team: Position | undefined): void => {
    if (team === undefined) return;
    const known = found.get(identity);
    if (known) known.add(team);
    else found.set(identity, new Set([team]));
  };
  for (const [position, { members }] of names.teams.sorted.entries()) {
    for (const { name } of members) add(name, position);
  }
  for (const identity of estate.identities.values()) {
    if (identity.kind === "workload" || identity.kind === "agent") {
      add(identity.name, names.teams.find(identity.team));
    }
  }
  return found;
}

function pageIdentity(
  identity: Identity,
  names: Names,
  teamsOf: ReadonlyMap<string, ReadonlySet<Position>>,
): PageIdentity {
  const { name, kind } = identity;
  const sponsor = kind === "agent" ? names.identities.find(identity.sponsor) : undefined;
  return {
    name: plain(name),
    kind,
    teams: [...(teamsOf.get(name) ?? [])],
    ...(sponsor === undefined ? {} : { sponsor }),
    ...(kind === "group" ? { members: names.identities.all(identity.members) } : {}),
    ...(kind === "group" && identity.membership === "external" ? { external: true } : {}),
  };
}

function pageTarget({ name, cloud, environment, owner }: Target, names: Names): PageTarget {
  const place = cloud.kind === "aws" ? `AWS account ${cloud.account}` : `Google Cloud ${cloud.scope} ${cloud.id}`;
  return {
    name: plain(name),
    place: plain(place),
    ...(environment === undefined ? {} : { environment: plain(environment) }),
    owner: names.teams.find(owner) ?? 0,
  };
}
