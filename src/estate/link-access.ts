import type { DeclarationPath } from "../diagnostics/diagnostic";
import { given, type People } from "./link-people";
import type { References } from "./references";
import type { Entry } from "./schema";
import type { Approval, BreakGlass, Grant, PermissionStatement, Role, Target, Task, Team, Waiver } from "./types";

/** Links targets: where access lands. */
export function linkTargets(references: References, { teams }: People): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  for (const [name, { environment, owner: ownerName, cloud, backend }] of references.read.entries.targets) {
    const owner = references.one("teams", teams, ownerName, ["targets", name, "owner"]);
    if (owner) targets.set(name, { name, owner, cloud, ...given({ environment, backend }) });
  }
  return targets;
}

/** Links tasks; only agents have them. */
export function linkTasks(references: References, { identities }: People): ReadonlyMap<string, Task> {
  const tasks = new Map<string, Task>();
  for (const [name, entry] of references.read.entries.tasks) {
    const path = ["tasks", name, "agents"];
    const agents = references.many("identities", identities, entry.agents, path).filter((identity) => {
      if (identity.kind === "agent") return true;
      const is = `a ${identity.kind}`;
      const at = [...path, entry.agents.indexOf(identity.name)];
      references.reporter.report("wrong-kind", { name: identity.name, is, wanted: "an agent" }, at);
      return false;
    });
    tasks.set(name, {
      name,
      ...given({ description: entry.description }),
      agents,
      statements: statementsOf(entry.aws.statements),
    });
  }
  return tasks;
}

/** Links roles. */
export function linkRoles(
  references: References,
  people: People,
  targets: ReadonlyMap<string, Target>,
): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const [name, entry] of references.read.entries.roles) {
    const path = ["roles", name];
    const { aws, gcp, require, persistence, extensions, review } = entry;
    roles.set(name, {
      name,
      description: entry.description ?? "",
      owners: ownersOf(entry.owners, people, references, [...path, "owners"]),
      sensitivity: entry.sensitivity,
      eligible: references.many("identities", people.identities, entry.eligible, [...path, "eligible"]),
      maxTtl: entry.maxTtl,
      limits: entry.limits ?? {},
      ...given({ approval: approvalOf(entry.approval, people, references, [...path, "approval"]), extensions, review }),
      require: {
        ...given({ ticket: require?.ticket, justification: require?.justification }),
        within: require?.within ?? [],
        mfa: require?.mfa ?? false,
      },
      isolation: entry.isolation ?? "per-grant",
      persistence: persistence ?? { kind: "denied" },
      ...(aws && {
        aws: {
          targets: targetsOf("aws", aws.targets, targets, references, [...path, "aws", "targets"]),
          statements: statementsOf(aws.statements),
          managedPolicies: aws.managedPolicies ?? [],
          ownedResourcesOnly: aws.ownedResourcesOnly ?? false,
        },
      }),
      ...(gcp && {
        gcp: {
          targets: targetsOf("gcp", gcp.targets, targets, references, [...path, "gcp", "targets"]),
          roles: gcp.roles,
          ...given({ mayGrant: gcp.mayGrant, ownedResourcesOnly: gcp.ownedResourcesOnly }),
          pam: gcp.pam ?? false,
        },
      }),
    });
  }
  return roles;
}

function approvalOf(
  entry: Entry<"roles">["approval"],
  people: People,
  references: References,
  path: DeclarationPath,
): Approval | undefined {
  if (!entry) return undefined;
  const steps = (entry.steps ?? []).flatMap((step, position) => {
    const at = [...path, "steps", position, "group"];
    const group = references.one("approvalGroups", people.approvalGroups, step.group, at);
    return group ? [{ group, count: step.count ?? 1 }] : [];
  });
  const auto = entry.auto && {
    for: references.many("identities", people.identities, entry.auto.for, [...path, "auto", "for"]),
    when: entry.auto.when,
  };
  return { ...given({ none: entry.none, auto }), steps };
}

/** Links grants; one whose role or identity is not there is left out. */
export function linkGrants(
  references: References,
  { identities }: People,
  targets: ReadonlyMap<string, Target>,
  tasks: ReadonlyMap<string, Task>,
  roles: ReadonlyMap<string, Role>,
): ReadonlyMap<string, Grant> {
  const grants = new Map<string, Grant>();
  for (const [name, entry] of references.read.entries.grants) {
    const path = ["grants", name];
    const role = references.one("roles", roles, entry.role, [...path, "role"]);
    const identity = references.one("identities", identities, entry.identity, [...path, "identity"]);
    const task = entry.task === undefined ? undefined : references.one("tasks", tasks, entry.task, [...path, "task"]);
    const narrowed = entry.targets && references.many("targets", targets, entry.targets, [...path, "targets"]);
    const approvals = (entry.approvals ?? []).flatMap(({ by, at, step, url }, position) => {
      const who = references.one("identities", identities, by, [...path, "approvals", position, "by"]);
      return who ? [{ by: who, ...given({ at, step, url }) }] : [];
    });
    // A grant that loses its task or its targets would be a wider one, which nobody declared.
    if (!role || !identity || (entry.task !== undefined && !task)) continue;
    if (narrowed && narrowed.length !== new Set(entry.targets).size) continue;
    const { start, ttl, ticket, justification, actions, extensions, revoked, completed } = entry;
    grants.set(name, {
      name,
      role,
      identity,
      ttl,
      ...given({ start, ticket, justification, task, targets: narrowed, actions, revoked, completed }),
      extensions: extensions ?? [],
      approvals,
    });
  }
  return grants;
}

/** Links waivers. */
export function linkWaivers(references: References, { teams, identities }: People): ReadonlyMap<string, Waiver> {
  const waivers = new Map<string, Waiver>();
  for (const [name, entry] of references.read.entries.waivers) {
    const owner = references.one("teams", teams, entry.owner, ["waivers", name, "owner"]);
    const acceptedBy = references.one("identities", identities, entry.acceptedBy, ["waivers", name, "acceptedBy"]);
    if (owner && acceptedBy) waivers.set(name, { ...entry, name, owner, acceptedBy });
  }
  return waivers;
}

/** Links break-glass roles. */
export function linkBreakGlass(
  references: References,
  people: People,
  targets: ReadonlyMap<string, Target>,
): ReadonlyMap<string, BreakGlass> {
  const found = new Map<string, BreakGlass>();
  for (const [name, entry] of references.read.entries.breakGlass) {
    const path = ["breakGlass", name];
    const target = references.one("targets", targets, entry.target, [...path, "target"]);
    const owners = ownersOf(entry.owners, people, references, [...path, "owners"]);
    const who = references.many("identities", people.identities, entry.people, [...path, "people"]);
    if (!target) continue;
    const foreign = target.cloud.kind === "aws" ? (["roles"] as const) : (["managedPolicies", "statements"] as const);
    for (const key of foreign) {
      if (entry[key] === undefined) continue;
      const wanted = target.cloud.kind === "aws" ? "a Google Cloud target" : "an AWS target";
      references.reporter.report(
        "wrong-kind",
        { name: target.name, is: nounOf(target), wanted: `${wanted} (for \`${key}\`)` },
        [...path, key],
      );
    }
    found.set(name, {
      name,
      description: entry.description ?? "",
      owners,
      target,
      people: who,
      managedPolicies: entry.managedPolicies ?? [],
      statements: statementsOf(entry.statements),
      roles: entry.roles ?? [],
      ...given({ alarm: entry.alarm }),
      reviewWithin: entry.reviewWithin,
    });
  }
  return found;
}

function targetsOf(
  cloud: Target["cloud"]["kind"],
  names: readonly string[],
  targets: ReadonlyMap<string, Target>,
  references: References,
  path: DeclarationPath,
): readonly Target[] {
  return references.many("targets", targets, names, path).filter((target) => {
    if (target.cloud.kind === cloud) return true;
    const wanted = cloud === "aws" ? "an AWS target" : "a Google Cloud target";
    references.reporter.report("wrong-kind", { name: target.name, is: nounOf(target), wanted }, [
      ...path,
      names.indexOf(target.name),
    ]);
    return false;
  });
}

function nounOf({ cloud }: Target): string {
  return cloud.kind === "aws" ? "an AWS target" : "a Google Cloud target";
}

function ownersOf(
  entry: Entry<"roles">["owners"],
  { teams }: People,
  references: References,
  path: DeclarationPath,
): Role["owners"] {
  const owner = (key: "entitlement" | "platform" | "business"): Team | undefined => {
    const name = entry?.[key];
    return name === undefined ? undefined : references.one("teams", teams, name, [...path, key]);
  };
  return given({ entitlement: owner("entitlement"), platform: owner("platform"), business: owner("business") });
}

function statementsOf(entries: Entry<"tasks">["aws"]["statements"] | undefined): readonly PermissionStatement[] {
  return (entries ?? []).map(({ actions, resources, conditions }) => ({
    actions,
    resources,
    conditions: conditions ?? {},
  }));
}
