import { privilegeOfManagedPolicy } from "../aws/sensitivity/managed-policies";
import { privilegeOfStatements } from "../aws/sensitivity/statements";
import type { DeclarationPath } from "../diagnostics/diagnostic";
import type { Reporter } from "../diagnostics/report";
import type { Estate, PermissionStatement, Role, Sensitivity } from "../estate/types";
import { graver, type Privilege } from "../facts/privilege";
import { privilegeOfGcpRole } from "../gcp/sensitivity/role";

/** What some permissions amount to, why, and what of them the data does not know. */
interface Amount {
  readonly privilege: Privilege;
  readonly because: readonly string[];
  readonly unknown: readonly string[];
}

/** The least sensitivity that a privilege allows a role to claim (DESIGN §5). */
export const floors: Readonly<Record<Privilege, Sensitivity>> = {
  administrative: "critical",
  escalation: "high",
  "credential-exposure": "high",
  data: "moderate",
  write: "moderate",
  read: "low",
};

const order: readonly Sensitivity[] = ["low", "moderate", "high", "critical"];

/** No role calls itself less sensitive than its permissions are. */
export function sensitivity(estate: Estate, report: Reporter): void {
  const amounts = new Map<string, Amount>();
  const ofStatements = (statements: readonly PermissionStatement[]): Amount => {
    const key = JSON.stringify(statements);
    const known = amounts.get(key);
    if (known) return known;
    const found = privilegeOfStatements(statements);
    amounts.set(key, found);
    return found;
  };
  for (const role of estate.roles.values()) {
    // Nothing is more sensitive than critical, so there is nothing to understate.
    if (role.sensitivity !== "critical") judge(role, ofStatements, report);
  }
}

function judge(
  role: Role,
  ofStatements: (statements: readonly PermissionStatement[]) => Amount,
  report: Reporter,
): void {
  const { aws, gcp } = role;
  const path = ["roles", role.name];
  let worst: { privilege: Privilege; because: string[] } = { privilege: "read", because: [] };
  const add = ({ privilege, because }: Pick<Amount, "privilege" | "because">): void => {
    const grave = graver(privilege, worst.privilege);
    if (grave !== worst.privilege) worst = { privilege: grave, because: [...because] };
    else if (privilege === grave) worst.because.push(...because);
  };
  const unknown = (what: string, names: readonly string[], at: DeclarationPath): void =>
    report.report("privilege-indeterminate", { role: role.name, what, unknown: names }, at);

  if (aws && aws.statements.length > 0) {
    const amount = ofStatements(aws.statements);
    add(amount);
    const [first] = amount.unknown;
    if (first !== undefined) {
      const what = amount.unknown.length === 1 ? "the action" : "the actions";
      unknown(what, amount.unknown, [...path, "aws", "statements", ...placeOf(aws.statements, first)]);
    }
  }
  for (const [position, arn] of (aws?.managedPolicies ?? []).entries()) {
    const at = [...path, "aws", "managedPolicies", position];
    known(privilegeOfManagedPolicy(arn), "what the managed policy holds;", arn, at);
  }
  for (const [position, name] of (gcp?.roles ?? []).entries()) {
    known(privilegeOfGcpRole(name), "what the GCP role holds;", name, [...path, "gcp", "roles", position]);
  }

  function known(
    amount: (Partial<Amount> & Pick<Amount, "privilege" | "because">) | undefined,
    what: string,
    name: string,
    at: DeclarationPath,
  ): void {
    if (amount) add(amount);
    if (!amount) unknown(what, [name], at);
    else if (amount.unknown && amount.unknown.length > 0) unknown(`in ${name}, what it calls`, amount.unknown, at);
  }

  const floor = floors[worst.privilege];
  if (order.indexOf(role.sensitivity) >= order.indexOf(floor)) return;
  report.report(
    "sensitivity-understated",
    {
      role: role.name,
      declared: role.sensitivity,
      floor,
      privilege: worst.privilege,
      because: [...new Set(worst.because)],
    },
    [...path, "sensitivity"],
  );
}

/** Where an action first stands in the statements. */
function placeOf(statements: readonly PermissionStatement[], action: string): (string | number)[] {
  for (const [index, statement] of statements.entries()) {
    const position = statement.actions.indexOf(action);
    if (position >= 0) return [index, "actions", position];
  }
  return [];
}
