import type { Configured } from "../configured";
import type { Resource } from "../protocol/provider";
import { grantSchema } from "./grant/schema";

/** `leasehold_grant`: one lease, its window held in the state. */
export const grant: Resource<Configured> = {
  schema: grantSchema,
  async validate(config) {
    return (await import("./grant/validate.js")).validateGrant(config);
  },
  async upgrade(version, state) {
    return (await import("./grant/upgrade.js")).upgradeGrant(version, state);
  },
  async read(state, configured) {
    return (await import("./grant/read.js")).readGrant(state, configured);
  },
  async plan(asked, configured) {
    return (await import("./grant/plan.js")).planGrant(asked, configured);
  },
  async apply(asked, configured) {
    return (await import("./grant/apply.js")).applyGrant(asked, configured);
  },
  async import(id, configured) {
    return (await import("./grant/import.js")).importGrant(id, configured);
  },
};
