import type { Permission } from "../../facts/fact";
import { isBoundable } from "../persistence/actions";
import { conditionallyDenied } from "../persistence/services";
import { isOfEndedService } from "../sensitivity/ended-services";
import { isEveryResource, servicesNamed } from "../sensitivity/statements";
import { ActionSet } from "./action-set";
import { type ConditionMoments, momentsOf } from "./condition-moments";
import { actionsOverlap } from "./containment";
import { asList, type Condition, type Statement } from "./document";
import { conditionsIn } from "./pins";
import { hasUnknownPart, shown } from "./unknown-part";
import type { Held } from "./weight";
import { holdsAction, holdsResource } from "./within";

/** A statement made ready: when it can hold or must, and which actions of the table it names. */
export interface Clause {
  readonly statement: Statement;
  readonly moments: ConditionMoments;
  /** What it names, whatever its resources. */
  readonly actions: ActionSet;
  /** It holds for every resource that there is. */
  readonly everywhere: boolean;
}

const clauses = new WeakMap<Statement, Clause>();

/** Makes a statement ready, once. Of what is not known before apply, an Allow names everything and a Deny nothing. */
export function clauseOf(original: Statement): Clause {
  const known = clauses.get(original);
  if (known !== undefined) return known;
  const statement = original.Effect === "Deny" ? withoutUnknown(original) : original;
  const clause: Clause = {
    statement,
    moments: momentsOf(statement.Condition),
    actions:
      statement.NotAction === undefined
        ? ActionSet.matching(asList(statement.Action))
        : ActionSet.all.minus(ActionSet.matching(asList(statement.NotAction))),
    everywhere: asList(statement.Resource).includes("*"),
  };
  clauses.set(original, clause);
  return clause;
}

function withoutUnknown(deny: Statement): Statement {
  const elements = [deny.Action, deny.NotAction, deny.Resource, deny.NotResource].flatMap((list) => asList(list));
  if (!elements.some(hasUnknownPart)) return deny;
  const known = (list: Statement["Action"]) => asList(list).filter((one) => !hasUnknownPart(one));
  const { NotAction, NotResource, ...rest } = deny;
  const excepts = [...asList(NotAction), ...asList(NotResource)];
  // It could except everything.
  if (excepts.some(hasUnknownPart)) return { Effect: "Deny", Action: [], Resource: [] };
  return {
    ...rest,
    ...(NotAction === undefined ? { Action: known(deny.Action) } : { NotAction }),
    ...(NotResource === undefined ? { Resource: known(deny.Resource) } : { NotResource }),
  };
}

/** Some of the resources of an Allow, treated alike by every Deny. */
export interface Reach {
  readonly held: Held;
  /** Action patterns that the table does not know, and that could mean something. */
  readonly unknown: readonly string[];
  readonly resources: readonly string[];
  /** The same for people, as written. */
  readonly permission: Permission;
}

/**
 * The resources of a statement, one by one; those of a policy that names none, and all but some, are one. A statement
 * without resources (a trust, a repository's policy) is about what carries it.
 */
export function unitsOf({ Resource, NotResource }: Statement): readonly Pick<Statement, "Resource" | "NotResource">[] {
  if (NotResource !== undefined) return [{ NotResource }];
  if (Resource === undefined) return [{}];
  return [...new Set(asList(Resource))].map((one) => ({ Resource: one }));
}

/** Does the Deny hold for every resource of the unit? */
export function coversUnit(deny: Clause, unit: Pick<Statement, "Resource" | "NotResource">): boolean {
  if (deny.everywhere) return true;
  const { Resource, NotResource } = deny.statement;
  if (Resource === undefined && NotResource === undefined) {
    return unit.Resource === undefined && unit.NotResource === undefined;
  }
  if (unit.NotResource !== undefined) {
    // All but some lies within all but others if the others are among the some.
    return NotResource !== undefined && asList(NotResource).every((one) => holdsResource(one, ofResources(unit)));
  }
  if (unit.Resource === undefined) return false;
  return asList(unit.Resource).every((one) => !hasUnknownPart(one) && holdsOne(one, deny.statement));
}

function holdsOne(resource: string, deny: Statement): boolean {
  if (deny.NotResource !== undefined) return holdsResource(resource, deny);
  // To compare patterns is dear, and most differ before their first wildcard.
  const start = literalStart(resource);
  const near = asList(deny.Resource).filter((one) => {
    const other = literalStart(one);
    return start.startsWith(other) || other.startsWith(start);
  });
  return near.length > 0 && holdsResource(resource, { Effect: "Deny", Resource: near });
}

const literalStart = (pattern: string): string => pattern.split(/[*?$]/, 1)[0] ?? "";

function ofResources({ NotResource }: Pick<Statement, "NotResource">): Statement {
  return { Effect: "Deny", Resource: NotResource ?? [] };
}

const reaches = new WeakMap<Clause, Reach>();

/** What the Allow gives on those of its resources. */
export function reachOf(clause: Clause, units: readonly Pick<Statement, "Resource" | "NotResource">[]): Reach {
  // Mostly the Denies tell no resources apart.
  if (units.length < unitsOf(clause.statement).length) return reachWith(clause, units);
  const known = reaches.get(clause);
  if (known !== undefined) return known;
  const found = reachWith(clause, units);
  reaches.set(clause, found);
  return found;
}

function reachWith(
  { statement, actions }: Clause,
  units: readonly Pick<Statement, "Resource" | "NotResource">[],
): Reach {
  const open = units.some(({ Resource, NotResource }) => Resource === undefined && NotResource === undefined);
  const resources = open ? ["*"] : units.flatMap(({ Resource }) => asList(Resource));
  const except = units.some(({ NotResource }) => NotResource !== undefined);
  const within = except ? undefined : servicesNamed(resources.map((one) => (hasUnknownPart(one) ? "*" : one)));
  const patterns = asList(statement.Action);
  const writtenOut = statement.NotAction === undefined;
  const named = except
    ? units.flatMap(({ NotResource }) => asList(NotResource).map((one) => `all but ${one}`))
    : resources;
  let held = actions;
  if (within !== undefined) {
    const services = ActionSet.ofServices(within);
    // An action that is written out counts whatever the resource: the table may lack a resource type.
    const plain = writtenOut ? patterns.filter((pattern) => !/[*?]/.test(pattern)) : [];
    held = actions.intersect(services).union(ActionSet.matching(plain));
  }
  const conditions = conditionsIn(statement.Condition);
  return {
    held: {
      actions: held,
      unlimited: except || resources.some(isEveryResource),
      writtenOut,
      everything: actions.isAll() && writtenOut && resources.includes("*"),
    },
    unknown: patterns.filter((pattern) => ActionSet.matching([pattern]).isEmpty() && !isOfEndedService(pattern)),
    permission: {
      actions: asList(statement.NotAction ?? statement.Action).map(shown),
      except: !writtenOut,
      resources: named.map(shown),
      ...(conditions.length === 0 ? {} : { conditions }),
    },
    resources: named,
  };
}

/** Does the Deny hold for all that a pattern outside of the table could mean? */
export function deniesUnknown(deny: Clause, pattern: string): boolean {
  if (deny.actions.isAll()) return true;
  if (hasUnknownPart(pattern)) return false;
  const { Action, NotAction } = deny.statement;
  if (NotAction !== undefined) return holdsAction(pattern, deny.statement);
  // A guard names hundreds of actions of other services.
  const near = asList(Action).filter((one) => mayBeOfOneService(one, pattern));
  return near.length > 0 && holdsAction(pattern, { Effect: "Deny", Action: near });
}

function mayBeOfOneService(a: string, b: string): boolean {
  const [one = "", other = ""] = [a, b].map((pattern) => pattern.split(":", 1)[0]?.toLowerCase());
  return one === other || /[*?]/.test(one) || /[*?]/.test(other);
}

/** Could the Allow give something of what a pattern outside of the table means? */
export function mayAllowUnknown(allow: Clause, pattern: string): boolean {
  if (hasUnknownPart(pattern)) return true;
  const { Action, NotAction } = allow.statement;
  if (NotAction !== undefined) return !holdsAction(pattern, { Effect: "Allow", Action: NotAction });
  return asList(Action).some((one) => hasUnknownPart(one) || actionsOverlap(pattern, one));
}

/**
 * The persistence actions that a Deny counts as denying although it lets some of their uses pass: grants that an AWS
 * service makes for itself, and what a permissions boundary holds in (law 9).
 */
export function deniedButFor({ statement, actions }: Clause): ActionSet {
  const only = soleEntry(statement.Condition);
  if (only === undefined) return ActionSet.none;
  const { operator, key, values } = only;
  const [value = ""] = values;
  if (values.length !== 1) return ActionSet.none;
  if (operator === "BoolIfExists" && key === "kms:grantisforawsresource" && value.toLowerCase() === "false") {
    return actions.intersect(ActionSet.matching([conditionallyDenied]));
  }
  const literal = /^arn:[^*?$]+$/.test(value) && !hasUnknownPart(value);
  if (operator === "StringNotEquals" && key === "iam:permissionsboundary" && literal) {
    return actions.intersect(boundable());
  }
  return ActionSet.none;
}

let boundables: ActionSet | undefined;

function boundable(): ActionSet {
  boundables ??= ActionSet.matching(ActionSet.matching(["iam:*"]).names().filter(isBoundable));
  return boundables;
}

function soleEntry(
  condition: Condition | undefined,
): { readonly operator: string; readonly key: string; readonly values: readonly string[] } | undefined {
  const [[operator, keys] = ["", {}], ...moreOperators] = Object.entries(condition ?? {});
  const [[key, value] = ["", []], ...moreKeys] = Object.entries(keys);
  if (moreOperators.length > 0 || moreKeys.length > 0) return undefined;
  return { operator, key: key.toLowerCase(), values: asList(value) };
}
