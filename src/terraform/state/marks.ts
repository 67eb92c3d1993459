import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { isMap, optionalList } from "../plan/shape";
import { malformedState } from "./error";

/**
 * The tree of what must never be shown, of the paths in `sensitive_attributes`. A path that cannot be read hides all.
 *
 * @throws StateError where it is no list of lists
 */
export function marksOf(value: Json | undefined, where: string): Json {
  const root: Record<string, Json> = Object.create(null);
  for (const path of optionalList(value, where)) {
    if (!Array.isArray(path)) throw malformedState(where, "a list of paths");
    const steps = (path as readonly Json[]).map(stepOf);
    if (steps.length === 0 || !steps.every((step) => step !== undefined)) return true;
    mark(root, steps);
  }
  return root;
}

/** `{ type: "get_attr", value: NAME }`, or `{ type: "index", value: { value: KEY, type: … } }`. */
function stepOf(step: Json): string | undefined {
  if (!isMap(step)) return undefined;
  const { value } = step;
  const key = step.type === "index" && isMap(value) ? value.value : value;
  return typeof key === "string" || typeof key === "number" ? String(key) : undefined;
}

function mark(root: Record<string, Json>, steps: readonly (string | undefined)[]): void {
  let at = root;
  for (const [n, step = ""] of steps.entries()) {
    const there = at[step];
    if (there === true) return;
    if (n === steps.length - 1) {
      at[step] = true;
      return;
    }
    const inside: Record<string, Json> = isMap(there)
      ? (there as JsonMap as Record<string, Json>)
      : Object.create(null);
    at[step] = inside;
    at = inside;
  }
}
