import { type attributePath, type diagnostic, type pathStep, severity } from "./messages";
import type { Told } from "./provider";
import type { ValueType } from "./value";
import type { Written } from "./wire/message";

/** What is told, as the protocol sends it; a path is of a value of the type. */
export function diagnosticsOf(told: readonly Told[], type?: ValueType): readonly Written<typeof diagnostic>[] {
  return told.map((one) => ({
    severity: severity[one.severity],
    summary: one.summary,
    detail: one.detail,
    attribute: one.path === undefined || type === undefined ? undefined : pathOf(one.path, type),
  }));
}

/** Whether something told is an error. */
export function fails(told: readonly Told[]): boolean {
  return told.some((one) => one.severity === "error");
}

/** A path as far as Terraform can follow it: it has no way to name an element of a set. */
export function pathOf(path: readonly (string | number)[], type: ValueType): Written<typeof attributePath> {
  const steps: Written<typeof pathStep>[] = [];
  let at: ValueType | undefined = type;
  for (const step of path) {
    if (at === undefined || typeof at === "string" || at[0] === "set") break;
    if (at[0] === "object") {
      if (typeof step !== "string" || !Object.hasOwn(at[1], step)) break;
      steps.push({ attribute_name: step });
      at = at[1][step];
    } else if (at[0] === "map") {
      steps.push({ element_key_string: String(step) });
      at = at[1];
    } else {
      if (typeof step !== "number") break;
      steps.push({ element_key_int: step });
      at = at[0] === "tuple" ? at[1][step] : at[1];
    }
  }
  return { steps };
}
