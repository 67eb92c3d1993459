import type { PageData, PageFinding, PageLease, PageRole, PageSubject, Position } from "../data";
import { gravity, privilegeText, type State, sensitivities, stateOf, states } from "./words";

/** What is chosen in the filters. */
export interface Selection {
  readonly identity?: Position;
  readonly team?: Position;
  readonly target?: Position;
  readonly text: string;
}

/** What can be chosen by. */
interface Facets {
  readonly identities: ReadonlySet<Position>;
  /** Through a group that is kept elsewhere anybody may be meant. */
  readonly anybody: boolean;
  readonly teams: ReadonlySet<Position>;
  readonly targets: ReadonlySet<Position>;
  readonly text: string;
}

export interface LeaseView {
  readonly lease: PageLease;
  readonly role: PageRole;
  readonly state: State;
}

/** What of the estate a selection leaves. */
export interface Shown {
  /** Running first, then asked for, later (the next first) and over (the last first). */
  readonly leases: readonly LeaseView[];
  /** By owner, the gravest first. */
  readonly roles: readonly Position[];
  readonly findings: readonly PageFinding[];
}

/** Everyone who may hold what is given to some identities: groups opened up, sponsors of agents among them. */
export interface Everyone {
  readonly identities: ReadonlySet<Position>;
  /** Groups whose members are kept elsewhere. */
  readonly external: readonly Position[];
}

/** The page's data, ready to be chosen from. */
export class Model {
  readonly #opened = new Map<string, Everyone>();
  readonly #roles: readonly Facets[];
  readonly #leases: readonly Facets[];
  readonly #findings: readonly Facets[];
  readonly #views: readonly (LeaseView & { readonly facets: Facets })[];
  readonly #rolesInOrder: readonly Position[];

  constructor(readonly data: PageData) {
    this.#roles = data.roles.map((role) => this.#facetsOfRole(role));
    this.#leases = data.leases.map((lease) => this.#facetsOfLease(lease));
    this.#findings = data.findings.map((finding) => this.#facetsOfFinding(finding));
    this.#views = data.leases
      .map((lease, position) => ({
        lease,
        role: at(data.roles, lease.role),
        state: stateOf(lease, data.now),
        facets: at(this.#leases, position),
      }))
      .sort(inOrder);
    this.#rolesInOrder = data.roles.map((_, position) => position).sort((a, b) => this.#byOwner(a, b));
  }

  /** What a selection leaves. */
  choose(selection: Selection): Shown {
    const words = selection.text.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (facets: Facets): boolean =>
      (selection.identity === undefined || facets.anybody || facets.identities.has(selection.identity)) &&
      (selection.team === undefined || facets.teams.has(selection.team)) &&
      (selection.target === undefined || facets.targets.has(selection.target)) &&
      words.every((word) => facets.text.includes(word));
    return {
      leases: this.#views.filter(({ facets }) => fits(facets)),
      roles: this.#rolesInOrder.filter((position) => fits(at(this.#roles, position))),
      findings: this.data.findings.filter((finding, position) => {
        const facets = at(this.#findings, position);
        // What concerns the whole estate concerns everybody in it.
        if (finding.about === undefined) return words.every((word) => facets.text.includes(word));
        return fits(facets);
      }),
    };
  }

  /** Who may hold what is given to these. */
  everyoneOf(eligible: readonly Position[]): Everyone {
    const key = eligible.join();
    let found = this.#opened.get(key);
    if (found === undefined) {
      found = this.#open(eligible);
      this.#opened.set(key, found);
    }
    return found;
  }

  identityName(position: Position): string {
    return at(this.data.identities, position).name;
  }

  #open(eligible: readonly Position[]): Everyone {
    const identities = new Set<Position>();
    const external: Position[] = [];
    const waiting = [...eligible];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (identities.has(next)) continue;
      identities.add(next);
      const identity = at(this.data.identities, next);
      if (identity.external) external.push(next);
      if (identity.members) waiting.push(...identity.members);
      if (identity.sponsor !== undefined) identities.add(identity.sponsor);
    }
    return { identities, external };
  }

  #facetsOfRole(role: PageRole): Facets {
    const { identities, external } = this.everyoneOf(role.eligible);
    const { data } = this;
    const teams = new Set(role.owners.map(({ team }) => team));
    for (const target of role.targets) teams.add(at(data.targets, target).owner);
    for (const position of role.eligible) for (const team of at(data.identities, position).teams) teams.add(team);
    return {
      identities,
      anybody: external.length > 0,
      teams,
      targets: new Set(role.targets),
      text: searchable(
        role.name,
        role.description,
        role.sensitivity,
        privilegeText(role),
        ...role.approval,
        ...role.eligible.map((position) => at(data.identities, position).name),
        ...role.targets.flatMap((position) => [at(data.targets, position).name, at(data.targets, position).place]),
        ...[...teams].map((position) => at(data.teams, position).name),
        role.breakGlass ? "break-glass" : "",
      ),
    };
  }

  #facetsOfLease(lease: PageLease): Facets {
    const { data } = this;
    const identity = at(data.identities, lease.identity);
    const role = at(data.roles, lease.role);
    const teams = new Set([...role.owners.map(({ team }) => team), ...identity.teams]);
    return {
      identities: new Set(identity.sponsor === undefined ? [lease.identity] : [lease.identity, identity.sponsor]),
      anybody: false,
      teams,
      targets: new Set(lease.targets),
      text: searchable(
        lease.name,
        role.name,
        identity.name,
        lease.ticket,
        lease.justification,
        lease.task,
        privilegeText(lease.privilege ?? role),
        ...lease.approvals,
        ...lease.targets.map((position) => at(data.targets, position).name),
        ...[...teams].map((position) => at(data.teams, position).name),
      ),
    };
  }

  #facetsOfFinding({ about = {}, ...finding }: PageFinding): Facets {
    const text = searchable(finding.rule, finding.severity, finding.message, finding.fix, finding.place);
    return { ...this.#facetsOfSubject(about), text };
  }

  #facetsOfSubject({ role, lease, ...rest }: PageSubject): Omit<Facets, "text"> {
    if (role !== undefined) return at(this.#roles, role);
    if (lease !== undefined) return at(this.#leases, lease);
    const identities = new Set(rest.identities);
    const teams = new Set(rest.teams);
    for (const position of identities) for (const team of at(this.data.identities, position).teams) teams.add(team);
    for (const position of rest.targets ?? []) teams.add(at(this.data.targets, position).owner);
    return { identities, anybody: false, teams, targets: new Set(rest.targets) };
  }

  #byOwner(a: Position, b: Position): number {
    const [left, right] = [at(this.data.roles, a), at(this.data.roles, b)];
    return (
      this.ownerOf(left).localeCompare(this.ownerOf(right), "en") ||
      sensitivities.indexOf(left.sensitivity) - sensitivities.indexOf(right.sensitivity) ||
      gravity(left) - gravity(right) ||
      a - b
    );
  }

  /** The team that answers for a role. */
  ownerOf({ owners }: PageRole): string {
    const first = owners.find(({ as }) => as === "entitlement");
    return first === undefined ? "" : at(this.data.teams, first.team).name;
  }
}

function inOrder(a: LeaseView, b: LeaseView): number {
  if (a.state !== b.state) return states.indexOf(a.state) - states.indexOf(b.state);
  switch (a.state) {
    case "running":
      return (
        gravity(a.lease.privilege ?? a.role) - gravity(b.lease.privilege ?? b.role) ||
        (a.lease.end ?? 0) - (b.lease.end ?? 0)
      );
    case "later":
      return (a.lease.start ?? 0) - (b.lease.start ?? 0);
    case "past":
      return (b.lease.end ?? 0) - (a.lease.end ?? 0);
    case "requested":
      return gravity(a.lease.privilege ?? a.role) - gravity(b.lease.privilege ?? b.role);
  }
}

function searchable(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .join(" ")
    .toLowerCase();
}

/** What stands at a position; the page's own data has something at each that it names. */
export function at<T>(list: readonly T[], position: number): T {
  const found = list[position];
  if (found === undefined) throw new Error(`the page's data has nothing at ${position}`);
  return found;
}
