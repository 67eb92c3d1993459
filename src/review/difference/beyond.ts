import { actionWithin } from "../../aws/policy/containment";
import { asList, type Condition, type Statement } from "../../aws/policy/document";
import { coveringOf, holdsAction, holdsResource } from "../../aws/policy/within";
import { permissionsOfRole } from "../../gcp/sensitivity/role-permissions";
import type { Held } from "./amount";

/** What one side allows beyond the other. Whatever cannot be decided counts as beyond. */
export interface Beyond {
  /** Actions that the other side does not hold at all. */
  readonly actions: readonly string[];
  /** Resources on which it does not hold them, with the actions. */
  readonly resources: readonly { readonly resource: string; readonly actions: readonly string[] }[];
  /** Actions that it holds only under a condition which is not asked here. */
  readonly unconditional: readonly string[];
  /** Managed policies of which nothing is known, and statements that cannot be compared. */
  readonly undecided: readonly string[];
  /** Google Cloud roles that hold more. */
  readonly gcpRoles: readonly string[];
}

/** What `inner` allows that has not been shown to be within what `outer` does. */
export function beyond(inner: Held, outer: Held): Beyond {
  const [own, other] = [coverage(inner), coverage(outer)];
  const actions = new Set<string>();
  const resources = new Map<string, Set<string>>();
  const unconditional = new Set<string>();
  const undecided = new Set(own.unknown.filter((arn) => !other.unknown.includes(arn)));
  const allows = other.covering.filter(({ Effect }) => Effect === "Allow");
  const texts = new Set(allows.map(textOf));
  for (const statement of own.covering) {
    if (statement.Effect === "Deny" || texts.has(textOf(statement))) continue;
    if (statement.NotAction !== undefined || statement.NotResource !== undefined) {
      if (!allows.some(isEverything)) undecided.add(exceptionText(statement));
      continue;
    }
    const asking = allows.filter((of) => asksNoMore(of.Condition ?? {}, statement.Condition ?? {}));
    for (const resource of asList(statement.Resource)) {
      const there = allows.filter((of) => holdsResource(resource, of));
      const holding = there.filter((of) => asking.includes(of));
      for (const action of asList(statement.Action)) {
        if (held(action, holding)) continue;
        if (held(action, there)) unconditional.add(action);
        else if (held(action, allows))
          resources.set(resource, (resources.get(resource) ?? new Set<string>()).add(action));
        else actions.add(action);
      }
    }
  }
  const denies = new Set(own.covering.filter(({ Effect }) => Effect === "Deny").map(textOf));
  for (const statement of other.covering) {
    if (statement.Effect === "Deny" && !denies.has(textOf(statement)))
      undecided.add(`a Deny is missing: ${denyText(statement)}`);
  }
  return {
    actions: [...actions].sort(),
    resources: [...resources].map(([resource, those]) => ({ resource, actions: [...those].sort() })),
    unconditional: [...unconditional].sort(),
    undecided: [...undecided].sort(),
    gcpRoles: gcpBeyond(inner.gcpRoles, outer.gcpRoles),
  };
}

/** Whether nothing is beyond. */
export function isNothing({ actions, resources, unconditional, undecided, gcpRoles }: Beyond): boolean {
  return [actions, resources, unconditional, undecided, gcpRoles].every((list) => list.length === 0);
}

function coverage({ statements, managedPolicies }: Held): {
  readonly covering: readonly Statement[];
  readonly unknown: readonly string[];
} {
  const { covering, unknown } = coveringOf({ statements: [], managedPolicies });
  return { covering: [...statements, ...covering], unknown };
}

/** Whether the statements together hold the action, each for itself or their lists as one. */
function held(action: string, statements: readonly Statement[]): boolean {
  if (statements.length === 0) return false;
  const listed = statements.flatMap((statement) => asList(statement.Action));
  if (actionWithin(action, listed)) return true;
  return statements.some((statement) => statement.NotAction !== undefined && holdsAction(action, statement));
}

function isEverything({ Action, Resource, Condition }: Statement): boolean {
  const all = asList(Action).some((action) => action === "*" || action === "*:*");
  return all && asList(Resource).includes("*") && Object.keys(Condition ?? {}).length === 0;
}

/** Whether whatever meets `inner` surely meets `outer` too. */
function asksNoMore(outer: Condition, inner: Condition): boolean {
  return Object.entries(outer).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const same = Object.entries(inner[operator] ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase());
      return same !== undefined && implies(operator, asList(same[1]), asList(values));
    }),
  );
}

function implies(operator: string, inner: readonly string[], outer: readonly string[]): boolean {
  const subset = (some: readonly string[], all: readonly string[]): boolean => some.every((one) => all.includes(one));
  // Of more values "one of" asks less and "none of" more; only that "any is none of them" is the other way round.
  const isNegated = /Not/.test(operator) && !operator.startsWith("ForAnyValue:");
  if (/Not/.test(operator) && operator.startsWith("ForAnyValue:")) return subset(inner, outer) && subset(outer, inner);
  return isNegated ? subset(outer, inner) : subset(inner, outer);
}

function textOf({ Effect, Action, NotAction, Resource, NotResource, Condition }: Statement): string {
  const set = (values: string | readonly string[] | undefined, fold: boolean): readonly string[] | null =>
    values === undefined ? null : [...new Set(asList(values).map((one) => (fold ? one.toLowerCase() : one)))].sort();
  const conditions = Object.entries(Condition ?? {})
    .flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => JSON.stringify([operator, key.toLowerCase(), set(values, false)])),
    )
    .sort();
  return JSON.stringify([
    Effect,
    set(Action, true),
    set(NotAction, true),
    set(Resource, false),
    set(NotResource, false),
    conditions,
  ]);
}

function exceptionText({ Action, NotAction, NotResource }: Statement): string {
  const few = (texts: readonly string[]): string =>
    texts.length > 3 ? `${texts.slice(0, 3).join(", ")} and ${texts.length - 3} more` : texts.join(", ");
  if (NotAction !== undefined) return `everything but ${few(asList(NotAction))}`;
  return `${few(asList(Action))} on everything but ${few(asList(NotResource))}`;
}

function denyText({ Action, NotAction }: Statement): string {
  const [first = "*", ...rest] = asList(Action ?? NotAction);
  return `${NotAction === undefined ? "" : "everything but "}${first}${rest.length > 0 ? ` and ${rest.length} more` : ""}`;
}

/** The roles that hold a permission which the others do not; of a custom role nobody knows what it holds. */
function gcpBeyond(inner: readonly string[], outer: readonly string[]): readonly string[] {
  const added = [...new Set(inner)].filter((role) => !outer.includes(role)).sort();
  if (added.length === 0) return [];
  const there = new Set(outer.flatMap((role) => [...(permissionsOfRole(role) ?? [])]));
  return added.filter((role) => {
    const permissions = permissionsOfRole(role);
    return permissions === undefined || [...permissions].some((permission) => !there.has(permission));
  });
}
