import { type Privilege, privileges } from "../../facts/privilege";
import data from "../data/managed-policies.json";
import { managedPolicyName } from "../policy/managed";
import { explainWeight, type StatementsPrivilege } from "./statements";

/** The day of the table of AWS managed policies (ISO 8601). */
export const managedPolicyTableDate: string = data.dated;

/** The persistence actions in an AWS managed policy. */
export interface ManagedPersistence {
  /** Written out in the policy, sorted. */
  readonly named: readonly string[];
  /** How many more it reaches through wildcards. */
  readonly throughWildcard: number;
}

interface Row {
  readonly privilege: StatementsPrivilege;
  readonly persistence: ManagedPersistence;
}

let lines: ReadonlyMap<string, string> | undefined;
const rows = new Map<string, Row>();

/**
 * What an AWS managed policy, of whatever partition, amounts to; `undefined` for a policy that the data does not hold,
 * a customer's own among them: that is indeterminate, never harmless.
 */
export function privilegeOfManagedPolicy(arn: string): StatementsPrivilege | undefined {
  return rowOf(arn)?.privilege;
}

/** The persistence actions that an AWS managed policy reaches; `undefined` for a policy that the data does not hold. */
export function persistenceOfManagedPolicy(arn: string): ManagedPersistence | undefined {
  return rowOf(arn)?.persistence;
}

function rowOf(arn: string): Row | undefined {
  const name = managedPolicyName(arn);
  if (name === undefined) return undefined;
  const known = rows.get(name);
  if (known !== undefined) return known;
  lines ??= new Map(data.policies.map((text) => [text.slice(0, text.indexOf("|")), text]));
  const line = lines.get(name);
  if (line === undefined) return undefined;
  const [, privilege = "", actions = "", more = "0", named = "", wild = "0", unknown = ""] = line.split("|");
  const row: Row = {
    privilege: explainWeight({
      // A class that is not one of ours can only come of broken data: the gravest is the safe reading.
      privilege: (privileges as readonly string[]).includes(privilege) ? (privilege as Privilege) : "administrative",
      actions: listOf(actions),
      more: Number(more),
      unknown: listOf(unknown),
    }),
    persistence: { named: listOf(named), throughWildcard: Number(wild) },
  };
  rows.set(name, row);
  return row;
}

function listOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(",");
}
