import { allowFault, persistenceReached } from "../aws/persistence/actions";
import { actionWithin } from "../aws/policy/containment";
import { allowedActions, managedPolicyDocument } from "../aws/policy/managed";
import { persistenceOfManagedPolicy } from "../aws/sensitivity/managed-policies";
import type { Reporter } from "../diagnostics/report";
import type { Estate, PermissionStatement, Persistence, Role } from "../estate/types";
import { holdsAction, Within } from "./within-role";

/** Law 9 on AWS: what a guard denies is not asked for, and what a role opens it needs. */
export function persistence(estate: Estate, report: Reporter): void {
  const reached = new Reached();
  for (const role of estate.roles.values()) {
    if (role.aws) deniedActions(role, role.aws, reached, report);
    if (role.persistence.kind === "allow") allowed(role, role.persistence.because, report);
    if (role.persistence.kind === "bounded") bounded(role, report);
  }
  tasks(estate, reached, report);
  narrowed(estate, reached, report);
}

/** Which persistence actions a pattern reaches; the same patterns come again in thousands of roles. */
class Reached {
  readonly #found = new Map<string, { readonly named: boolean; readonly through: boolean }>();

  of(pattern: string, setting: Persistence): { readonly named: boolean; readonly through: boolean } {
    const key = `${pattern} ${setting.kind === "allow" ? JSON.stringify(setting.actions) : setting.kind}`;
    const known = this.#found.get(key);
    if (known) return known;
    const { named, throughWildcard } = persistenceReached([pattern], setting);
    const found = { named: named.length > 0, through: throughWildcard.length > 0 };
    this.#found.set(key, found);
    return found;
  }
}

function deniedActions(role: Role, aws: NonNullable<Role["aws"]>, reached: Reached, report: Reporter): void {
  const path = ["roles", role.name, "aws"];
  const through = new Set<string>();
  for (const [index, statement] of aws.statements.entries()) {
    for (const [position, action] of statement.actions.entries()) {
      const found = reached.of(action, role.persistence);
      if (found.through) through.add(`\`${action}\``);
      if (!found.named || isServiceGrant(action, statement)) continue;
      report.report("persistence-action-denied", { what: `Role "${role.name}"`, action }, [
        ...path,
        "statements",
        index,
        "actions",
        position,
      ]);
    }
  }
  for (const arn of aws.managedPolicies) {
    const inside = persistenceOfManagedPolicy(arn);
    if (inside && inside.named.length + inside.throughWildcard > 0) through.add(arn);
  }
  if (through.size > 0) report.report("persistence-denied-in-part", { role: role.name, through: [...through] }, path);
}

/** `kms:CreateGrant` only for AWS services, which no guard denies. */
function isServiceGrant(action: string, { conditions }: PermissionStatement): boolean {
  if (action.toLowerCase() !== "kms:creategrant") return false;
  for (const [operator, keys] of Object.entries(conditions)) {
    if (operator.toLowerCase() !== "bool") continue;
    for (const [key, values] of Object.entries(keys)) {
      if (key.toLowerCase() !== "kms:grantisforawsresource") continue;
      if (values.length > 0 && values.every((value) => value.toLowerCase() === "true")) return true;
    }
  }
  return false;
}

/** What stands in `persistence.allow` is a single persistence action that the role holds. GCP's are judged elsewhere. */
function allowed(role: Role, because: string, report: Reporter): void {
  if (role.persistence.kind !== "allow") return;
  const path = ["roles", role.name, "persistence"];
  if (because.trim() === "") report.report("persistence-allow-unexplained", { role: role.name }, [...path, "because"]);
  for (const [position, action] of role.persistence.actions.entries()) {
    const at = [...path, "allow", position];
    const fault = /[*?]/.test(action) ? "wildcard" : isAwsAction(action) ? allowFault(action) : undefined;
    if (fault === "wildcard") report.report("persistence-allow-wildcard", { role: role.name, action }, at);
    else if (fault !== undefined) report.report("persistence-allow-not-persistence", { role: role.name, action }, at);
    else if (isAwsAction(action) && !mayHold(role, action)) {
      report.report("persistence-allow-not-held", { role: role.name, action }, at);
    }
  }
}

/** AWS's actions have a colon, GCP's permissions have points. */
export function isAwsAction(action: string): boolean {
  return action.includes(":") || action === "*";
}

/** A customer's own managed policy may hold anything; of AWS's it is known what they hold. */
function mayHold(role: Role, action: string): boolean {
  if (holdsAction(role, action)) return true;
  return (role.aws?.managedPolicies ?? []).some((arn) => {
    const document = managedPolicyDocument(arn);
    return document === undefined || actionWithin(action, allowedActions(document.Statement));
  });
}

function bounded(role: Role, report: Reporter): void {
  const path = ["roles", role.name, "persistence"];
  if (!role.aws) report.report("persistence-bounded-without-aws", { role: role.name }, path);
  for (const { name, cloud } of role.aws?.targets ?? []) {
    if (cloud.kind !== "aws" || cloud.permissionsBoundary !== undefined) continue;
    report.report("persistence-bounded-without-boundary", { role: role.name, target: name }, path);
  }
}

/** A grant does not ask by name for what its own guard denies, although the role holds it through a wildcard. */
function narrowed(estate: Estate, reached: Reached, report: Reporter): void {
  for (const { name, role, actions = [] } of estate.grants.values()) {
    for (const [position, action] of actions.entries()) {
      if (!reached.of(action, role.persistence).named || isServiceGrantOf(role, action)) continue;
      report.report("persistence-action-denied", { what: `Grant "${name}"`, action }, [
        "grants",
        name,
        "actions",
        position,
      ]);
    }
  }
}

/** Whether a role holds `kms:CreateGrant` for AWS services at least. */
function isServiceGrantOf(role: Role, action: string): boolean {
  return (role.aws?.statements ?? []).some(
    (statement) => actionWithin(action, statement.actions) && isServiceGrant(action, statement),
  );
}

/** A task names no action that the guard of every role that holds it denies. */
function tasks(estate: Estate, reached: Reached, report: Reporter): void {
  const denied: Persistence = { kind: "denied" };
  const within = new Within();
  for (const task of estate.tasks.values()) {
    for (const [index, statement] of task.statements.entries()) {
      for (const [position, action] of statement.actions.entries()) {
        if (!reached.of(action, denied).named || isServiceGrant(action, statement)) continue;
        const opened = [...estate.roles.values()].some(
          (role) => !reached.of(action, role.persistence).named && within.beyond(task, role) === undefined,
        );
        if (opened) continue;
        report.report("persistence-action-denied", { what: `Task "${task.name}"`, action }, [
          "tasks",
          task.name,
          "aws",
          "statements",
          index,
          "actions",
          position,
        ]);
      }
    }
  }
}
