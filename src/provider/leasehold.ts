import type { Configured } from "./configured";
import { estate } from "./data-sources/estate";
import { findings } from "./data-sources/findings";
import { role } from "./data-sources/role";
import { credentials } from "./ephemeral/credentials";
import { functions } from "./functions";
import type { Provider } from "./protocol/provider";
import { providerSchema } from "./provider-schema";
import { grant } from "./resources/grant";

/** Leasehold's own Terraform provider. */
export const leasehold: Provider<Configured> = {
  schema: providerSchema,
  resources: { leasehold_grant: grant },
  dataSources: { leasehold_estate: estate, leasehold_role: role, leasehold_findings: findings },
  ephemeralResources: { leasehold_credentials: credentials },
  functions,
  async validate(config) {
    return (await import("./configure.js")).validateProvider(config);
  },
  async configure(config) {
    return (await import("./configure.js")).configureProvider(config);
  },
};
