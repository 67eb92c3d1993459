import type { Configured } from "../configured";
import type { DataSource } from "../protocol/provider";
import { estateSchema } from "./estate/schema";

/** `leasehold_estate`: what the estate declares, in short. */
export const estate: DataSource<Configured> = {
  schema: estateSchema,
  async validate() {
    return [];
  },
  async read(_, configured) {
    return (await import("./estate/read.js")).readEstate(configured);
  },
};
