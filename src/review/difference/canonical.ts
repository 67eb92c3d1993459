import type {
  ApprovalGroup,
  AwsBinding,
  BreakGlass,
  Estate,
  Identity,
  Policy,
  Target,
  Task,
  Team,
  Waiver,
} from "../../estate/types";
import { canonicalGrant, canonicalRole, canonicalStatements } from "../../lease/canonical";
import { type Canonical, canonicalText, sorted } from "../../lease/digest";
import { formatDuration, type Seconds } from "../../time/duration";
import { formatInstant } from "../../time/instant";
import type { Change, Part } from "../change";

type Fields = { readonly [key: string]: Canonical };

const duration = (seconds: Seconds | undefined): Canonical =>
  seconds === undefined ? undefined : formatDuration(seconds);
const names = (things: readonly { readonly name: string }[]): Canonical => sorted(things.map(({ name }) => name));

/** An entry in one spelling, whatever the order of what means nothing; what it refers to stands there by its name. */
export const canonicalOf: {
  readonly [P in Part]: (entry: EntryOf<P>) => Fields;
} = {
  name: ({ name }) => ({ name }),
  policy: canonicalPolicy,
  teams: canonicalTeam,
  identities: canonicalIdentity,
  tasks: canonicalTask,
  targets: canonicalTarget,
  approvalGroups: canonicalApprovalGroup,
  roles: (role) => fieldsOf(canonicalRole(role)),
  grants: (grant) => fieldsOf(canonicalGrant(grant)),
  waivers: canonicalWaiver,
  breakGlass: canonicalBreakGlass,
};

/** What an estate holds under the keys of a part. */
export type EntryOf<P extends Part> = P extends "name"
  ? { readonly name: string }
  : P extends "policy"
    ? Policy
    : P extends keyof Estate
      ? Estate[P] extends ReadonlyMap<string, infer E>
        ? E
        : never
      : never;

function fieldsOf(value: Canonical): Fields {
  return typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};
}

function canonicalPolicy(policy: Policy): Fields {
  return {
    audit: plain(policy.audit),
    backend: policy.backend && plain({ [policy.backend.type]: policy.backend.settings }),
    ceilings: {
      critical: duration(policy.ceilings.critical),
      high: duration(policy.ceilings.high),
      low: duration(policy.ceilings.low),
      moderate: duration(policy.ceilings.moderate),
    },
    cooldown: duration(policy.cooldown),
    governance: policy.governance.name,
    maxAdvance: duration(policy.maxAdvance),
    ownerTag: policy.ownerTag,
    prefix: policy.prefix,
  };
}

function canonicalTeam(team: Team): Fields {
  return {
    contact: team.contact,
    // Teams are turned to in their order.
    escalation: team.escalation.map(({ name }) => name),
    members: names(team.members),
    review: team.review,
  };
}

function canonicalIdentity(identity: Identity): Fields {
  const { aws, email, gcp, github, gitlab, kind } = identity;
  return {
    aws: aws && canonicalBinding(aws),
    email,
    gcp: gcp && { member: gcp.member },
    github: github && { id: github.id, login: github.login },
    gitlab: gitlab && { id: gitlab.id, username: gitlab.username },
    kind,
    ...(identity.kind === "group" ? { members: names(identity.members), membership: identity.membership } : {}),
    ...(identity.kind === "agent" ? { sponsor: identity.sponsor?.name } : {}),
    ...(identity.kind === "agent" || identity.kind === "workload" ? { team: identity.team?.name } : {}),
  };
}

/** How AWS knows an identity, in one spelling. */
export function canonicalBinding(binding: AwsBinding): Fields {
  if (binding.kind !== "oidc") return { ...binding };
  return { ...binding, claims: Object.fromEntries([...binding.claims].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function canonicalTask(task: Task): Fields {
  return {
    agents: names(task.agents),
    description: task.description,
    statements: canonicalStatements(task.statements),
  };
}

function canonicalTarget({ backend, cloud, environment, owner }: Target): Fields {
  return {
    backend: backend && plain({ [backend.type]: backend.settings }),
    cloud: { ...cloud },
    environment,
    owner: owner.name,
  };
}

function canonicalApprovalGroup(group: ApprovalGroup): Fields {
  return { members: names(group.members), team: group.team.name };
}

function canonicalWaiver(waiver: Waiver): Fields {
  return {
    acceptedBy: waiver.acceptedBy.name,
    expires: formatInstant(waiver.expires),
    owner: waiver.owner.name,
    reason: waiver.reason,
    resource: waiver.resource,
    rule: waiver.rule,
  };
}

function canonicalBreakGlass(role: BreakGlass): Fields {
  return {
    alarm: role.alarm && { channel: role.alarm.channel, sns: role.alarm.sns },
    description: role.description,
    managedPolicies: sorted(role.managedPolicies),
    owners: {
      business: role.owners.business?.name,
      entitlement: role.owners.entitlement?.name,
      platform: role.owners.platform?.name,
    },
    people: names(role.people),
    reviewWithin: duration(role.reviewWithin),
    roles: sorted(role.roles),
    statements: canonicalStatements(role.statements),
    target: role.target.name,
  };
}

/** What people may write freely (a backend's settings, an audit's) as it is; whatever is no JSON, by its text. */
function plain(value: unknown): Canonical {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((each) => plain(each) ?? "null");
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  return String(value);
}

/** In what two spellings differ, by path; whole lists, and maps down to their values. */
export function differingFields(was: Fields | undefined, is: Fields | undefined): Change["fields"] {
  const [before, after] = [new Map<string, string>(), new Map<string, string>()];
  flatten(was ?? {}, "", before);
  flatten(is ?? {}, "", after);
  const found: { path: string; was?: string; is?: string }[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(path), after.get(path)];
    if (from === to) continue;
    const show = isSecret(path) ? () => hidden : (text: string) => text;
    found.push({
      path,
      ...(from === undefined ? {} : { was: show(from) }),
      ...(to === undefined ? {} : { is: show(to) }),
    });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const hidden = JSON.stringify("(not shown)");
const shownOfBackend =
  /\.(bucket|key|region|prefix|path|organization|hostname|workspaces?\..*|container_name|storage_account_name)$/;

/** What people write freely may hold a password or a key (law 6); that it differs is said all the same. */
function isSecret(path: string): boolean {
  if (path.startsWith("backend.")) return !shownOfBackend.test(path);
  return path.startsWith("audit.") && /secret|passw|token|credential|key|private/i.test(path);
}

function flatten(fields: Fields, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const path = prefix === "" ? key : `${prefix}.${key}`;
    if (typeof value === "object" && !Array.isArray(value)) flatten(fieldsOf(value), path, into);
    else into.set(path, canonicalText(value));
  }
}
