import { becomes, same } from "./compare";
import { Unfit } from "./fault";
import type { Schema } from "./schema";
import { Dynamic, isValues, Unknown, type Value, type Values } from "./value";

type Path = readonly (string | number)[];

// What a provider promises Terraform of its answers. Terraform looks for itself, but speaks then of "an invalid plan" and of a
// bug; here the attribute and the fault are named. No value is said: it may be a secret.
// Source: https://github.com/hashicorp/terraform/blob/main/docs/resource-instance-change-lifecycle.md

/**
 * Holds that what is configured stays as it is, and that what is not the provider's to give stays null.
 *
 * @throws {@link Unfit}
 */
export function mustKeepConfig(schema: Schema, config: Values, made: Values, prior: Values | null = null): void {
  for (const [name, { given, type }] of Object.entries(schema.attributes)) {
    const [asked, found] = [config[name], made[name]];
    if (asked === undefined || found === undefined) continue;
    if (given === "computed" || (given === "optional-computed" && asked === null)) continue;
    if (asked === null && found !== null) throw new Unfit("has a value, though none is configured", [name]);
    const before = prior?.[name] ?? null;
    // A provider may hold on to a value that means the same as the configured one, where it may give values at all.
    const held = given === "optional-computed" && before !== null && same(type, before, found);
    if (!held && !same(type, asked, found)) throw new Unfit("is not what is configured", [name]);
  }
}

/**
 * Holds that what was known in the plan has become so.
 *
 * @throws {@link Unfit}
 */
export function mustKeepPlan(schema: Schema, planned: Values | null, made: Values | null): void {
  if (planned === null || made === null) return;
  for (const [name, { type }] of Object.entries(schema.attributes)) {
    const [promised, found] = [planned[name], made[name]];
    if (promised === undefined || found === undefined) continue;
    if (!becomes(type, promised, found)) throw new Unfit("is not as it was planned", [name]);
  }
}

/** @throws {@link Unfit} */
export function mustBeKnown(values: Values | null): void {
  if (values !== null) mustBeKnownValue(values);
}

/** @throws {@link Unfit} */
export function mustBeKnownValue(value: Value): void {
  const path = unknownIn(value, []);
  if (path !== undefined) throw new Unfit("is still unknown", path);
}

export function holdsUnknown(value: Value): boolean {
  return unknownIn(value, []) !== undefined;
}

function unknownIn(value: Value, path: Path): Path | undefined {
  if (value instanceof Unknown) return path;
  if (value instanceof Dynamic) return unknownIn(value.value, path);
  if (isValues(value)) return firstOf(Object.entries(value), path);
  return Array.isArray(value) ? firstOf([...value.entries()], path) : undefined;
}

function firstOf(inner: readonly (readonly [string | number, Value])[], path: Path): Path | undefined {
  for (const [key, value] of inner) {
    const found = unknownIn(value, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
