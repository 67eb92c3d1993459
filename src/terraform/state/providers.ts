import type { ProviderConfiguration } from "../instance";
import { sourceOf } from "../plan/providers";
import type { StateResource } from "../plan/state";
import { accountGroups } from "./account-groups";
import { malformedState } from "./error";
import type { FileResource } from "./resources";

/** The provider configurations of a state, and which of them each resource has. */
export interface StateProviders {
  readonly all: readonly ProviderConfiguration[];
  of(resource: StateResource): string;
  /** The full source address of its provider, as far as the state names it. */
  fullSourceOf(resource: StateResource): string | undefined;
}

/** Of a state file, in which each resource names its own. @throws StateError where one names none */
export function fileProviders(resources: readonly FileResource[]): StateProviders {
  const named = new Map<string, ProviderConfiguration>();
  for (const { provider } of resources) {
    if (!named.has(provider)) named.set(provider, configurationOf(provider));
  }
  const of = ({ provider }: StateResource & { readonly provider?: string }) => named.get(provider ?? "")?.key ?? "";
  const fullSourceOf = ({ provider }: StateResource & { readonly provider?: string }) =>
    addressIn.exec(provider ?? "")?.[1];
  return { all: [...named.values()].sort((a, b) => (a.key < b.key ? -1 : 1)), of, fullSourceOf };
}

/** The address in `module.net.provider["HOST/hashicorp/aws"].west`; names of modules hold no brackets but keys. */
const addressIn = /(?:^|\.)provider\["([^"]+)"\](?:\.[^"]*)?$/;

function configurationOf(text: string): ProviderConfiguration {
  const [, module, quoted, bare, alias] =
    /^(?:(module\..+)\.)?provider(?:\["([^"]+)"\]|\.([\w-]+))(?:\.([\w-]+(?:\[.+\])?))?$/s.exec(text) ?? [];
  const name = quoted ?? bare;
  if (name === undefined) throw malformedState("a resource's provider", "the address of a provider configuration");
  return configuration(quoted === undefined ? `hashicorp/${name}` : sourceOf(name), alias, module);
}

function configuration(source: string, alias?: string, module?: string): ProviderConfiguration {
  const local = `${localName(source)}${alias === undefined ? "" : `.${alias}`}`;
  return {
    key: module === undefined ? local : `${module}:${local}`,
    source,
    ...(alias === undefined ? {} : { alias }),
    configured: {},
  };
}

/** As configurations mostly call it; those of others by their whole source, so that none is taken for another. */
function localName(source: string): string {
  return source.startsWith("hashicorp/") ? source.slice("hashicorp/".length) : source;
}

/**
 * Of what `terraform show -json` writes: it says of which provider a resource is, and not of which configuration. What is in
 * one account is taken to be of one.
 */
export function shownProviders(resources: readonly StateResource[]): StateProviders {
  const groups = accountGroups(resources);
  const keys = new Map<string, ProviderConfiguration>();
  const of = (resource: StateResource): string => {
    const one = configuration(sourceOf(resource.providerName ?? ""), groups.get(resource));
    if (!keys.has(one.key)) keys.set(one.key, one);
    return one.key;
  };
  for (const resource of resources) of(resource);
  const all = [...keys.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { all, of, fullSourceOf: ({ providerName }) => providerName };
}
