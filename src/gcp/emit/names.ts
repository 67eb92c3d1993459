import { hash } from "node:crypto";

/** Google's limits on a condition's texts, in characters. */
export const conditionLimits = { title: 100, description: 256 } as const;

function digits(text: string, count: number): string {
  return hash("sha256", text, "hex").slice(0, count);
}

/** A text that fits: as it is, or cut and ended by a hash of all of it. */
export function fitting(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 11)}-${digits(text, 10)}`;
}

/**
 * A role as part of a Terraform name: `roles/cloudsql.viewer` is `cloudsql_viewer`. A name that could be taken for another's
 * (a custom role's, one with `_`) ends with a hash of it.
 */
export function slugOf(role: string): string {
  const predefined = /^roles\/([A-Za-z0-9.-]+)$/.exec(role)?.[1];
  if (predefined !== undefined) return predefined.replaceAll(".", "_");
  return `${role.replace(/^roles\//, "").replace(/[^A-Za-z0-9-]/g, "_")}_${digits(role, 8)}`;
}
