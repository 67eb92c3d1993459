import type { Bound } from "../facts/bound";
import type { AccessFact, Fact } from "../facts/fact";
import type { Principal, PrincipalKind } from "../facts/principal";
import type { Privilege } from "../facts/privilege";
import { formatFoundInstant } from "../time/instant";
import type { FindingBound } from "./finding";
import type { Verdict } from "./rule";

const kinds: Readonly<Record<PrincipalKind, string>> = {
  person: "a person",
  ci: "a pipeline",
  agent: "an AI agent",
  federated: "a federated identity",
  foreign: "somebody of another account",
  anyone: "anyone",
  service: "a service",
  unknown: "somebody unknown",
};

/** `aws_iam_role.deploy (a pipeline)`. */
export function whom(principal: Principal): string {
  return principal.kind === "anyone"
    ? `${kinds.anyone} (${principal.name})`
    : `${principal.name} (${kinds[principal.kind]})`;
}

const amounts: Readonly<Record<Privilege, string>> = {
  administrative: "administrative access",
  escalation: "access that can escalate",
  "credential-exposure": "access to credentials",
  data: "access to data",
  write: "write access",
  read: "read access",
};

/** `administrative access`; "access of unknown weight" where it cannot be told. */
export function amount(privilege: Privilege | undefined): string {
  return privilege === undefined ? "access of unknown weight" : amounts[privilege];
}

/** ` (iam:PassRole, sts:AssumeRole)`, or nothing. */
export function reasons(because: readonly string[]): string {
  const shown = because.slice(0, 3);
  const more = because.length - shown.length;
  return shown.length === 0 ? "" : ` (${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""})`;
}

/** A bound in the published form. */
export function findingBound(bound: Bound): FindingBound {
  return {
    kind: bound.kind,
    ...(bound.kind === "leased" ? { until: formatFoundInstant(bound.until) } : {}),
    because: bound.because,
  };
}

/** Where a fact was read, as a finding says it. */
export function placed({ from }: Fact): Pick<Verdict, "from" | "address" | "addresses" | "location"> {
  return {
    from,
    address: from.address,
    addresses: from.addresses,
    ...(from.location === undefined ? {} : { location: from.location }),
  };
}

/** Who, what, where and until when, of a finding about an access. */
export function aboutAccess(fact: AccessFact): Omit<Verdict, "message" | "severity" | "fix"> {
  return {
    ...placed(fact),
    principal: fact.principal.name,
    ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
    scope: fact.scope.text,
    bound: findingBound(fact.bound),
  };
}
