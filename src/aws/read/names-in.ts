import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { unknownPart } from "../policy/unknown-part";
import { type Surroundings, standIn } from "./stand-in";
import { isMap } from "./values";

/** The texts of an argument; what is not known before apply is what stands for it. */
export function namesIn(instance: ResourceInstance, name: string, around: Surroundings): readonly string[] {
  const found = argument(instance, name);
  if (found.kind === "known") return textsOrUnknown(found.value);
  if (found.kind === "absent") return [];
  const names = found.references.map((reference) => standIn(reference, instance, around));
  const value = instance.values[name];
  const marks = isMap(instance.unknown) ? instance.unknown[name] : undefined;
  const unknown = Array.isArray(marks) ? marks.filter((mark: Json) => mark === true).length : 1;
  const known = Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
  // Each reference stands for one that is not known, or nobody can tell which stands for which.
  return [...known, ...names, ...(names.length === unknown ? [] : [unknownPart])];
}

/** The texts of a value; what is no text is not known. */
function textsOrUnknown(value: Json): readonly string[] {
  if (value === "") return [];
  const all: readonly Json[] = Array.isArray(value) ? value : [value];
  return all.map((each) => (typeof each === "string" ? each : unknownPart));
}
