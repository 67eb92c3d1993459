import { emptyModule } from "../configured";
import type { Landscape, ResourceInstance } from "../instance";
import { isOwn } from "../own-provider";
import { namingOf } from "../plan/changes";
import type { StateResource } from "../plan/state";
import { resolverOf } from "../references-resolve";
import type { StateProviders } from "./providers";

/**
 * What a state tells of what is there. There is no configuration in it: whatever names something does so by its value.
 */
export function landscapeOf(resources: readonly StateResource[], providers: StateProviders): Landscape {
  const instances = resources.map((resource): ResourceInstance => {
    const { deposed, values, sensitive } = resource;
    return {
      ...namingOf(resource),
      provider: providers.of(resource),
      change: "no-op",
      values,
      unknown: false,
      sensitive,
      ...(deposed === undefined ? {} : { deposed }),
      ...(isOwn(providers.fullSourceOf(resource)) ? { own: true } : {}),
    };
  });
  return {
    moment: "after",
    instances,
    providers: providers.all,
    settled: true,
    resolve: resolverOf(emptyModule, instances, new Map()),
  };
}
