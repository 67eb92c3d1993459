import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { malformed } from "./error";

/** Is it an object? */
export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that the object itself has: people choose names like `constructor`. */
export function own(map: JsonMap, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** @throws PlanError where it is no object */
export function mapOf(value: Json | undefined, where: string): JsonMap {
  if (!isMap(value)) throw malformed(where, "an object");
  return value;
}

/** An object that may be left out. @throws PlanError where it is something else */
export function optionalMap(value: Json | undefined, where: string): JsonMap {
  return value === undefined || value === null ? {} : mapOf(value, where);
}

/** A list that may be left out. @throws PlanError where it is something else */
export function optionalList(value: Json | undefined, where: string): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw malformed(where, "a list");
  return value as readonly Json[];
}

/** @throws PlanError where it is no text */
export function textOf(value: Json | undefined, where: string): string {
  if (typeof value !== "string") throw malformed(where, "a text");
  return value;
}

/** A text that may be left out. @throws PlanError where it is something else */
export function optionalText(value: Json | undefined, where: string): string | undefined {
  return value === undefined ? undefined : textOf(value, where);
}
