import type { Principal } from "../../facts/principal";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { type Accounts, accountsOf } from "./accounts";
import { accountOfText, isAccountId, parseArn } from "./arn";
import { type Holder, type HolderKind, type Holders, holdersOf } from "./holders";

/** Who is who in a landscape: made first, handed to every reader. */
export interface Principals {
  readonly accounts: Accounts;
  readonly holders: Holders;
  /** A role, user or group as a principal; a role's kind is the gravest of those who may assume it. */
  of(holder: Holder): Principal;
  /** A principal of which only the name stands in the plan. */
  named(kind: HolderKind, name: string, from: ResourceInstance): Principal;
  /**
   * Whom one name in a statement's `Principal` (or an argument such as `principal_arn`) means: an ARN, an account, a
   * service, a provider, `*`.
   */
  whom(element: PrincipalElement, name: string, from: ResourceInstance): Principal;
}

/** The keys of a statement's `Principal`. */
export type PrincipalElement = "AWS" | "Service" | "Federated" | "CanonicalUser";

/** Reads accounts, roles, users and groups; kinds of roles are found when asked for. */
export function principalsOf(landscape: Landscape): Principals {
  const accounts = accountsOf(landscape);
  const holders = holdersOf(landscape, accounts);
  const kindOf = (holder: Holder): Principal["kind"] => (holder.kind === "role" ? "unknown" : "person");
  const principals: Principals = {
    accounts,
    holders,
    of: (holder) => ({
      kind: kindOf(holder),
      name: holder.arn ?? holder.instance.address,
      key: holder.handle,
      address: holder.instance.address,
    }),
    named(kind, name, from) {
      const account = accounts.of(from.provider) ?? from.provider;
      return { kind: kind === "role" ? "unknown" : "person", name, key: `leasehold:${account}:${kind}:${name}` };
    },
    whom(element, name, from) {
      if (element === "Service") return { kind: serviceKind(name), name, key: name };
      if (element === "Federated") return { kind: "federated", name, key: name };
      if (element === "CanonicalUser") return { kind: "unknown", name, key: `canonical:${name}` };
      return ofAws(name, from, principals);
    },
  };
  return principals;
}

function serviceKind(name: string): Principal["kind"] {
  return name.startsWith("rolesanywhere.") ? "federated" : "service";
}

function ofAws(name: string, from: ResourceInstance, { accounts, holders, of }: Principals): Principal {
  if (name === "*") return { kind: "anyone", name: "*", key: "*" };
  const holder = holders.byArn(name);
  if (holder !== undefined) return of(holder);
  const account = accountOfText(name);
  const arn = parseArn(name);
  if (account === undefined) {
    // CloudFront's origin access identities are users of no account.
    const service = arn?.account === "cloudfront" || arn?.resource.startsWith("user/CloudFront") === true;
    return { kind: service ? "service" : "unknown", name, key: name };
  }
  const whole = isAccountId(name) ? `arn:${accounts.partitionOf(from.provider)}:iam::${account}:root` : name;
  const relation = accounts.relation(account, from.provider);
  if (relation === "service") return { kind: "service", name: whole, key: whole };
  if (relation === "foreign") return { kind: "foreign", name: whole, key: whole };
  return { kind: kindOfArn(arn?.resource ?? "root"), name: whole, key: whole };
}

function kindOfArn(resource: string): Principal["kind"] {
  if (resource.startsWith("user/") || resource.startsWith("federated-user/")) return "person";
  if (/^role\/aws-reserved\/sso\.amazonaws\.com\//.test(resource)) return "person";
  if (resource.startsWith("assumed-role/AWSReservedSSO_")) return "person";
  return resource.startsWith("role/aws-service-role/") ? "service" : "unknown";
}
