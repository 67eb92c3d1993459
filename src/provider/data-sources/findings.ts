import type { Configured } from "../configured";
import type { DataSource } from "../protocol/provider";
import { findingsSchema } from "./findings/schema";

/** `leasehold_findings`: a plan or a state, judged. */
export const findings: DataSource<Configured> = {
  schema: findingsSchema,
  async validate(config) {
    return (await import("./findings/validate.js")).validateFindings(config);
  },
  async read(config, configured) {
    return (await import("./findings/read.js")).readFindings(config, configured);
  },
};
