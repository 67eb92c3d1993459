import { cutTask } from "../aws/emit/permissions";
import { actionWithin } from "../aws/policy/containment";
import { type Coverage, coveringOf, holdsAction as holds, holdsResource } from "../aws/policy/within";
import type { PermissionStatement, Role, Task } from "../estate/types";

/** Proves permissions to be within a role's, by patterns and never by what is in a table of actions today. */
export class Within {
  readonly #found = new Map<string, string | undefined>();
  readonly #keys = new WeakMap<object, string>();

  /**
   * What of a task the role does not hold, as a phrase; undefined if all of it is held. AWS's managed policies count as the
   * dated data hold them, since the task stands in a policy of its own; of a customer's own nobody knows what they hold.
   * The role's conditions are laid upon the task when it is granted.
   */
  beyond(task: Task, role: Role): string | undefined {
    const { statements = [], managedPolicies = [] } = role.aws ?? {};
    const key = [task.statements, statements, managedPolicies].map((part) => this.#keyOf(part)).join("\n");
    if (!this.#found.has(key)) {
      this.#found.set(key, beyondCoverage(task.statements, coveringOf({ statements, managedPolicies })));
    }
    return this.#found.get(key);
  }

  #keyOf(part: object): string {
    const known = this.#keys.get(part);
    if (known !== undefined) return known;
    const key = JSON.stringify(part);
    this.#keys.set(part, key);
    return key;
  }
}

function beyondCoverage(inner: readonly PermissionStatement[], { covering, unknown }: Coverage): string | undefined {
  // The emitter's own cut decides, so that nothing passes here that it would leave out.
  const [left] = cutTask(inner, covering).beyond;
  if (left === undefined) return undefined;
  const hidden = unknown.length === 0 ? "" : ` (what ${unknown.join(", ")} holds is not known)`;
  const allows = covering.filter(({ Effect }) => Effect === "Allow");
  for (const { actions, resources } of inner) {
    for (const resource of resources) {
      const holding = allows.filter((statement) => holdsResource(resource, statement));
      for (const action of actions) {
        if (holding.some((statement) => holds(action, statement))) continue;
        return `it does not hold ${action} on ${resource}${hidden}`;
      }
    }
  }
  return covering.some(({ Effect }) => Effect === "Deny")
    ? `a Deny of its managed policies, or its conditions, may keep ${left} from it`
    : `its conditions on ${left} and the task's cannot be asked together`;
}

/** Whether a role's statements hold an action at all, on whatever resource. */
export function holdsAction(role: Role, action: string): boolean {
  return (role.aws?.statements ?? []).some((statement) => actionWithin(action, statement.actions));
}
