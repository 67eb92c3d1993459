import type {
  ConfiguredBlock,
  ConfiguredExpression,
  JsonMap,
  Landscape,
  ProviderConfiguration,
  ResourceInstance,
} from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";

/** A value that is not known before apply, and what it refers to or how it stands in a JSON configuration. */
export class Later {
  constructor(
    readonly references: readonly string[],
    readonly text?: string,
  ) {}
}

export const later = (...references: string[]): Later => new Later(references);

/** Raw text with `${…}`, as a JSON configuration holds it. */
export const raw = (text: string): Later =>
  new Later(
    [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, reference]) => reference ?? ""),
    text,
  );

/** A policy as the text of an argument. */
export function policy(...statements: readonly unknown[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The arguments of one resource; what only the provider computes stands in `computed`. */
export type Arguments = { readonly [argument: string]: Json | Later | undefined } & { readonly computed?: JsonMap };

export interface StackOptions {
  readonly providers?: readonly ProviderConfiguration[];
  readonly moment?: "before" | "after";
  /** By address: what is not as it is by default. */
  readonly also?: Readonly<Record<string, Partial<ResourceInstance>>>;
}

/** A landscape of resources by address, `aws_s3_bucket.logs` or `data.aws_caller_identity.me`, each with its arguments. */
export function stack(resources: Readonly<Record<string, Arguments>>, options: StackOptions = {}): Landscape {
  const instances = Object.entries(resources).map(([address, found]) => ({
    ...instanceOf(address, found),
    ...options.also?.[address],
  }));
  return {
    moment: options.moment ?? "after",
    instances,
    providers: options.providers ?? [],
    resolve(reference) {
      const found = instances.find(({ address }) => reference === address || reference.startsWith(`${address}.`));
      if (found === undefined) return { kind: "unknown" };
      const rest = reference.slice(found.address.length + 1);
      return { kind: "instances", instances: [found], attribute: rest === "" ? [] : rest.split(".") };
    },
  };
}

function instanceOf(address: string, { computed = {}, ...given }: Arguments): ResourceInstance {
  const parts = address.split(".");
  const mode = parts[0] === "data" ? "data" : "managed";
  const [type = "", name = ""] = mode === "data" ? parts.slice(1) : parts;
  const values: Record<string, Json> = { ...computed };
  const unknown: Record<string, Json> = {};
  const configured: Record<string, ConfiguredExpression | readonly ConfiguredBlock[]> = {};
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (value instanceof Later) {
      unknown[key] = true;
      configured[key] = {
        references: value.references,
        ...(value.text === undefined ? {} : { constant: value.text }),
      };
    } else {
      values[key] = value as Json;
      configured[key] = { constant: value as Json, references: [] };
    }
  }
  return {
    address,
    module: "",
    mode,
    type,
    name,
    provider: "aws",
    change: mode === "data" ? "read" : "create",
    values,
    unknown,
    sensitive: {},
    configured,
  };
}

/** Who we are: account 111122223333. */
export const ourselves = { "data.aws_caller_identity.me": { computed: { account_id: "111122223333" } } } as const;
