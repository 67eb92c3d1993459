import type { Principal } from "../../facts/principal";
import type { ResourceInstance } from "../../terraform/instance";
import { accountOfText, isAccountId, parseArn } from "./arn";
import type { PrincipalElement, Principals } from "./principals";

/** Whom one name in a statement's `Principal` means, by itself. */
export function principalNamed(
  element: PrincipalElement,
  name: string,
  from: ResourceInstance,
  principals: Pick<Principals, "accounts" | "holders" | "of">,
): Principal {
  switch (element) {
    case "Service":
      return { kind: name.startsWith("rolesanywhere.") ? "federated" : "service", name, key: name };
    case "Federated":
      return { kind: "federated", name, key: name };
    case "CanonicalUser":
      return { kind: "unknown", name, key: `canonical:${name}` };
    case "AWS":
      return ofAws(name, from, principals);
  }
}

function ofAws(
  name: string,
  from: ResourceInstance,
  { accounts, holders, of }: Pick<Principals, "accounts" | "holders" | "of">,
): Principal {
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
  // The roles of Identity Center's permission sets: people, whoever they are.
  if (/^role\/(?:aws-reserved\/sso\.amazonaws\.com\/|\*?AWSReservedSSO_)/.test(resource)) return "person";
  if (resource.startsWith("assumed-role/AWSReservedSSO_")) return "person";
  return resource.startsWith("role/aws-service-role/") ? "service" : "unknown";
}
