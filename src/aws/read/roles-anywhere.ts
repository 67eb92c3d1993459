import type { Pin } from "../../facts/fact";
import type { Statement } from "../policy/document";
import { shown } from "../policy/unknown-part";
import type { Admitted } from "./admitted";
import { claimsOf, isWild, keyIs } from "./claims";

/**
 * Whoever holds a certificate of a trust anchor. The anchor is pinned by `aws:SourceArn`, the certificate by the tags
 * that its fields become.
 *
 * Source: AWS, "IAM Roles Anywhere: trust model".
 */
export function ofRolesAnywhere(name: string, { Condition }: Statement): Admitted {
  const claims = claimsOf(Condition);
  const certificates = claims.asked((key) => key.startsWith("aws:principaltag/x509"));
  const anchors = claims.asked(keyIs("aws:SourceArn"));
  const anchored: Pin =
    anchors.length === 0
      ? "missing"
      : anchors.some((asked) => asked.values.every((value) => !isWild(value, asked)))
        ? "exact"
        : "many-tenants";
  const exact = certificates.some((asked) => asked.values.every((value) => !isWild(value, asked)));
  const some: Pin = certificates.length > 0 ? "one-tenant" : anchored === "exact" ? "one-tenant" : "missing";
  const holders = certificates.flatMap(({ values }) => values).map(shown);
  const whom = `${holders.length === 0 ? "any certificate" : holders.join(", ")} through ${name}`;
  return {
    who: { principal: { kind: "federated", name: whom, key: whom } },
    federation: {
      issuer: name,
      // One account's anchors are its own certificate authorities.
      audience: anchored === "missing" && exact ? "one-tenant" : anchored,
      subject: exact ? "exact" : some,
      said: `${anchors.length === 0 ? "any trust anchor of the account will do" : "it names its trust anchor"}, ${
        holders.length === 0
          ? "and no field of the certificate is compared"
          : "and fields of the certificate are compared"
      }`,
    },
  };
}
