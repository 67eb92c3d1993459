import { actionsMatching } from "../policy/actions";
import { lookUpAction } from "../policy/table";
import { compress } from "./compress";
import { notPersistence } from "./left-out";
import { persistenceGroups } from "./list";
import { byService, conditionallyDenied, othersOf } from "./services";

/** What `data/persistence.json` holds. */
export interface CompiledPersistence {
  /** `group service name name …`: the actions of the list, by the position of the group that brings them in. */
  readonly actions: readonly string[];
  /** What the default guard denies, by service, without the prefix. */
  readonly patterns: Readonly<Record<string, readonly string[]>>;
}

/** Works the list out from its groups and the table of actions. */
export function compilePersistence(): CompiledPersistence {
  const found = groupsByAction();
  const actions: string[] = [];
  for (let group = 0; group < persistenceGroups.length; group++) {
    const own = [...found.keys()].filter((action) => found.get(action) === group).sort();
    for (const [service, names] of byService(own)) actions.push([group, service, ...names].join(" "));
  }
  const patterns: Record<string, readonly string[]> = {};
  for (const [service, wanted] of byService([...found.keys()].filter((one) => one !== conditionallyDenied).sort())) {
    patterns[service] = compress(service, wanted, othersOf(service, wanted));
  }
  return { actions, patterns };
}

/** Each action of the list, and the position of the first group that brings it in. */
function groupsByAction(): ReadonlyMap<string, number> {
  // A reason that holds in every service explains why a criterion does not bring the action in; it takes nothing out.
  const narrowing = notPersistence.flatMap((group) => group.actions).filter((pattern) => !pattern.startsWith("*:"));
  const leftOut = new Set(narrowing.flatMap(actionsMatching));
  const found = new Map<string, number>();
  for (const [position, group] of persistenceGroups.entries()) {
    for (const pattern of group.actions) {
      for (const action of actionsMatching(pattern)) {
        if (found.has(action)) continue;
        // What is left out narrows a whole service (`iam:*`); a pattern that says more has been reviewed as it stands.
        if (pattern.endsWith(":*") && leftOut.has(action)) continue;
        const level = lookUpAction(action)?.level;
        if (pattern.includes("*") && (level === "read" || level === "list")) continue;
        found.set(action, position);
      }
    }
  }
  return found;
}
