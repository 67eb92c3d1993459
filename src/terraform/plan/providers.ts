import type { JsonMap, ProviderConfiguration } from "../instance";
import type { Json } from "../json";
import { configuredBlock } from "./configuration";
import { mapOf, optionalMap, optionalText } from "./shape";

/** The provider configurations of a plan, and which of them a resource of the configuration has. */
export class Providers {
  readonly all: readonly ProviderConfiguration[];
  readonly #keys: ReadonlySet<string>;

  /** @throws PlanError for another shape than Terraform's */
  constructor(value: Json | undefined) {
    const place = "configuration.provider_config";
    this.all = Object.entries(optionalMap(value, place)).map(([key, each]) => {
      const provider: JsonMap = mapOf(each, place);
      const alias = optionalText(provider.alias, `${place}.alias`);
      const source = optionalText(provider.full_name, `${place}.full_name`);
      const name = optionalText(provider.name, `${place}.name`) ?? key;
      return {
        key,
        source: source === undefined ? name : sourceOf(source),
        ...(alias === undefined ? {} : { alias }),
        configured: configuredBlock(provider.expressions, `${place}.expressions`),
      };
    });
    this.#keys = new Set(this.all.map(({ key }) => key));
  }

  /** Where the configuration that a resource names is declared: a module without one of its own has its caller's. */
  resolve(key: string): string {
    const colon = key.lastIndexOf(":");
    if (colon < 0 || this.#keys.has(key)) return key;
    const local = key.slice(colon + 1);
    // `module.a.module.b`: names hold no dots, and a configuration's modules no keys.
    const modules = key.slice(0, colon).split(".");
    while (modules.length > 2) {
      modules.length -= 2;
      const outer = `${modules.join(".")}:${local}`;
      if (this.#keys.has(outer)) return outer;
    }
    return local;
  }

  /** For what is in no configuration any more: the only one of its provider, else one that is like no other. */
  only(providerName: string | undefined): string {
    const source = sourceOf(providerName ?? "");
    const [first, second] = this.all.filter((each) => each.source === source);
    return first !== undefined && second === undefined ? first.key : `${source}?`;
  }
}

/** `hashicorp/aws` of `HOST/hashicorp/aws`: Terraform's and OpenTofu's default hosts differ. */
export function sourceOf(providerName: string): string {
  const parts = providerName.split("/");
  return parts.slice(-2).join("/");
}
