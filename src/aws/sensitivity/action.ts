import { type Privilege, privileges } from "../../facts/privilege";
import riskTags from "../data/risk-tags.json";
import { isPersistence, persistenceReason } from "../persistence/actions";
import { matchesPattern } from "../policy/actions";
import { lookUpAction } from "../policy/table";
import { overlay } from "./overlay";

/** What holding one action on some resource amounts to, and why. */
export interface ActionPrivilege {
  readonly privilege: Privilege;
  readonly because: string;
}

const byTag: Readonly<Record<keyof typeof riskTags.tags, ActionPrivilege>> = {
  PrivEsc: { privilege: "escalation", because: "known as a way to more permissions" },
  CredentialExposure: { privilege: "credential-exposure", because: "hands out a secret or a credential" },
  DataAccess: { privilege: "data", because: "reads contents" },
};

interface Rule extends ActionPrivilege {
  readonly pattern: string;
  readonly exactly: boolean;
}

let rules: ReadonlyMap<string, readonly Rule[]> | undefined;

/** Tags and overlay by service; both name one service in each pattern. */
function rulesOf(service: string): readonly Rule[] {
  if (rules === undefined) {
    const found = new Map<string, Rule[]>();
    const add = (rule: Rule) => {
      const key = rule.pattern.slice(0, rule.pattern.indexOf(":"));
      const list = found.get(key);
      if (list === undefined) found.set(key, [rule]);
      else list.push(rule);
    };
    for (const { privilege, because, actions, exactly } of overlay) {
      for (const pattern of actions) add({ pattern, privilege, because, exactly: exactly === true });
    }
    for (const tag of ["PrivEsc", "CredentialExposure", "DataAccess"] as const) {
      for (const pattern of riskTags.tags[tag]) add({ pattern, ...byTag[tag], exactly: false });
    }
    rules = found;
  }
  return rules.get(service) ?? [];
}

const known = new Map<string, ActionPrivilege>();

/** What one action amounts to on some resource; `undefined` when the table does not know it, which is not harmless. */
export function explainAction(action: string): ActionPrivilege | undefined {
  const entry = lookUpAction(action);
  if (entry === undefined) return undefined;
  const before = known.get(entry.action);
  if (before !== undefined) return before;
  const said = rulesOf(entry.action.slice(0, entry.action.indexOf(":"))).filter(({ pattern }) =>
    matchesPattern(pattern, entry.action),
  );
  const { privilege, because } =
    said.find((rule) => rule.exactly) ?? gravest(...said, ofPersistence(entry.action), ofLevel(entry.action));
  const found = { privilege, because };
  known.set(entry.action, found);
  return found;
}

/** As `explainAction`, without the reason. */
export function privilegeOfAction(action: string): Privilege | undefined {
  return explainAction(action)?.privilege;
}

/** What lets a lease outlive itself lets its holder gain what the lease does not give. */
function ofPersistence(action: string): ActionPrivilege | undefined {
  return isPersistence(action) ? { privilege: "escalation", because: persistenceReason(action) ?? "" } : undefined;
}

function ofLevel(action: string): ActionPrivilege {
  const level = lookUpAction(action)?.level;
  const reads = /:(?:BatchGet|Describe|Get|List|Search|View)/.test(action);
  if (level === "read" || level === "list" || (level === "permissions" && reads)) {
    return { privilege: "read", because: "reads settings and names" };
  }
  return { privilege: "write", because: "changes settings" };
}

function gravest(...found: readonly (ActionPrivilege | undefined)[]): ActionPrivilege {
  for (const privilege of privileges) {
    const first = found.find((one) => one?.privilege === privilege);
    if (first !== undefined) return first;
  }
  return { privilege: "write", because: "changes settings" };
}
