import type { PermissionStatement, Role } from "../../estate/types";
import { actionWithin, resourceWithin } from "../policy/containment";
import type { Condition, Statement } from "../policy/document";
import { both } from "./condition";

/** A role's permissions as statements of a policy. */
export function roleStatements(role: Role): readonly Statement[] {
  return (role.aws?.statements ?? []).map(allow);
}

/** One declared statement as an Allow; lists are sets, so they are sorted and without repetition. */
export function allow(statement: PermissionStatement): Statement {
  const { actions, resources, conditions } = statement;
  return {
    Effect: "Allow",
    Action: setOf(actions),
    Resource: setOf(resources),
    ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
  };
}

/** What a grant asks for, cut out of its role, and what of it the role does not hold. */
export interface Cut {
  readonly statements: readonly Statement[];
  readonly beyond: readonly string[];
}

/**
 * A task within a role: each of its actions under the conditions of the role's statement that holds it; of two such
 * statements either may let it pass. What no statement of the role holds is left out: a grant never reaches further.
 */
export function cutTask(task: readonly PermissionStatement[], role: readonly PermissionStatement[]): Cut {
  const statements: Statement[] = [];
  const beyond: string[] = [];
  for (const wanted of task) {
    const held = new Set<string>();
    for (const of of role) {
      const actions = wanted.actions.filter((action) => actionWithin(action, of.actions));
      const resources = wanted.resources.filter((resource) => resourceWithin(resource, of.resources));
      const conditions = both(wanted.conditions, of.conditions);
      if (actions.length === 0 || resources.length === 0 || conditions === undefined) continue;
      for (const action of actions) for (const resource of resources) held.add(`${action}\n${resource}`);
      statements.push(allow({ actions, resources, conditions: listed(conditions) }));
    }
    beyond.push(
      ...wanted.actions.filter((action) => wanted.resources.some((resource) => !held.has(`${action}\n${resource}`))),
    );
  }
  return { statements: distinct(statements), beyond: setOf(beyond) };
}

/** A role narrowed to fewer actions; each stays under the statement that it came from. */
export function cutActions(actions: readonly string[], role: readonly PermissionStatement[]): Cut {
  const held = new Set<string>();
  const statements = role.flatMap((of) => {
    const kept = new Set<string>();
    for (const wanted of actions) {
      if (actionWithin(wanted, of.actions)) kept.add(wanted);
      else for (const own of of.actions) if (actionWithin(own, wanted)) kept.add(own);
      if (kept.size > 0 && [...kept].some((each) => actionWithin(each, wanted))) held.add(wanted);
    }
    return kept.size === 0 ? [] : [allow({ ...of, actions: [...kept] })];
  });
  return { statements, beyond: setOf(actions.filter((action) => !held.has(action))) };
}

function setOf(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

function listed(condition: Condition): PermissionStatement["conditions"] {
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => [key, typeof values === "string" ? [values] : values]),
      ),
    ]),
  );
}

function distinct(statements: readonly Statement[]): readonly Statement[] {
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()];
}
