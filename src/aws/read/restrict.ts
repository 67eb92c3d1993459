import { actionsMatching, matchesPattern } from "../policy/actions";
import { asList, type Statement } from "../policy/document";
import { hasUnknownPart } from "../policy/unknown-part";

/**
 * A statement of a resource's policy as it works there: only on that resource, so only its service's actions count;
 * whom it names is known by whoever asks. `undefined` when nothing of it is left.
 *
 * @param services the resource's, where they are known; otherwise actions stand as they are written
 */
export function asIdentityStatement(
  { Principal: _, NotPrincipal: __, ...statement }: Statement,
  services: readonly string[] | undefined,
): Statement | undefined {
  const actions = actionsOf(statement, services);
  if (actions !== undefined && actions.length === 0) return undefined;
  const { Action, NotAction, ...rest } = statement;
  return {
    ...rest,
    ...(actions === undefined
      ? { ...(NotAction === undefined ? { Action: Action ?? [] } : { NotAction }) }
      : { Action: actions }),
    ...(resourceIsItself(statement) ? { Resource: "*" } : {}),
  };
}

/** A policy of a repository has no `Resource`; one that is not known before apply can only be the resource itself. */
function resourceIsItself({ Effect, Resource, NotResource }: Statement): boolean {
  if (Resource === undefined) return NotResource === undefined;
  return Effect === "Allow" && asList(Resource).some(hasUnknownPart);
}

/** The actions that count; `undefined` where they are to stand as written. */
function actionsOf(statement: Statement, services: readonly string[] | undefined): readonly string[] | undefined {
  if (services === undefined) return onlyForAws(statement) ? without(asList(statement.Action)) : undefined;
  const own = services.flatMap((service) => actionsMatching(`${service}:*`));
  if (statement.NotAction !== undefined) {
    const left = asList(statement.NotAction);
    return own.filter((action) => !left.some((pattern) => matchesPattern(pattern, action)));
  }
  const found: string[] = [];
  for (const pattern of asList(statement.Action)) {
    const [service = "", name] = pattern.split(":");
    if (pattern === "*" || pattern === "*:*") found.push(...services.map((each) => `${each}:*`));
    else if (hasUnknownPart(pattern)) found.push(pattern);
    else if (name === undefined || /[*?]/.test(service))
      found.push(...own.filter((each) => matchesPattern(pattern, each)));
    else found.push(pattern);
  }
  return onlyForAws(statement) ? without(found) : found;
}

/** A grant that only AWS's own services may make for a resource of theirs keeps nothing open. */
function onlyForAws({ Effect, Condition }: Statement): boolean {
  if (Effect !== "Allow") return false;
  return Object.entries(Condition ?? {}).some(
    ([operator, keys]) =>
      operator.toLowerCase() === "bool" &&
      Object.entries(keys).some(
        ([key, values]) =>
          key.toLowerCase() === "kms:grantisforawsresource" &&
          asList(values).every((value) => String(value) === "true"),
      ),
  );
}

const without = (actions: readonly string[]): readonly string[] =>
  actions.filter((action) => action.toLowerCase() !== "kms:creategrant");
