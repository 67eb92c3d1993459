import { targetsOf } from "../../estate/targets";
import type { BreakGlass, Estate, Grant, Role } from "../../estate/types";
import { windowOf } from "../../lease/window";
import type { Instant } from "../../time/instant";

/** Where the things of one estate are used; each table is made when it is first asked for. */
export class Uses {
  readonly #tables = new Map<string, ReadonlyMap<string, ReadonlySet<unknown>>>();

  constructor(
    readonly estate: Estate,
    private readonly now: Instant | undefined,
  ) {}

  /** The grants of a role that hold or may still come to hold; ended ones are history. */
  openGrantsOf(role: string): readonly Grant[] {
    const all = this.#table("grants of roles", this.estate.grants.values(), (grant) => [grant.role.name]).get(role);
    return [...(all ?? [])].filter((grant) => isOpen(grant, this.now));
  }

  openGrantsTo(identity: string): readonly Grant[] {
    const all = this.#table("grants to identities", this.estate.grants.values(), (grant) => [grant.identity.name]);
    return [...(all.get(identity) ?? [])].filter((grant) => isOpen(grant, this.now));
  }

  openGrantsFor(task: string): readonly Grant[] {
    const all = this.#table("grants of tasks", this.estate.grants.values(), (grant) =>
      grant.task ? [grant.task.name] : [],
    );
    return [...(all.get(task) ?? [])].filter((grant) => isOpen(grant, this.now));
  }

  /** The roles that name an identity among the eligible, as it stands there. */
  rolesNaming(identity: string): readonly Role[] {
    return [...(this.#roles("eligible", (role) => namesOf(role.eligible)).get(identity) ?? [])];
  }

  rolesApprovedBy(group: string): readonly Role[] {
    const table = this.#roles("approval", ({ approval }) => (approval?.steps ?? []).map((step) => step.group.name));
    return [...(table.get(group) ?? [])];
  }

  rolesAt(target: string): readonly Role[] {
    return [...(this.#roles("targets", (role) => namesOf(targetsOf(role))).get(target) ?? [])];
  }

  /** The roles of which a team is the accountable owner. */
  rolesOwnedBy(team: string): readonly Role[] {
    const table = this.#roles("owners", ({ owners }) => (owners.entitlement ? [owners.entitlement.name] : []));
    return [...(table.get(team) ?? [])];
  }

  targetsOwnedBy(team: string): readonly string[] {
    return [...this.estate.targets.values()].filter(({ owner }) => owner.name === team).map(({ name }) => name);
  }

  breakGlassOwnedBy(team: string): readonly string[] {
    return [...this.estate.breakGlass.values()]
      .filter((role) => role.owners.entitlement?.name === team)
      .map(({ name }) => name);
  }

  breakGlassNaming(identity: string): readonly BreakGlass[] {
    return [...this.estate.breakGlass.values()].filter(({ people }) => people.some(({ name }) => name === identity));
  }

  /** The names of the groups that hold an identity, however deep, and its own. */
  groupsAround(identity: string): ReadonlySet<string> {
    const parents = this.#table("groups", this.estate.identities.values(), (one) =>
      one.kind === "group" ? namesOf(one.members) : [],
    );
    const found = new Set([identity]);
    for (const name of found) for (const parent of parents.get(name) ?? []) found.add(parent.name);
    return found;
  }

  /** The approval groups that name one of these among their members. */
  approvalGroupsNaming(names: ReadonlySet<string>): readonly string[] {
    return [...this.estate.approvalGroups.values()]
      .filter(({ members }) => members.some(({ name }) => names.has(name)))
      .map(({ name }) => name);
  }

  teamsNaming(names: ReadonlySet<string>): readonly string[] {
    return [...this.estate.teams.values()]
      .filter(({ members }) => members.some(({ name }) => names.has(name)))
      .map(({ name }) => name);
  }

  #roles(what: string, keys: (role: Role) => readonly string[]): ReadonlyMap<string, ReadonlySet<Role>> {
    return this.#table(`roles by ${what}`, this.estate.roles.values(), keys);
  }

  #table<T>(
    what: string,
    things: Iterable<T>,
    keys: (thing: T) => readonly string[],
  ): ReadonlyMap<string, ReadonlySet<T>> {
    const known = this.#tables.get(what);
    if (known !== undefined) return known as ReadonlyMap<string, ReadonlySet<T>>;
    const found = new Map<string, Set<T>>();
    for (const thing of things) {
      for (const key of keys(thing)) {
        const those = found.get(key);
        if (those) those.add(thing);
        else found.set(key, new Set([thing]));
      }
    }
    this.#tables.set(what, found);
    return found;
  }
}

function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.map(({ name }) => name);
}

/** Whether a grant is only requested, or its window has not passed; without `now` none has. */
export function isOpen(grant: Grant, now: Instant | undefined): boolean {
  const window = windowOf(grant);
  if (window !== undefined) return now === undefined || window.end > now;
  return isRequested(grant);
}

/** Without a start, and not withdrawn. */
export function isRequested({ start, revoked, completed }: Grant): boolean {
  return start === undefined && revoked === undefined && completed === undefined;
}
