import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import type { Tag } from "./answers";

/** The provider configuration that all instances of an account belong to. */
export const accountProvider = "aws";

/** What an instance has besides its type, address and values. */
export interface Further {
  /** As `ResourceInstance.unknown`. */
  readonly unknown?: Json;
  readonly mode?: ResourceInstance["mode"];
}

/** The instances that an account's answers come to, each under an address of its own. */
export class Instances {
  readonly all: ResourceInstance[] = [];
  readonly #taken = new Map<string, number>();

  add(type: string, address: string, name: string, values: JsonMap, further: Further = {}): void {
    const times = (this.#taken.get(address) ?? 0) + 1;
    this.#taken.set(address, times);
    this.all.push({
      address: times === 1 ? address : `${address} (${times})`,
      module: "",
      mode: further.mode ?? "managed",
      type,
      name,
      provider: accountProvider,
      change: "no-op",
      values,
      unknown: further.unknown ?? false,
      sensitive: false,
    });
  }
}

/** Tags as Terraform has them. */
export function tagsOf(tags: readonly Tag[]): JsonMap {
  // No prototype, so that a key named `__proto__` is a key like any other.
  const found: Record<string, Json> = Object.create(null);
  for (const { Key, Value } of tags) found[Key] = Value;
  return found;
}

/** The members that are there. */
export function present(values: { readonly [name: string]: Json | undefined }): JsonMap {
  const found: Record<string, Json> = {};
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
