import { graver, type Privilege, privileges } from "../../facts/privilege";
import riskTags from "../data/risk-tags.json";
import { isPersistence, persistenceReason } from "../persistence/actions";
import { actionsMatching } from "../policy/actions";
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

let reviewed: {
  readonly raised: ReadonlyMap<string, ActionPrivilege>;
  readonly fixed: ReadonlyMap<string, ActionPrivilege>;
};

/** Tags and overlay by action, the gravest of what is said of it. */
function review(): typeof reviewed {
  if (reviewed !== undefined) return reviewed;
  const raised = new Map<string, ActionPrivilege>();
  const fixed = new Map<string, ActionPrivilege>();
  const raise = (action: string, to: ActionPrivilege) => {
    const known = raised.get(action);
    if (
      known === undefined ||
      (known.privilege !== to.privilege && graver(known.privilege, to.privilege) === to.privilege)
    ) {
      raised.set(action, to);
    }
  };
  for (const { privilege, because, actions, exactly } of overlay) {
    for (const action of actions.flatMap(actionsMatching)) {
      if (exactly) fixed.set(action, { privilege, because });
      else raise(action, { privilege, because });
    }
  }
  for (const tag of ["PrivEsc", "CredentialExposure", "DataAccess"] as const) {
    for (const action of riskTags.tags[tag].flatMap(actionsMatching)) raise(action, byTag[tag]);
  }
  reviewed = { raised, fixed };
  return reviewed;
}

const known = new Map<string, ActionPrivilege>();

/** What one action amounts to on some resource; `undefined` when the table does not know it, which is not harmless. */
export function explainAction(action: string): ActionPrivilege | undefined {
  const entry = lookUpAction(action);
  if (entry === undefined) return undefined;
  const before = known.get(entry.action);
  if (before !== undefined) return before;
  const { raised, fixed } = review();
  const found =
    fixed.get(entry.action) ?? gravest(raised.get(entry.action), ofPersistence(entry.action), ofLevel(entry.action));
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
