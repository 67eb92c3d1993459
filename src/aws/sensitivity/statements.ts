import type { PermissionStatement } from "../../estate/types";
import { graver, type Privilege } from "../../facts/privilege";
import { persistenceActions } from "../persistence/actions";
import { actionsMatching, matchesPattern, wildcardMatch } from "../policy/actions";
import { asList, type Statement } from "../policy/document";
import { arnServicesOf, services } from "../policy/table";
import { explainAction } from "./action";

/** What statements amount to together. */
export interface StatementsPrivilege {
  /** Of the actions that the table knows. */
  readonly privilege: Privilege;
  /** The first actions that make it so, each with its reason, then how many more. */
  readonly because: readonly string[];
  /** Actions and patterns that the table does not know: they could be anything, `administrative` included. */
  readonly unknown: readonly string[];
}

/** What statements amount to, before it is put into words. */
export interface Weight {
  readonly privilege: Privilege;
  /** The actions that make it so, the first few of them; `*` or `iam:*` where a whole is what counts. */
  readonly actions: readonly string[];
  /** How many further actions do. */
  readonly more: number;
  readonly unknown: readonly string[];
}

export const mostReasons = 3;

/** Whoever controls all of one of these can give itself everything. */
export const controlling: readonly string[] = ["iam", "organizations"];

/** What a role's statements amount to; every action counts as if its conditions held. */
export function privilegeOfStatements(statements: readonly PermissionStatement[]): StatementsPrivilege {
  return explainWeight(
    weigh(statements.map(({ actions, resources }) => ({ Effect: "Allow", Action: actions, Resource: resources }))),
  );
}

/** Puts a weight into words. */
export function explainWeight({ privilege, actions, more, unknown }: Weight): StatementsPrivilege {
  const because = actions.map((action) => {
    if (action === "*") return "*: every action on every resource";
    if (action.endsWith(":*")) return `${action}: controls all of it, and can give itself everything`;
    return `${action}: ${explainAction(action)?.because ?? "not in the table"}`;
  });
  return { privilege, because: more > 0 ? [...because, `and ${more} more`] : because, unknown };
}

/**
 * What the statements of identity policies amount to. A Deny takes actions away only where it holds always and for
 * every resource; conditions of an Allow are taken to hold.
 */
export function weigh(statements: readonly Statement[]): Weight {
  const denied = new Set<string>();
  for (const statement of statements) {
    if (statement.Effect === "Allow" || statement.Condition !== undefined) continue;
    if (asList(statement.Resource).includes("*")) for (const action of reached(statement).actions) denied.add(action);
  }
  const held = new Set<string>();
  const unlimited = new Set<string>();
  // In a member account Identity Center obeys nobody: holding it counts as control only where it is written out.
  const writtenOut = new Set<string>();
  const unknown = new Set<string>();
  let everything = false;
  for (const statement of statements) {
    if (statement.Effect === "Deny") continue;
    const reach = reached(statement);
    for (const pattern of reach.unknown) unknown.add(pattern);
    for (const action of reach.actions) {
      if (denied.has(action)) continue;
      held.add(action);
      if (!reach.unlimited) continue;
      unlimited.add(action);
      if (statement.NotAction === undefined) writtenOut.add(action);
    }
    const all = asList(statement.Action).some((pattern) => pattern === "*" || pattern === "*:*");
    everything ||= all && reach.unlimited && denied.size === 0 && asList(statement.Resource).includes("*");
  }
  const rest = { more: 0, unknown: [...unknown] };
  if (everything) return { privilege: "administrative", actions: ["*"], ...rest };
  const controlled = controlling.filter((service) => controlsAll(service, unlimited));
  if (controlsAll("sso", writtenOut)) controlled.push("sso");
  if (controlled.length > 0) {
    return { privilege: "administrative", actions: controlled.map((service) => `${service}:*`), ...rest };
  }
  return { ...summary(held), unknown: rest.unknown };
}

interface Reach {
  readonly actions: ReadonlySet<string>;
  readonly unknown: readonly string[];
  /** Every resource, at least of a service. */
  readonly unlimited: boolean;
}

/** An ARN whose last part leaves nothing out, however that is spelled: `*`, `**`, `?*`, and `*`+`/*`, as IAM's resources have a `/`. */
const everyResource = /^arn:[^:]*(?::[^:]*){3}:[*?/]*\*[*?/]*$/;

/** Does the pattern leave no resource out, at least none of a service? */
export function isEveryResource(resource: string): boolean {
  return resource === "*" || everyResource.test(resource);
}

function reached(statement: Statement): Reach {
  const resources = asList(statement.Resource);
  const allOfService = resources.some(isEveryResource);
  // Asked only where a wildcard could reach beyond them.
  const isWild = statement.NotAction !== undefined || asList(statement.Action).some((pattern) => /[*?]/.test(pattern));
  const within = isWild && statement.NotResource === undefined ? servicesNamed(resources) : undefined;
  const actions = new Set<string>();
  const unknown: string[] = [];
  for (const pattern of asList(statement.Action)) {
    const found = actionsMatching(pattern);
    if (found.length === 0) unknown.push(pattern);
    // An action that is written out counts whatever the resource: the table may lack a resource type.
    const wild = within !== undefined && /[*?]/.test(pattern);
    for (const action of found) if (!wild || within.has(serviceOf(action))) actions.add(action);
  }
  if (statement.NotAction !== undefined) {
    const left = asList(statement.NotAction);
    for (const action of actionsMatching("*")) {
      if (within !== undefined && !within.has(serviceOf(action))) continue;
      if (!left.some((pattern) => matchesPattern(pattern, action))) actions.add(action);
    }
  }
  return { actions, unknown, unlimited: allOfService || statement.NotResource !== undefined };
}

const serviceOf = (action: string): string => action.slice(0, action.indexOf(":"));

const namedServices = new Map<string, ReadonlySet<string>>();

/** The services whose actions could be asked of the resources; `undefined` when a resource does not name a service. */
export function servicesNamed(resources: readonly string[]): ReadonlySet<string> | undefined {
  const segments = new Set<string>();
  for (const resource of resources) {
    const segment = /^arn:[^:]*:([^:*?$]+):/.exec(resource)?.[1];
    if (segment === undefined) return undefined;
    segments.add(segment);
  }
  const key = [...segments].sort().join();
  const known = namedServices.get(key);
  if (known !== undefined) return known;
  const found = services().filter((service) =>
    arnServicesOf(service).some((pattern) => [...segments].some((segment) => wildcardMatch(pattern, segment))),
  );
  namedServices.set(key, new Set(found));
  return namedServices.get(key);
}

const controls = new Map<string, readonly string[]>();

/** Holds every action of the service that could give more than is held, on every resource of it. */
function controlsAll(service: string, unlimited: ReadonlySet<string>): boolean {
  const all = controlsOf(service);
  return all.length > 0 && all.every((action) => unlimited.has(action));
}

/** The actions of the service that could give more than is held; whoever holds all of them controls it. */
export function controlsOf(service: string): readonly string[] {
  let all = controls.get(service);
  if (all === undefined) {
    all = persistenceActions().filter((action) => serviceOf(action) === service && !/:(?:Tag|Untag)/.test(action));
    controls.set(service, all);
  }
  return all;
}

function summary(held: ReadonlySet<string>): Omit<Weight, "unknown"> {
  let privilege: Privilege = "read";
  const byPrivilege = new Map<Privilege, string[]>();
  for (const action of held) {
    const found = explainAction(action);
    if (found === undefined) continue;
    privilege = graver(privilege, found.privilege);
    const list = byPrivilege.get(found.privilege);
    if (list === undefined) byPrivilege.set(found.privilege, [action]);
    else list.push(action);
  }
  const all = (byPrivilege.get(privilege) ?? []).sort();
  return { privilege, actions: all.slice(0, mostReasons), more: Math.max(0, all.length - mostReasons) };
}
