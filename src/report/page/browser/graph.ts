import type { Position } from "../data";
import { at, type LeaseView, type Model, type Shown } from "./model";
import { gravity, privilegeText, privilegeTone } from "./words";

export interface GraphNode {
  readonly key: string;
  readonly text: string;
  readonly sub: string;
  /** `person`, `workload`, `agent`, `group`, `role`, `target`, `further`. */
  readonly kind: string;
  /** The colour of what it amounts to. */
  readonly tone?: string;
  /** What choosing it filters by. */
  readonly identity?: Position;
  readonly target?: Position;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** In words, between both names. */
  readonly text: string;
  /** A lease runs on this way now. */
  readonly running: boolean;
}

export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
  /** Roles that fit and are not drawn. */
  readonly left: number;
}

/** As many as an eye can follow. */
const mostRoles = 14;
const enoughHolders = 24;
const mostMembers = 24;

/** Who can reach what: people, through agents and groups, to roles, and from there to targets and beyond. */
export function graphOf(model: Model, { roles, leases }: Shown, identity: Position | undefined): Graph {
  const running = leases.filter(({ state }) => state === "running");
  const graph = new Growing(model, identity, running);
  let drawn = 0;
  for (const role of gravestFirst(model, roles, running)) {
    if (drawn === mostRoles || (drawn > 0 && graph.holders >= enoughHolders)) break;
    graph.addRole(role);
    drawn += 1;
  }
  return { nodes: graph.nodes, edges: [...graph.edges.values()], left: roles.length - drawn };
}

/** Roles that somebody holds now, then the gravest. */
function gravestFirst({ data }: Model, roles: readonly Position[], running: readonly LeaseView[]): Position[] {
  const held = new Set(running.map(({ lease }) => lease.role));
  return [...roles].sort(
    (a, b) =>
      Number(held.has(b)) - Number(held.has(a)) || gravity(at(data.roles, a)) - gravity(at(data.roles, b)) || a - b,
  );
}

class Growing {
  readonly nodes = new Map<string, GraphNode>();
  readonly edges = new Map<string, GraphEdge>();
  readonly #held: ReadonlySet<string>;

  constructor(
    private readonly model: Model,
    private readonly only: Position | undefined,
    private readonly running: readonly LeaseView[],
  ) {
    this.#held = new Set(running.map(({ lease }) => `${lease.identity} ${lease.role}`));
  }

  /** How many identities there are. */
  get holders(): number {
    return [...this.nodes.values()].filter(({ identity }) => identity !== undefined).length;
  }

  addRole(position: Position): void {
    const { data } = this.model;
    const role = at(data.roles, position);
    const key = `role ${position}`;
    this.#node(key, { text: role.name, sub: privilegeText(role), kind: "role", tone: privilegeTone(role) });
    for (const eligible of role.eligible) {
      if (!this.#leadsFrom(eligible)) continue;
      this.#holder(eligible, new Set());
      const running = this.#held.has(`${eligible} ${position}`);
      this.#edge(`identity ${eligible}`, key, running ? "holds now" : "may hold", running);
    }
    // Whoever holds it through a group holds it none the less.
    for (const { lease } of this.running) {
      if (lease.role !== position || role.eligible.includes(lease.identity)) continue;
      this.#holder(lease.identity, new Set());
      this.#edge(`identity ${lease.identity}`, key, "holds now", true);
    }
    for (const target of role.targets) {
      const { name, place } = at(data.targets, target);
      this.#node(`target ${target}`, { text: name, sub: place, kind: "target", target });
      this.#edge(key, `target ${target}`, `${privilegeText(role)} in`, false);
    }
    for (const { text, identity } of role.further) {
      const known = identity === undefined ? undefined : at(data.identities, identity).name;
      this.#node(`further ${text}`, {
        text: known ?? text,
        sub: known === undefined ? "beyond the lease" : text,
        kind: "further",
        tone: "grave",
        ...(identity === undefined ? {} : { identity }),
      });
      this.#edge(key, `further ${text}`, known === undefined ? "leads on:" : "may become", false);
    }
  }

  /** Whether the person that is asked about comes to a role through this identity. */
  #leadsFrom(eligible: Position): boolean {
    if (this.only === undefined || eligible === this.only) return true;
    const { identities, external } = this.model.everyoneOf([eligible]);
    return identities.has(this.only) || external.length > 0;
  }

  /** An identity, and whoever stands behind it: an agent's sponsor, a group's members. */
  #holder(position: Position, path: ReadonlySet<Position>): void {
    const { data } = this.model;
    const identity = at(data.identities, position);
    const key = `identity ${position}`;
    if (this.nodes.has(key) || path.has(position)) return;
    this.#node(key, {
      text: identity.name,
      sub: identity.external ? "group, members kept elsewhere" : identity.kind,
      kind: identity.kind,
      identity: position,
      ...(identity.external ? { tone: "unknown" } : {}),
    });
    if (identity.sponsor !== undefined) {
      this.#holder(identity.sponsor, path);
      this.#edge(`identity ${identity.sponsor}`, key, "answers for", false);
    }
    const members = (identity.members ?? []).filter((member) => this.#leadsFrom(member));
    for (const member of members.slice(0, mostMembers)) {
      if (path.has(member)) continue;
      this.#holder(member, new Set([...path, position]));
      this.#edge(`identity ${member}`, key, "is in", false);
    }
    if (members.length > mostMembers) {
      const rest = `and ${members.length - mostMembers} more members`;
      this.#node(`rest ${position}`, { text: rest, sub: `of ${identity.name}`, kind: "group" });
      this.#edge(`rest ${position}`, key, "are in", false);
    }
  }

  #node(key: string, node: Omit<GraphNode, "key">): void {
    if (!this.nodes.has(key)) this.nodes.set(key, { key, ...node });
  }

  #edge(from: string, to: string, text: string, running: boolean): void {
    if (from !== to) this.edges.set(`${from} ${to}`, { from, to, text, running });
  }
}
