/** The registry that each of the two programs takes for a source address without a host. */
export const registries = { terraform: "registry.terraform.io", opentofu: "registry.opentofu.org" } as const;

/** Leasehold's own provider, as `required_providers` names it: its source address, without a host. */
export const ownSource = "leasehold/leasehold";

/** The full source addresses of leasehold's own provider, as a plan's `provider_name` has them. */
export const ownAddresses: readonly string[] = Object.values(registries).map((host) => `${host}/${ownSource}`);

/**
 * Is this leasehold's own provider, by its full source address? Another with its resource types may hold any text in them, and
 * one on another host is whoever runs that host; so what it makes declares nothing and ends nothing.
 */
export function isOwn(address: string | undefined): boolean {
  return address !== undefined && ownAddresses.includes(address);
}
