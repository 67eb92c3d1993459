import { ownAddresses, ownSource } from "../terraform/own-provider";

/** The block by which a configuration asks for the provider. */
export function requiredProviders(version: string): string {
  return `terraform {
  required_providers {
    leasehold = {
      source  = "${ownSource}"
      version = "${version}"
    }
  }
}
`;
}

/** The settings (`.terraformrc`, `.tofurc`) by which a mirror is looked in, and all else is found as before. */
export function mirrorSettings(mirror: string): string {
  const own = `[${ownAddresses.map((address) => JSON.stringify(address)).join(", ")}]`;
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${own}
  }
  direct {
    exclude = ${own}
  }
}
`;
}
