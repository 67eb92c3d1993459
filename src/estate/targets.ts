import type { Grant, Role, Target } from "./types";

/** A role's targets in both clouds, each once. */
export function targetsOf({ aws, gcp }: Pick<Role, "aws" | "gcp">): readonly Target[] {
  return [...new Set([...(aws?.targets ?? []), ...(gcp?.targets ?? [])])];
}

/** Where a grant is to land: its own targets, or all of its role's. */
export function targetsOfGrant({ targets, role }: Pick<Grant, "targets" | "role">): readonly Target[] {
  return targets ?? targetsOf(role);
}
