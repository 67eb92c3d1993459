import type { ConfiguredBlock, JsonMap, Landscape, ResourceInstance } from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";

/** A value that is not known before apply: what its expression refers to. */
export class Reference {
  constructor(readonly references: readonly string[]) {}
}

/** `ref("google_service_account.app.email")` */
export function ref(...references: readonly string[]): Reference {
  return new Reference(references);
}

export type Written = Json | Reference | readonly Written[] | { readonly [key: string]: Written };

export interface Options {
  readonly project?: string;
  readonly moment?: "before" | "after";
  /** Configuration of the provider, besides its project. */
  readonly provider?: ConfiguredBlock;
  /** By address: not in the configuration any more, as in a state. */
  readonly orphans?: readonly string[];
}

/**
 * A landscape made by hand (no Google provider is at hand for tests): resources by address, `data.` before data sources. Names of
 * arguments are those of `@cdktf/provider-google`.
 */
export function landscape(
  resources: Readonly<Record<string, Readonly<Record<string, Written>>>>,
  options: Options = {},
): Landscape {
  const { project = "acme-orders", moment = "after", provider = {}, orphans = [] } = options;
  const instances = Object.entries(resources).map(([address, values]): ResourceInstance => {
    const [, data, type = "", name = "", index] =
      /^(data\.)?([a-z0-9_]+)\.([A-Za-z0-9_-]+)(?:\["(.*)"\])?$/.exec(address) ?? [];
    return {
      address,
      module: "",
      mode: data === undefined ? "managed" : "data",
      type,
      name,
      ...(index === undefined ? {} : { index }),
      provider: type.startsWith("azuread") ? "azuread" : "google",
      change: "create",
      values: known(values) as JsonMap,
      unknown: unknown(values) as Json,
      sensitive: {},
      ...(orphans.includes(address) ? {} : { configured: block(values) }),
    };
  });
  return {
    moment,
    instances,
    providers: [
      {
        key: "google",
        source: "hashicorp/google",
        configured: { ...(project === "" ? {} : { project: { constant: project, references: [] } }), ...provider },
      },
    ],
    resolve(reference) {
      const found = instances.filter(
        ({ address }) =>
          reference.startsWith(`${address}.`) || reference.startsWith(`${address.replace(/\[.*$/, "")}.`),
      );
      const [first] = found;
      if (first === undefined) return { kind: "unknown" };
      const attribute = reference.slice(first.address.replace(/\[.*$/, "").length + 1).split(".");
      return { kind: "instances", instances: found, attribute };
    },
  };
}

function known(value: Written): Json {
  if (value instanceof Reference) return null;
  if (Array.isArray(value)) return (value as readonly Written[]).map(known);
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, known(each)]));
}

function unknown(value: Written): Json {
  if (value instanceof Reference) return true;
  if (Array.isArray(value)) return (value as readonly Written[]).map(unknown);
  if (typeof value !== "object" || value === null) return false;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unknown(each)]));
}

function block(values: Readonly<Record<string, Written>>): ConfiguredBlock {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      isBlocks(value) ? (value as readonly Readonly<Record<string, Written>>[]).map(block) : expression(value),
    ]),
  );
}

function isBlocks(value: Written): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    (value as readonly Written[]).every(
      (each) => typeof each === "object" && each !== null && !Array.isArray(each) && !(each instanceof Reference),
    )
  );
}

function expression(value: Written): { readonly constant?: Json; readonly references: readonly string[] } {
  const references = referencesIn(value);
  return references.length > 0 ? { references } : { constant: value as Json, references };
}

function referencesIn(value: Written): readonly string[] {
  if (value instanceof Reference) return value.references;
  if (Array.isArray(value)) return (value as readonly Written[]).flatMap(referencesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}
