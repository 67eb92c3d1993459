import { actionsOfService, lookUpAction } from "../policy/table";

/** Denied by a statement of its own, since AWS services make grants on a caller's behalf. */
export const conditionallyDenied = "kms:CreateGrant";

/** Actions without their prefix, by service, in the order given. @throws for an action that the table does not know */
export function byService(actions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const action of actions) {
    const entry = lookUpAction(action);
    if (entry === undefined) throw new Error(`not in the table: ${action}`);
    const colon = entry.action.indexOf(":");
    const service = entry.action.slice(0, colon);
    const names = found.get(service) ?? [];
    names.push(entry.action.slice(colon + 1));
    found.set(service, names);
  }
  return found;
}

/** The names of the service that are not wanted. */
export function othersOf(service: string, wanted: readonly string[]): readonly string[] {
  const taken = new Set(wanted);
  return [...actionsOfService(service).values()]
    .map((entry) => entry.action.slice(service.length + 1))
    .filter((name) => !taken.has(name));
}
