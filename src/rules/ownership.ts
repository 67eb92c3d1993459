import type { Estate } from "../estate/types";
import { type Fact, ofKind } from "../facts/fact";

/** The tag or label keys that say whose something is: the company's own, or leasehold's on what it made. */
export function ownerKeys({ policy }: Estate): readonly string[] {
  const own = [`${policy.prefix}:owner`, `${policy.prefix}_owner`];
  return policy.ownerTag === undefined ? own : [policy.ownerTag, ...own];
}

/** The resources that take part in privileged access. */
export function privilegedAddresses(facts: readonly Fact[]): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const { privilege, from } of ofKind(facts, "access")) {
    if (privilege !== "read") for (const address of from.addresses) addresses.add(address);
  }
  return addresses;
}
