import { Malformed } from "./fault";
import type { DataSource, EphemeralResource, Provider, ProviderFunction, Resource } from "./provider";

/** One process of a provider: what it can do, and what configuring it has given. */
export class Session {
  private given: { readonly configured: unknown } | undefined;

  constructor(readonly provider: Provider<unknown>) {}

  configure(configured: unknown): void {
    this.given = { configured };
  }

  /** @throws {@link Malformed} before it is configured */
  configured(): unknown {
    if (this.given === undefined) throw new Malformed("the provider is asked for this before it is configured");
    return this.given.configured;
  }

  resource(type: string): Resource<unknown> {
    return among(this.provider.resources, "resource", type);
  }

  dataSource(type: string): DataSource<unknown> {
    return among(this.provider.dataSources, "data source", type);
  }

  ephemeralResource(type: string): EphemeralResource<unknown> {
    return among(this.provider.ephemeralResources, "ephemeral resource", type);
  }

  function(name: string): ProviderFunction {
    return among(this.provider.functions, "function", name);
  }
}

function among<T>(all: Readonly<Record<string, T>>, kind: string, name: string): T {
  const found = Object.hasOwn(all, name) ? all[name] : undefined;
  if (found === undefined) throw new Malformed(`the provider has no ${kind} ${JSON.stringify(name)}`);
  return found;
}
