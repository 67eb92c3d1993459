import type { Agent, ApprovalGroup, Group, Identity, Role } from "../estate/types";

/** A group with the groups in it opened up, however deep. */
export interface Opened {
  /** Everyone in it who is not a group, by name. */
  readonly members: ReadonlyMap<string, Identity>;
  /** The names of the groups in it, itself among them. */
  readonly groups: ReadonlySet<string>;
  /** The groups in it, itself among them, whose members are kept elsewhere. */
  readonly external: readonly Group[];
  readonly agents: readonly Agent[];
}

const openedGroups = new WeakMap<Group, Opened>();

/** Opens up a group; groups that hold each other are opened once. */
export function open(group: Group): Opened {
  const known = openedGroups.get(group);
  if (known !== undefined) return known;
  const members = new Map<string, Identity>();
  const external: Group[] = [];
  const agents: Agent[] = [];
  const groups = new Set<string>();
  const seen = new Set<string>([group.name]);
  const waiting: Group[] = [group];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    groups.add(next.name);
    if (next.membership === "external") external.push(next);
    for (const member of next.members) {
      if (seen.has(member.name)) continue;
      seen.add(member.name);
      if (member.kind === "group") waiting.push(member);
      else {
        members.set(member.name, member);
        if (member.kind === "agent") agents.push(member);
      }
    }
  }
  const opened = { members, groups, external, agents };
  openedGroups.set(group, opened);
  return opened;
}

/** A list of identities, ready to be asked who is in it. */
export interface Listing {
  /** Positions in the list by name. */
  readonly named: ReadonlyMap<string, number>;
  readonly groups: readonly { readonly group: Group; readonly position: number }[];
}

const listings = new WeakMap<readonly Identity[], Listing>();

/** The list by name, and its groups; made once for each list. */
export function listingOf(list: readonly Identity[]): Listing {
  const known = listings.get(list);
  if (known !== undefined) return known;
  const named = new Map<string, number>();
  const groups: { group: Group; position: number }[] = [];
  for (const [position, identity] of list.entries()) {
    if (!named.has(identity.name)) named.set(identity.name, position);
    if (identity.kind === "group") groups.push({ group: identity, position });
  }
  const listing = { named, groups };
  listings.set(list, listing);
  return listing;
}

/** The position by which an identity is in a list, by name or through a declared group; undefined if it is not. */
export function positionIn(list: readonly Identity[], identity: string): number | undefined {
  const { named, groups } = listingOf(list);
  const direct = named.get(identity);
  if (direct !== undefined) return direct;
  return groups.find(({ group }) => open(group).members.has(identity))?.position;
}

/** Everyone in a list, groups opened up, each once with the position by which they are in it. */
export function everyoneIn(list: readonly Identity[]): ReadonlyMap<string, { identity: Identity; position: number }> {
  const all = new Map<string, { identity: Identity; position: number }>();
  for (const [position, identity] of list.entries()) {
    const found = identity.kind === "group" ? open(identity).members.values() : [identity];
    for (const one of found) if (!all.has(one.name)) all.set(one.name, { identity: one, position });
  }
  return all;
}

/** The agents that may hold a role, each once with the position in `eligible` by which they may. */
export function agentsOf(role: Role): readonly { readonly agent: Agent; readonly position: number }[] {
  const found = new Map<string, { agent: Agent; position: number }>();
  for (const [position, identity] of role.eligible.entries()) {
    const agents = identity.kind === "group" ? open(identity).agents : identity.kind === "agent" ? [identity] : [];
    for (const agent of agents) if (!found.has(agent.name)) found.set(agent.name, { agent, position });
  }
  return [...found.values()];
}

/** The groups kept elsewhere through which anybody may be in a list, each with the position of the way in. */
export function externalIn(list: readonly Identity[]): readonly { readonly group: Group; readonly position: number }[] {
  return listingOf(list).groups.flatMap(({ group, position }) =>
    open(group).external.map((external) => ({ group: external, position })),
  );
}

const approvers = new WeakMap<ApprovalGroup, ReadonlySet<string>>();

/** The names of the people of an approval group; nobody else approves. */
export function approversOf(group: ApprovalGroup): ReadonlySet<string> {
  const known = approvers.get(group);
  if (known !== undefined) return known;
  const people = new Set<string>();
  for (const { identity } of everyoneIn(group.members).values()) {
    if (identity.kind === "person") people.add(identity.name);
  }
  approvers.set(group, people);
  return people;
}
