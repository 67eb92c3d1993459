import type { ConfiguredBlock, ConfiguredExpression } from "./instance";
import type { Json } from "./json";

/** A resource as the configuration has it, before `count` and `for_each`. */
export interface ConfiguredResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** The key of its provider configuration, as the plan writes it. */
  readonly provider?: string;
  readonly configured: ConfiguredBlock;
  /** Its `for_each`, where that refers to something. */
  readonly forEach?: ConfiguredExpression;
}

/** A module block. */
export interface ConfiguredCall {
  readonly arguments: ConfiguredBlock;
  readonly module: ConfiguredModule;
}

/** A module as the configuration has it, before `count` and `for_each`. */
export interface ConfiguredModule {
  /** By `resourceKey`. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  readonly calls: ReadonlyMap<string, ConfiguredCall>;
  readonly outputs: ReadonlyMap<string, ConfiguredExpression>;
  /** Defaults, of the variables that have one. */
  readonly defaults: ReadonlyMap<string, Json>;
}

export const emptyModule: ConfiguredModule = {
  resources: new Map(),
  calls: new Map(),
  outputs: new Map(),
  defaults: new Map(),
};

/** The same for all instances of one resource of a module. Types and names hold neither space nor dot. */
export function resourceKey(mode: "managed" | "data", type: string, name: string): string {
  return mode === "data" ? `data.${type}.${name}` : `${type}.${name}`;
}

/** Is this an expression, and not a list of nested blocks? */
export function isExpression(
  value: ConfiguredExpression | readonly ConfiguredBlock[] | undefined,
): value is ConfiguredExpression {
  return value !== undefined && !Array.isArray(value);
}
