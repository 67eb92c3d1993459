import type { ConfiguredBlock, ConfiguredExpression, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";

/** A known, non-empty text among an instance's values. */
export function text(instance: ResourceInstance, name: string): string | undefined {
  return textOfValue(instance.values[name]);
}

/** A non-empty text; anything else is none. */
export function textOfValue(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The texts of a list or set; of a single text, that one. */
export function texts(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string" && each !== "") : [];
}

/** Is it, where it is set, a list of texts (or one), so that `texts` loses nothing of it? */
export function isTexts(value: Json | undefined): boolean {
  if (value === undefined || value === null || typeof value === "string") return true;
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

/** The blocks of a nested argument, whichever way they are held: a list, or a single map. */
export function blocks(value: Json | undefined): readonly { readonly [key: string]: Json }[] {
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return list.filter(isMap);
}

export function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An argument of a configuration block that is an expression, not nested blocks. */
export function expressionOf(block: ConfiguredBlock | undefined, name: string): ConfiguredExpression | undefined {
  const found = block?.[name];
  return found === undefined || isBlocks(found) ? undefined : found;
}

/** The nested blocks of a configuration block. */
export function blocksOf(block: ConfiguredBlock | undefined, name: string): readonly ConfiguredBlock[] {
  const found = block?.[name];
  return found !== undefined && isBlocks(found) ? found : [];
}

function isBlocks(value: ConfiguredExpression | readonly ConfiguredBlock[]): value is readonly ConfiguredBlock[] {
  return Array.isArray(value);
}
