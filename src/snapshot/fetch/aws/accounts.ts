import { SnapshotRefusal } from "../errors";
import type { AwsAccount } from "./containers";

/** An account as an estate's target names it. */
export interface AwsTargetName {
  readonly account: string;
  readonly region: string;
  readonly assumeRole?: string;
  readonly externalId?: string;
}

export interface AwsAccountsAsked {
  /** Account ids; where none are named, those of the estate, or else the caller's own. */
  readonly accounts: readonly string[];
  /** Where none are named, those of the estate's targets, or else the caller's. */
  readonly regions: readonly string[];
  /** A role's name, or an ARN with `{account}` in it. */
  readonly assumeRole?: string;
  readonly externalId?: string;
  readonly targets?: readonly AwsTargetName[];
  readonly caller: { readonly account: string; readonly arn: string };
  /** The region of the environment or the profile. */
  readonly region: string | undefined;
}

/**
 * Which accounts are asked, in which regions, through which role.
 * @throws SnapshotRefusal where that is not said, or contradicts itself
 */
export function accountsOf(asked: AwsAccountsAsked): readonly AwsAccount[] {
  const { targets, caller } = asked;
  const named = [...new Set(asked.accounts)];
  const all =
    named.length > 0 ? named : targets ? [...new Set(targets.map(({ account }) => account))] : [caller.account];
  if (all.length === 0) throw refused("The estate has no target on AWS.", "Name accounts with --account.");
  return all.map((id) => accountOf(id, asked, all.length));
}

function accountOf(id: string, asked: AwsAccountsAsked, count: number): AwsAccount {
  if (!/^\d{12}$/.test(id)) throw refused(`"${id}" is no AWS account.`, "An account's id has twelve digits.");
  const { targets, caller, assumeRole } = asked;
  const own = targets?.filter(({ account }) => account === id) ?? [];
  if (targets && own.length === 0) {
    throw refused(`No target of the estate is in ${id}.`, "Leave --estate out, or name accounts of its targets.");
  }
  const role =
    assumeRole === undefined ? own.find((target) => target.assumeRole)?.assumeRole : roleIn(id, asked, count);
  if (role === undefined && id !== caller.account) {
    throw refused(
      `The credentials are of ${caller.account}, and ${id} is another account.`,
      "Say with --assume-role which role leads there: its name, or an ARN with {account} in it.",
    );
  }
  const externalId = asked.externalId ?? own.find((target) => target.externalId)?.externalId;
  const regions = firstOf(asked.regions, [...new Set(own.map(({ region }) => region))], asked.region);
  if (regions.length === 0) {
    throw refused("It is not said which region is asked.", "Name it with --region, or in AWS_REGION.");
  }
  return { id, regions, ...(role === undefined ? {} : { role }), ...(externalId === undefined ? {} : { externalId }) };
}

function roleIn(id: string, { assumeRole = "", caller }: AwsAccountsAsked, count: number): string {
  if (!assumeRole.startsWith("arn:")) {
    if (!/^[\w+=,.@/-]+$/.test(assumeRole)) {
      throw refused(`"${assumeRole}" is no role.`, "Name a role, or give an ARN with {account} in it.");
    }
    return `arn:${caller.arn.split(":")[1] ?? "aws"}:iam::${id}:role/${assumeRole}`;
  }
  if (count > 1 && !assumeRole.includes("{account}")) {
    throw refused(
      "One role cannot lead into several accounts.",
      "Write {account} in its ARN where the account stands.",
    );
  }
  return assumeRole.replaceAll("{account}", () => id);
}

function firstOf(asked: readonly string[], declared: readonly string[], own: string | undefined): readonly string[] {
  if (asked.length > 0) return [...new Set(asked)];
  return declared.length > 0 ? declared : own === undefined ? [] : [own];
}

function refused(message: string, fix: string): SnapshotRefusal {
  return new SnapshotRefusal("usage", message, fix);
}
