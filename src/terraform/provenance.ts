import type { Provenance } from "../facts/provenance";
import type { ResourceInstance } from "./instance";

/** Where a fact was read: the instance that grants (or is), and the others that take part. */
export function provenanceOf(instance: ResourceInstance, others: readonly string[] = []): Provenance {
  const { address, type, module, index, construct, change } = instance;
  return {
    address,
    addresses: [...new Set([address, ...others])],
    type,
    ...(module === "" ? {} : { module }),
    ...(index === undefined ? {} : { index }),
    ...(construct === undefined ? {} : { construct }),
    change,
  };
}
