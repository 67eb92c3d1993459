import type { PermissionStatement, Role } from "../../estate/types";
import { isAscending } from "../../lease/ascending";
import { actionWithin } from "../policy/containment";
import type { Condition, Statement } from "../policy/document";
import { holdsAction, holdsResource, mayMeet } from "../policy/within";
import { both } from "./condition";

/** A role's permissions as statements of a policy, in an order of their own: the one they were written in means nothing. */
export function roleStatements(role: Role): readonly Statement[] {
  return inOrder((role.aws?.statements ?? []).map(allow));
}

/** One declared statement as an Allow; lists are sets, so they are sorted and without repetition. */
export function allow(statement: PermissionStatement): Statement {
  const { actions, resources, conditions } = statement;
  return {
    Effect: "Allow",
    Action: setOf(actions),
    Resource: setOf(resources),
    ...(Object.keys(conditions).length > 0 ? { Condition: mapped(conditions, (keys) => mapped(keys, setOf)) } : {}),
  };
}

/** The map with other values, its keys in order. */
function mapped<A, B>(map: Readonly<Record<string, A>>, to: (value: A) => B): Readonly<Record<string, B>> {
  const keys = Object.keys(map);
  if (!isAscending(keys)) keys.sort();
  return Object.fromEntries(keys.flatMap((key) => (map[key] === undefined ? [] : [[key, to(map[key])]])));
}

/** What a grant asks for, cut out of its role, and what of it the role does not hold. */
export interface Cut {
  readonly statements: readonly Statement[];
  readonly beyond: readonly string[];
}

/**
 * A task within what a role allows: each of its actions under the conditions of the statement that holds it; of two such
 * statements either may let it pass. What no statement holds is left out: a grant never reaches further.
 */
export function cutTask(task: readonly PermissionStatement[], role: readonly Statement[]): Cut {
  const statements: Statement[] = [];
  const beyond: string[] = [];
  const allows = role.filter(({ Effect }) => Effect === "Allow");
  const denies = role.filter(({ Effect }) => Effect === "Deny");
  for (const wanted of task) {
    const held = new Set<string>();
    // What a Deny of a managed policy could take away is left out whole, since it is not there where the task stands alone.
    const open = wanted.actions.filter(
      (action) => !denies.some((of) => wanted.resources.some((resource) => mayMeet(action, resource, of))),
    );
    for (const of of allows) {
      const actions = open.filter((action) => holdsAction(action, of));
      const resources = wanted.resources.filter((resource) => holdsResource(resource, of));
      if (actions.length === 0 || resources.length === 0) continue;
      const conditions = both(wanted.conditions, of.Condition ?? {});
      if (conditions === undefined) continue;
      for (const action of actions) for (const resource of resources) held.add(`${action}\n${resource}`);
      statements.push(allow({ actions, resources, conditions: listed(conditions) }));
    }
    beyond.push(
      ...wanted.actions.filter((action) => wanted.resources.some((resource) => !held.has(`${action}\n${resource}`))),
    );
  }
  return { statements: inOrder(statements), beyond: setOf(beyond) };
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
  return { statements: inOrder(statements), beyond: setOf(actions.filter((action) => !held.has(action))) };
}

function setOf(values: readonly string[]): readonly string[] {
  return isAscending(values) ? values : [...new Set(values)].sort();
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

/** Each statement once, in the order of their texts. */
function inOrder(statements: readonly Statement[]): readonly Statement[] {
  if (statements.length < 2) return statements;
  const byText = new Map(statements.map((statement) => [JSON.stringify(statement), statement]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, statement]) => statement);
}
