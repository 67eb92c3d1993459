import { cutActions, cutTask } from "../../aws/emit/permissions";
import { asList, type Statement } from "../../aws/policy/document";
import { coveringOf } from "../../aws/policy/within";
import { privilegeOfManagedPolicy } from "../../aws/sensitivity/managed-policies";
import { explainWeight, weigh } from "../../aws/sensitivity/statements";
import type { BreakGlass, Grant, PermissionStatement, Role, Task } from "../../estate/types";
import type { Permission } from "../../facts/fact";
import { graver, type Privilege } from "../../facts/privilege";
import { privilegeOfGcpRole } from "../../gcp/sensitivity/role";
import { sorted } from "../../lease/digest";

/** What something may do in one cloud. */
export interface Allowance {
  readonly permissions: readonly Permission[];
  /** The gravest class; absent when it cannot be told. */
  readonly privilege?: Privilege;
  readonly because: readonly string[];
}

/** What is attached or granted, before it is weighed. */
export interface Held {
  readonly statements: readonly Statement[];
  readonly managedPolicies: readonly string[];
  readonly gcpRoles: readonly string[];
}

/** What is allowed by statements as people write them. */
export function written(statements: readonly PermissionStatement[]): readonly Statement[] {
  return statements.map(({ actions, resources, conditions }) => ({
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
  }));
}

export function heldByRole({ aws, gcp }: Pick<Role, "aws" | "gcp">): Held {
  return {
    statements: written(aws?.statements ?? []),
    managedPolicies: aws?.managedPolicies ?? [],
    gcpRoles: gcp?.roles ?? [],
  };
}

export function heldByBreakGlass({ statements, managedPolicies, roles }: BreakGlass): Held {
  return { statements: written(statements), managedPolicies, gcpRoles: roles };
}

/** What a grant holds: its task's part of the role, the actions that it asks for, or all of the role. */
export function heldByGrant({ role, task, actions }: Pick<Grant, "role" | "task" | "actions">): Held {
  const whole = heldByRole(role);
  if (task !== undefined) return { statements: heldByTask(task, role), managedPolicies: [], gcpRoles: whole.gcpRoles };
  if (actions === undefined) return whole;
  return { ...whole, statements: cutActions(actions, role.aws?.statements ?? []).statements };
}

function heldByTask(task: Task, role: Role): readonly Statement[] {
  return role.aws === undefined ? [] : cutTask(task.statements, coveringOf(role.aws).covering).statements;
}

/** Weighs what is held; the same comes again in thousands of roles, so each is weighed once. */
export class Amounts {
  readonly #known = new Map<string, Allowance>();

  inAws({ statements, managedPolicies }: Held, limits: readonly string[] = []): Allowance {
    return this.#once(JSON.stringify([statements, managedPolicies, limits]), () => {
      const parts: Weighed[] = managedPolicies.map(weighedPolicy);
      if (statements.length > 0) parts.push(explainWeight(weigh(statements)));
      const permissions: Permission[] = [
        ...statements.map((statement) => permissionOf(statement, limits)),
        ...managedPolicies.map((arn) => ({ actions: [arn], except: false, resources: ["*"], ...conditionsOf(limits) })),
      ];
      return { permissions: inOrder(permissions), ...together(parts) };
    });
  }

  inGcp({ gcpRoles }: Held, place: string, limits: readonly string[] = []): Allowance {
    return this.#once(JSON.stringify([gcpRoles, place, limits]), () => ({
      permissions:
        gcpRoles.length === 0
          ? []
          : [{ actions: setOf(gcpRoles), except: false, resources: [place], ...conditionsOf(limits) }],
      ...together(setOf(gcpRoles).map(weighedGcpRole)),
    }));
  }

  #once(key: string, weigh: () => Allowance): Allowance {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = weigh();
    this.#known.set(key, found);
    return found;
  }
}

interface Weighed {
  readonly privilege?: Privilege;
  readonly because: readonly string[];
  readonly unknown: readonly string[];
}

function weighedPolicy(arn: string): Weighed {
  return privilegeOfManagedPolicy(arn) ?? { because: [], unknown: [arn] };
}

function weighedGcpRole(role: string): Weighed {
  const known = privilegeOfGcpRole(role);
  return known === undefined ? { because: [], unknown: [role] } : { ...known, unknown: [] };
}

/** The gravest of all; where a part is unknown nothing can be told, unless the rest is as grave as can be. */
export function together(parts: readonly Weighed[]): {
  readonly privilege?: Privilege;
  readonly because: readonly string[];
} {
  const privilege = parts.flatMap((part) => part.privilege ?? []).reduce<Privilege>(graver, "read");
  const unknown = parts.flatMap((part) => part.unknown);
  const because = parts.filter((part) => part.privilege === privilege).flatMap((part) => part.because);
  if (unknown.length === 0 || privilege === "administrative") return { privilege, because: [...new Set(because)] };
  return { because: [...new Set(unknown)].map((what) => `what ${what} allows is not known`) };
}

function permissionOf({ Action, Resource, Condition = {} }: Statement, limits: readonly string[]): Permission {
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(
      ([key, values]) => `${operator} ${key.toLowerCase()} ${JSON.stringify(setOf(asList(values)))}`,
    ),
  );
  return {
    // IAM ignores the case of actions.
    actions: setOf(asList(Action).map((action) => action.toLowerCase())),
    except: false,
    resources: setOf(asList(Resource)),
    ...conditionsOf([...conditions, ...limits]),
  };
}

function conditionsOf(conditions: readonly string[]): { readonly conditions?: readonly string[] } {
  return conditions.length === 0 ? {} : { conditions: setOf(conditions) };
}

/** The same permissions in one form, however they are split into statements: by what holds of one resource, and then joined. */
function inOrder(permissions: readonly Permission[]): readonly Permission[] {
  if (permissions.length < 2) return permissions;
  const ofResource = new Map<
    string,
    { readonly resource: string; readonly asks: readonly string[]; actions: string[] }
  >();
  for (const { actions, resources, conditions = [] } of permissions) {
    for (const resource of resources) {
      const key = JSON.stringify([resource, conditions]);
      const known = ofResource.get(key);
      if (known) known.actions.push(...actions);
      else ofResource.set(key, { resource, asks: conditions, actions: [...actions] });
    }
  }
  const joined = new Map<
    string,
    { readonly actions: readonly string[]; readonly asks: readonly string[]; resources: string[] }
  >();
  for (const { resource, asks, actions } of ofResource.values()) {
    const all = setOf(actions);
    const key = JSON.stringify([all, asks]);
    const known = joined.get(key);
    if (known) known.resources.push(resource);
    else joined.set(key, { actions: all, asks, resources: [resource] });
  }
  return [...joined]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { actions, asks, resources }]) => ({
      actions,
      except: false,
      resources: setOf(resources),
      ...conditionsOf(asks),
    }));
}

function setOf(texts: readonly string[]): readonly string[] {
  return sorted(texts).map(String);
}
