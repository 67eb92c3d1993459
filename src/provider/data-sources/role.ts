import type { Configured } from "../configured";
import type { DataSource } from "../protocol/provider";
import { roleSchema } from "./role/schema";

/** `leasehold_role`: what leasehold makes of a role. */
export const role: DataSource<Configured> = {
  schema: roleSchema,
  async validate(config) {
    return (await import("./role/validate.js")).validateRole(config);
  },
  async read(config, configured) {
    return (await import("./role/read.js")).readRole(config, configured);
  },
};
