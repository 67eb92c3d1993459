/**
 * What an access amounts to, gravest first. *Privileged* is every class but `read`.
 *
 * - `administrative`: can do everything, or can give itself everything
 * - `escalation`: can gain permissions that it does not hold
 * - `credential-exposure`: can read or make credentials that others accept
 * - `data`: reads or writes contents
 * - `write`: changes anything else
 * - `read`: reads settings and names
 */
export const privileges = ["administrative", "escalation", "credential-exposure", "data", "write", "read"] as const;

export type Privilege = (typeof privileges)[number];

/** The graver of two privileges. */
export function graver(a: Privilege, b: Privilege): Privilege {
  return privileges.indexOf(a) <= privileges.indexOf(b) ? a : b;
}
