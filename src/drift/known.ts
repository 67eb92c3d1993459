import { text } from "../aws/read/values";
import type { Severity } from "../diagnostics/diagnostic";
import type { Identity } from "../estate/types";
import type { AccessFact } from "../facts/fact";
import type { ResourceInstance } from "../terraform/instance";
import { reservedRole } from "./cloud-owned";
import type { Grounds } from "./ground";

/** Somebody who is known to the estates although no grant gives them what they hold. */
export interface Known {
  /** "the deployer of target orders-prod", "identity dana's own principal" */
  readonly said: string;
  /** Does that explain an access that would be as grave? */
  readonly explains: (fact: AccessFact, severity: Severity) => boolean;
}

/**
 * Is the holder of an access a target's deployer, or the principal that an identity has by itself: its user, role or member, or
 * the Identity Center permission set through which it comes?
 */
export function knownHolder(
  { principal, from }: AccessFact,
  grounds: Grounds,
  instances: ReadonlyMap<string, ResourceInstance>,
): Known | undefined {
  const target = grounds.deploys(principal.name);
  if (target !== undefined) return { said: `the deployer of target "${target.name}"`, explains: () => true };
  const identity = grounds.identityOf(principal.name);
  if (identity !== undefined) return own(identity, identity.aws?.kind === "role" && /:role\//.test(principal.name));
  const through = ofPermissionSet(principal.name, grounds);
  if (through !== undefined) return own(through, true);
  const assignment = instances.get(from.address);
  if (assignment?.type !== "aws_ssoadmin_account_assignment") return undefined;
  const assigned = ofAssignment(assignment, grounds, [...instances.values()]);
  return assigned === undefined ? undefined : own(assigned, true);
}

/**
 * What a workload or an agent holds by itself is its own affair. People hold by leases: what they have besides is known only where it
 * is what brings them to their leases, and never where it is administrative.
 *
 * @param through it is a role that they come through, and not what every access of theirs is given to
 */
function own({ name, kind }: Identity, through: boolean): Known {
  return {
    said: `the own principal of identity "${name}"`,
    explains: (fact, severity) =>
      kind !== "person" ||
      (fact.privilege !== "administrative" && (through || severity !== "error" || onlyAssumes(fact))),
  };
}

function onlyAssumes({ permissions, bound }: AccessFact): boolean {
  const actions = permissions.flatMap((permission) => (permission.except ? ["*"] : permission.actions));
  return bound.kind !== "leased" && actions.length > 0 && actions.every((action) => /^sts:/i.test(action));
}

/** Whoever comes through a permission set that an identity is declared with, in the account where it is. */
function ofPermissionSet(arn: string, grounds: Grounds): Identity | undefined {
  const role = reservedRole(arn);
  if (role === undefined) return undefined;
  return centred(grounds).find(
    ({ aws, accounts }) => aws.permissionSet === role.permissionSet && accounts.has(role.account),
  )?.identity;
}

function ofAssignment(
  assignment: ResourceInstance,
  grounds: Grounds,
  instances: readonly ResourceInstance[],
): Identity | undefined {
  if (text(assignment, "principal_type") !== "USER") return undefined;
  const user = text(assignment, "principal_id");
  const set = text(assignment, "permission_set_arn");
  const account = text(assignment, "target_id");
  const name = instances.find(({ type, values }) => type === "aws_ssoadmin_permission_set" && values.arn === set)
    ?.values.name;
  const called = instances.find(({ type, values }) => type === "aws_identitystore_user" && values.user_id === user)
    ?.values.user_name;
  return centred(grounds).find(
    ({ aws, accounts }) =>
      aws.permissionSet === name &&
      (aws.userId === undefined ? aws.userName === called : aws.userId === user) &&
      account !== undefined &&
      accounts.has(account),
  )?.identity;
}

interface Centred {
  readonly identity: Identity;
  readonly aws: Extract<NonNullable<Identity["aws"]>, { kind: "identityCenter" }>;
  readonly accounts: ReadonlySet<string>;
}

/** Identities of Identity Center, with the accounts in which their permission set is theirs. */
function centred({ all }: Grounds): readonly Centred[] {
  return all.flatMap(({ estate }) => {
    const accounts = new Set(
      [...estate.targets.values()].flatMap(({ cloud }) => (cloud.kind === "aws" ? [cloud.account] : [])),
    );
    return [...estate.identities.values()].flatMap((identity) => {
      const { aws } = identity;
      if (aws?.kind !== "identityCenter") return [];
      return [{ identity, aws, accounts: aws.account === undefined ? accounts : new Set([aws.account]) }];
    });
  });
}
