import { privilegeOfManagedPolicy } from "../aws/sensitivity/managed-policies";
import { privilegeOfStatements } from "../aws/sensitivity/statements";
import type { DeclarationPath } from "../diagnostics/diagnostic";
import type { Reporter } from "../diagnostics/report";
import type { Estate, PermissionStatement, Role } from "../estate/types";
import { type Privilege, privileges } from "../facts/privilege";
import { sensitivityFloors, understates } from "../facts/sensitivity-floor";
import { privilegeOfGcpRole } from "../gcp/sensitivity/role";

/** What some permissions amount to, why, and what of them the data does not know. */
interface Amount {
  readonly privilege?: Privilege;
  readonly because: readonly string[];
  /** What is unknown, as the subject of a sentence. */
  readonly what: string;
  readonly unknown: readonly string[];
}

/** No role calls itself less sensitive than its permissions are. */
export function sensitivity(estate: Estate, report: Reporter): void {
  const amounts = new Amounts();
  for (const role of estate.roles.values()) {
    // Nothing is more sensitive than critical, so there is nothing to understate.
    if (role.sensitivity !== "critical") judge(role, amounts, report);
  }
}

function judge(role: Role, amounts: Amounts, report: Reporter): void {
  const { aws, gcp } = role;
  const path = ["roles", role.name];
  const found: Amount[] = [];
  const add = (amount: Amount, at: DeclarationPath): void => {
    found.push(amount);
    const { what, unknown } = amount;
    if (unknown.length > 0) report.report("privilege-indeterminate", { role: role.name, what, unknown }, at);
  };
  if (aws && aws.statements.length > 0) {
    const amount = amounts.ofStatements(aws.statements);
    add(amount, [...path, "aws", "statements", ...placeOf(aws.statements, amount.unknown[0])]);
  }
  for (const [position, arn] of (aws?.managedPolicies ?? []).entries()) {
    add(amounts.ofManagedPolicy(arn), [...path, "aws", "managedPolicies", position]);
  }
  for (const [position, name] of (gcp?.roles ?? []).entries()) {
    add(amounts.ofGcpRole(name), [...path, "gcp", "roles", position]);
  }
  const privilege = privileges.find((one) => found.some((amount) => amount.privilege === one)) ?? "read";
  if (!understates(role.sensitivity, privilege)) return;
  const floor = sensitivityFloors[privilege];
  const because = new Set(found.filter((amount) => amount.privilege === privilege).flatMap((amount) => amount.because));
  report.report(
    "sensitivity-understated",
    { role: role.name, declared: role.sensitivity, floor, privilege, because: [...because] },
    [...path, "sensitivity"],
  );
}

/** The same permissions come again in thousands of roles, so each is weighed once. */
class Amounts {
  readonly #known = new Map<string, Amount>();

  ofStatements(statements: readonly PermissionStatement[]): Amount {
    return this.#once(JSON.stringify(statements), () => {
      const amount = privilegeOfStatements(statements);
      return { ...amount, what: amount.unknown.length === 1 ? "the action" : "the actions" };
    });
  }

  ofManagedPolicy(arn: string): Amount {
    return this.#once(arn, () => {
      const amount = privilegeOfManagedPolicy(arn);
      if (!amount) return { because: [], what: "the managed policy", unknown: [arn] };
      return { ...amount, what: `of what ${arn} holds,` };
    });
  }

  ofGcpRole(name: string): Amount {
    return this.#once(name, () => {
      const amount = privilegeOfGcpRole(name);
      return amount ? { ...amount, what: "", unknown: [] } : { because: [], what: "the GCP role", unknown: [name] };
    });
  }

  #once(key: string, weigh: () => Amount): Amount {
    const known = this.#known.get(key);
    if (known) return known;
    const found = weigh();
    this.#known.set(key, found);
    return found;
  }
}

/** Where an action first stands in the statements. */
function placeOf(statements: readonly PermissionStatement[], action: string | undefined): (string | number)[] {
  for (const [index, statement] of statements.entries()) {
    const position = action === undefined ? -1 : statement.actions.indexOf(action);
    if (position >= 0) return [index, "actions", position];
  }
  return [];
}
