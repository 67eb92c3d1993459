import type { PageLease, PagePrivilege } from "../data";

const inWords: Readonly<Record<string, string>> = {
  administrative: "can do everything",
  escalation: "can gain permissions that it does not hold",
  "credential-exposure": "can read or make credentials",
  data: "reads or writes contents",
  write: "changes settings and resources",
  read: "reads settings and names",
};
const gravities = ["administrative", "escalation", "credential-exposure", "data", "write", "read"];

/** What an access amounts to, for people. What is not known is said first: it could be anything. */
export function privilegeText({ privilege, unknown }: PagePrivilege): string {
  const known = privilege === undefined ? undefined : inWords[privilege];
  if (known === undefined) return "what it can do cannot be told";
  return unknown.length > 0 ? `${known}, and more that cannot be told` : known;
}

/** Which colour it has: `grave`, `data`, `write`, `read` or `unknown`. */
export function privilegeTone({ privilege, unknown }: PagePrivilege): string {
  if (privilege === undefined) return "unknown";
  if (gravities.indexOf(privilege) < 3) return "grave";
  return unknown.length > 0 ? "unknown" : privilege;
}

/** The gravest first; what cannot be told may be the gravest. */
export function gravity({ privilege, unknown }: PagePrivilege): number {
  const known = privilege === undefined ? 1 : gravities.indexOf(privilege);
  return unknown.length > 0 ? Math.min(known, 1) : known;
}

export type State = "running" | "requested" | "later" | "past";
export const states: readonly State[] = ["running", "requested", "later", "past"];

/** How a lease stands at a moment; a window holds its start, and no longer its end. */
export function stateOf({ start, end }: PageLease, now: number): State {
  if (start === undefined || end === undefined) return "requested";
  if (end <= start || end <= now) return "past";
  return start <= now ? "running" : "later";
}

export const headings: Readonly<Record<State, string>> = {
  running: "Running now",
  requested: "Asked for, not yet given",
  later: "Begins later",
  past: "Over",
};

/** `1 lease`, `2,000 leases`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}

/** `12,345`, in every browser alike. */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

export const sensitivities = ["critical", "high", "moderate", "low"] as const;
