import { cutTask } from "../aws/emit/permissions";
import { actionWithin, resourceWithin } from "../aws/policy/containment";
import type { PermissionStatement, Role, Task } from "../estate/types";

/** Proves permissions to be within a role's statements, by patterns and never by what is in a table today. */
export class Within {
  readonly #found = new Map<string, string | undefined>();
  readonly #keys = new WeakMap<readonly PermissionStatement[], string>();

  /**
   * What of a task no statement of the role holds, as a phrase; undefined if all of it is held. Managed policies do
   * not count: what is in them is AWS's to change. The role's conditions are laid upon the task when it is granted.
   */
  beyond(task: Task, role: Role): string | undefined {
    const outer = role.aws?.statements ?? [];
    const key = `${this.#keyOf(task.statements)}\n${this.#keyOf(outer)}`;
    if (!this.#found.has(key)) this.#found.set(key, beyondStatements(task.statements, outer));
    return this.#found.get(key);
  }

  #keyOf(statements: readonly PermissionStatement[]): string {
    const known = this.#keys.get(statements);
    if (known !== undefined) return known;
    const key = JSON.stringify(statements);
    this.#keys.set(statements, key);
    return key;
  }
}

function beyondStatements(
  inner: readonly PermissionStatement[],
  outer: readonly PermissionStatement[],
): string | undefined {
  // The emitter's own cut decides, so that nothing passes here that it would leave out.
  const [left] = cutTask(inner, outer).beyond;
  if (left === undefined) return undefined;
  for (const { actions, resources } of inner) {
    for (const resource of resources) {
      const holding = outer.filter((statement) => resourceWithin(resource, statement.resources));
      for (const action of actions) {
        if (holding.some((statement) => actionWithin(action, statement.actions))) continue;
        return `it does not hold ${action} on ${resource}`;
      }
    }
  }
  return `its conditions on ${left} and the task's cannot be asked together`;
}

/** Whether a role's statements hold an action at all, on whatever resource. */
export function holdsAction(role: Role, action: string): boolean {
  return (role.aws?.statements ?? []).some((statement) => actionWithin(action, statement.actions));
}
