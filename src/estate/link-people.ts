import type { References } from "./references";
import type { Entry } from "./schema";
import type { ApprovalGroup, Identity, Team } from "./types";

/** A link that is set once everything that it could name has been made. */
type Open<T> = { -readonly [K in keyof T]: T[K] };

type OpenIdentity =
  | Open<Extract<Identity, { kind: "person" | "workload" | "agent" }>>
  | (Open<Extract<Identity, { kind: "group" }>> & { members: readonly Identity[] });

export interface People {
  readonly teams: ReadonlyMap<string, Team>;
  readonly identities: ReadonlyMap<string, Identity>;
  readonly approvalGroups: ReadonlyMap<string, ApprovalGroup>;
}

/** Links teams, identities and approval groups, which name each other in every direction: made first, then joined. */
export function linkPeople(references: References): People {
  const { teams: teamEntries, identities: identityEntries, approvalGroups: groupEntries } = references.read.entries;
  const teams = new Map<string, Open<Team>>();
  for (const [name, { contact, review }] of teamEntries) {
    teams.set(name, { name, ...given({ contact, review }), members: [], escalation: [] });
  }
  const identities = new Map<string, OpenIdentity>();
  for (const [name, entry] of identityEntries) identities.set(name, identityOf(name, entry));
  for (const [name, entry] of teamEntries) {
    const team = teams.get(name);
    if (!team) continue;
    team.members = references.many("identities", identities, entry.members, ["teams", name, "members"]);
    team.escalation = references.many("teams", teams, entry.escalation, ["teams", name, "escalation"]);
  }
  for (const [name, entry] of identityEntries) {
    const identity = identities.get(name);
    if (identity) joinIdentity(identity, entry, teams, identities, references);
  }
  breakCircles(identities, references);
  const approvalGroups = new Map<string, ApprovalGroup>();
  for (const [name, entry] of groupEntries) {
    const team = references.one("teams", teams, entry.team, ["approvalGroups", name, "team"]);
    const members = references.many("identities", identities, entry.members, ["approvalGroups", name, "members"]);
    if (team) approvalGroups.set(name, { name, team, members });
  }
  return { teams, identities, approvalGroups };
}

function identityOf(name: string, entry: Entry<"identities">): OpenIdentity {
  const { email } = entry;
  if (entry.kind === "group") {
    const membership = entry.membership ?? "declared";
    return { kind: "group", name, ...given({ email }), members: [], membership };
  }
  const { github, gitlab, aws, gcp } = entry;
  return { kind: entry.kind, name, ...given({ email, github, gitlab, aws, gcp }) };
}

function joinIdentity(
  identity: OpenIdentity,
  entry: Entry<"identities">,
  teams: ReadonlyMap<string, Team>,
  identities: ReadonlyMap<string, Identity>,
  references: References,
): void {
  const path = ["identities", identity.name];
  if (identity.kind === "group" && entry.kind === "group") {
    identity.members = references.many("identities", identities, entry.members, [...path, "members"]);
  }
  if (identity.kind === "agent" && entry.kind === "agent" && entry.sponsor !== undefined) {
    const sponsor = references.one("identities", identities, entry.sponsor, [...path, "sponsor"]);
    if (sponsor) identity.sponsor = sponsor;
  }
  if ((entry.kind === "agent" || entry.kind === "workload") && entry.team !== undefined) {
    const team = references.one("teams", teams, entry.team, [...path, "team"]);
    if (team && (identity.kind === "agent" || identity.kind === "workload")) identity.team = team;
  }
}

/** Reports groups that hold each other in a circle, and opens it, so that whoever walks through members comes to an end. */
function breakCircles(identities: ReadonlyMap<string, OpenIdentity>, references: References): void {
  const done = new Set<Identity>();
  const open: Identity[] = [];
  const visit = (identity: OpenIdentity): void => {
    if (identity.kind !== "group" || done.has(identity)) return;
    open.push(identity);
    const kept: Identity[] = [];
    for (const member of identity.members) {
      const start = open.indexOf(member);
      if (start === -1) {
        kept.push(member);
        const inner = identities.get(member.name);
        if (inner) visit(inner);
        continue;
      }
      const groups = [...open.slice(start), member].map(({ name }) => name);
      references.reporter.report("group-cycle", { groups }, ["identities", identity.name, "members"]);
    }
    identity.members = kept;
    open.pop();
    done.add(identity);
  };
  for (const identity of identities.values()) visit(identity);
}

/** The values that are there: an absent key and an undefined one are not the same to those who read them. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const found: Partial<T> = {};
  for (const key in values) if (values[key] !== undefined) found[key] = values[key];
  return found as { [K in keyof T]?: Exclude<T[K], undefined> };
}
