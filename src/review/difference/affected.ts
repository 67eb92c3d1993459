import { targetsOf } from "../../estate/targets";
import type { Estate, Identity, Role } from "../../estate/types";
import type { Part, Subject } from "../change";
import type { Pair } from "./entries";

/**
 * The entries whose facts may differ: those that are declared otherwise, and those that rest on one. Facts of all others are the
 * same in both estates, and need not be worked out.
 */
export function affected(pairs: readonly Pair[], base: Estate, head: Estate): readonly Subject[] {
  if (pairs.length === 0) return [];
  const dirty = new Dirty(pairs, base, head);
  const subjects = new Map<string, Subject>();
  const add = (part: Part, name: string): void => {
    subjects.set(`${part} ${name}`, { part, name });
  };
  for (const { part, name } of pairs) add(part, name);
  for (const estate of [base, head]) {
    for (const role of estate.roles.values()) if (dirty.role(role)) add("roles", role.name);
    for (const grant of estate.grants.values()) {
      const { name, role, identity, task, targets = [] } = grant;
      if (
        dirty.role(role) ||
        dirty.identity(identity) ||
        (task !== undefined && dirty.has("tasks", task.name)) ||
        targets.some((target) => dirty.has("targets", target.name))
      ) {
        add("grants", name);
      }
    }
    for (const { name, target, people } of estate.breakGlass.values()) {
      if (dirty.has("targets", target.name) || people.some((person) => dirty.identity(person))) add("breakGlass", name);
    }
  }
  return [...subjects.values()];
}

class Dirty {
  readonly #changed = new Map<Part, Set<string>>();
  /** Identities that are declared otherwise, and groups that hold one, however deep. */
  readonly #identities: ReadonlySet<string>;
  readonly #approvalGroups: ReadonlySet<string>;
  /** What marks a resource's owner is another tag. */
  readonly #ownerTag: boolean;
  readonly #roles = new Map<Role, boolean>();

  constructor(pairs: readonly Pair[], base: Estate, head: Estate) {
    for (const { part, name } of pairs) {
      const names = this.#changed.get(part) ?? new Set<string>();
      this.#changed.set(part, names.add(name));
    }
    this.#ownerTag = pairs.some(
      ({ part, fields }) => part === "policy" && fields.some(({ path }) => path === "ownerTag"),
    );
    this.#identities = holding(this.#changed.get("identities") ?? new Set(), [base, head]);
    const groups = new Set(this.#changed.get("approvalGroups"));
    for (const estate of [base, head]) {
      for (const { name, members } of estate.approvalGroups.values()) {
        if (members.some((member) => this.identity(member))) groups.add(name);
      }
    }
    this.#approvalGroups = groups;
  }

  has(part: Part, name: string): boolean {
    return this.#changed.get(part)?.has(name) ?? false;
  }

  identity({ name }: Identity): boolean {
    return this.#identities.has(name);
  }

  role(role: Role): boolean {
    const known = this.#roles.get(role);
    if (known !== undefined) return known;
    const is = this.has("roles", role.name) || this.#restsOn(role);
    this.#roles.set(role, is);
    return is;
  }

  #restsOn(role: Role): boolean {
    const { eligible, approval, aws, gcp } = role;
    if (this.#ownerTag && (aws?.ownedResourcesOnly === true || gcp?.ownedResourcesOnly !== undefined)) return true;
    if (this.#changed.has("targets")) {
      for (const target of targetsOf(role)) if (this.has("targets", target.name)) return true;
    }
    if (approval?.steps.some(({ group }) => this.#approvalGroups.has(group.name)) === true) return true;
    if (this.#identities.size === 0) return false;
    return (
      eligible.some((identity) => this.identity(identity)) ||
      approval?.auto?.for.some((identity) => this.identity(identity)) === true
    );
  }
}

function holding(changed: ReadonlySet<string>, estates: readonly Estate[]): ReadonlySet<string> {
  const found = new Set(changed);
  if (found.size === 0) return found;
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const estate of estates) {
      for (const identity of estate.identities.values()) {
        if (identity.kind === "group" && identity.members.some(({ name }) => found.has(name))) found.add(identity.name);
      }
    }
  }
  return found;
}
