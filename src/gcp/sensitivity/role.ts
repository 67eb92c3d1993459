import type { Privilege } from "../../facts/privilege";
import { isGcpPersistence } from "./persistence";
import { factsOfRole } from "./roles";

/**
 * What a predefined role amounts to, and up to three permissions that make it so. Undefined for custom roles and for names that
 * the dated list lacks: indeterminate, never harmless.
 */
export function privilegeOfGcpRole(
  name: string,
): { readonly privilege: Privilege; readonly because: readonly string[] } | undefined {
  const facts = factsOfRole(name);
  return facts && { privilege: facts.privilege, because: facts.because };
}

/**
 * The permissions of a predefined role with which its holder could outlive the lease (law 9), in the list's order; empty when it
 * has none. Undefined for custom roles and for names that the dated list lacks.
 */
export function persistencePermissionsOf(role: string): readonly string[] | undefined {
  return factsOfRole(role)?.kept.filter(isGcpPersistence);
}
