import type { ResourceInstance } from "../../terraform/instance";
import { isMap, textOf } from "./reading";

/** The title under which Privileged Access Manager binds whoever activated an entitlement. */
export const pamTitle = "Created by: PAM";

/**
 * The name of the cloud's own just-in-time access that has made a binding, for people; undefined for every other. Anybody may
 * give a condition such a title, so it explains nothing: it only says what a thing claims to be.
 */
export function ownJitOf({ type, values }: ResourceInstance): string | undefined {
  if (!/^google_.+_iam_member$/.test(type) || !Array.isArray(values.condition)) return undefined;
  const [condition] = values.condition;
  return isMap(condition) && textOf(condition, "title") === pamTitle ? "Privileged Access Manager" : undefined;
}
