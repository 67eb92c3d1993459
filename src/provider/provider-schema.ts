import type { Schema } from "./protocol/schema";

/** The provider's own block. */
export const providerSchema: Schema = {
  version: 0,
  description:
    "Leases access from an estate: a directory that declares who may hold which role, for how long at most, and who answers for it. " +
    "The clouds themselves end every lease; nothing has to run for that.",
  attributes: {
    estate: {
      type: "string",
      description:
        "The directory of the estate (`access`), as `leasehold check` takes it. An estate that does not load, or that is not governed, is an error. Only credentials and functions do without it.",
      given: "optional",
    },
    now: {
      type: "string",
      description: "An RFC 3339 time to take for the present one, for tests. Default: the machine's clock.",
      given: "optional",
    },
    region: {
      type: "string",
      description: "The AWS region in which credentials are asked for. Default: as AWS's own tools find it.",
      given: "optional",
    },
    profile: {
      type: "string",
      description:
        "The profile of AWS's shared configuration with which credentials are asked for. Default: as AWS's own tools find it.",
      given: "optional",
    },
    endpoint: {
      type: "string",
      description: "The URL of AWS STS, for tests and private endpoints. Default: the region's own.",
      given: "optional",
    },
  },
};
