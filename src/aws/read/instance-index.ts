import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { text } from "./values";

type ByValue = ReadonlyMap<string, readonly ResourceInstance[]>;

const indexes = new WeakMap<Landscape, Map<string, ByValue>>();

/**
 * The instances of a type with that text in an attribute, in the landscape's order. An account has thousands of instances,
 * and each of its assignments asks for several.
 */
export function instancesWith(
  landscape: Landscape,
  type: string,
  attribute: string,
  value: string,
): readonly ResourceInstance[] {
  let byName = indexes.get(landscape);
  if (byName === undefined) {
    byName = new Map();
    indexes.set(landscape, byName);
  }
  const name = `${type}.${attribute}`;
  let byValue = byName.get(name);
  if (byValue === undefined) {
    byValue = indexed(landscape, type, attribute);
    byName.set(name, byValue);
  }
  return byValue.get(value) ?? [];
}

function indexed({ instances }: Landscape, type: string, attribute: string): ByValue {
  const found = new Map<string, ResourceInstance[]>();
  for (const instance of instances) {
    const value = instance.type === type ? text(instance, attribute) : undefined;
    if (value === undefined) continue;
    const those = found.get(value);
    if (those === undefined) found.set(value, [instance]);
    else those.push(instance);
  }
  return found;
}
