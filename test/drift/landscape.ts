import { emitAws } from "../../src/aws/emit/emit";
import type { Coverage, Found } from "../../src/drift/found";
import type { Estate } from "../../src/estate/types";
import { containerOf } from "../../src/expect/leases";
import { settledLandscape } from "../../src/expect/settled";
import { emitGcp } from "../../src/gcp/emit/emit";
import { lower } from "../../src/lease/lower";
import type { JsonMap, ResourceInstance } from "../../src/terraform/instance";
import type { Json } from "../../src/terraform/json";

export const everything: readonly Coverage[] = [
  "roles",
  "sessions",
  "credentials",
  "federation",
  "identity-center",
  "organization",
  "roles-anywhere",
  "external-access",
  "entitlements",
];

/** Every target of an estate as its snapshot would show it, once it is applied and nobody has touched it. */
export function foundOf(estate: Estate, source: Found["source"] = "snapshot"): Found[] {
  return lower(estate).map((leases): Found => {
    const { cloud } = leases.target;
    const { resources } = cloud.kind === "aws" ? emitAws(leases, estate) : emitGcp(leases, estate);
    const { instances, ...landscape } = settledLandscape(leases.target, resources);
    return {
      source,
      file: source === "snapshot" ? "snapshot" : `out/${leases.target.name}/terraform.tfstate`,
      cloud: cloud.kind,
      container: containerOf(leases.target),
      landscape: {
        ...landscape,
        instances: source === "snapshot" ? instances.filter(({ type }) => !type.endsWith("_exclusive")) : instances,
      },
      covers: new Set(everything),
      unreadable: [],
      notAsked: [],
    };
  });
}

/** A landscape that somebody has been at. */
export class Touched {
  #instances: ResourceInstance[];

  constructor(readonly found: Found) {
    this.#instances = [...found.landscape.instances];
  }

  get now(): Found {
    return { ...this.found, landscape: { ...this.found.landscape, instances: this.#instances } };
  }

  /** Changes arguments of the only instance of that address. */
  set(address: string, change: (values: Record<string, Json>) => JsonMap): this {
    this.#one(address);
    this.#instances = this.#instances.map((each) =>
      each.address === address ? { ...each, values: change({ ...each.values }) } : each,
    );
    return this;
  }

  /** Changes one text argument. */
  edit(address: string, name: string, change: (text: string) => string): this {
    return this.set(address, (values) => ({ ...values, [name]: change(String(values[name])) }));
  }

  tags(address: string, change: (tags: Record<string, Json>) => JsonMap): this {
    return this.set(address, (values) => ({ ...values, tags: change({ ...(values.tags as JsonMap) }) }));
  }

  remove(...addresses: readonly string[]): this {
    for (const address of addresses) this.#one(address);
    this.#instances = this.#instances.filter(({ address }) => !addresses.includes(address));
    return this;
  }

  add(type: string, name: string, values: JsonMap): this {
    const provider = type.startsWith("google") ? "google" : "aws";
    this.#instances.push({
      address: `${type}.${name}`,
      module: "",
      mode: "managed",
      type,
      name,
      provider,
      change: "no-op",
      values,
      unknown: false,
      sensitive: false,
      ...(type.startsWith("leasehold_") ? { own: true } : {}),
    });
    return this;
  }

  #one(address: string): ResourceInstance {
    const found = this.#instances.find((each) => each.address === address);
    if (!found) throw new Error(`there is no ${address}: ${this.#instances.map((each) => each.address).join(", ")}`);
    return found;
  }
}
