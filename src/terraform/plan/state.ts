import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { type Named, namedOf } from "./changes";
import { mapOf, optionalList, optionalMap, optionalText } from "./shape";

/** A resource of a state, as `prior_state` and `terraform show -json` of a state write it. */
export interface StateResource extends Named {
  readonly deposed?: string;
  readonly values: JsonMap;
  readonly sensitive: Json;
  /** Addresses in the configuration, without keys, of what it was made after. */
  readonly dependsOn: readonly string[];
}

/** All resources below a `values` of a state. @throws PlanError for another shape */
export function stateResources(values: Json | undefined, where: string): readonly StateResource[] {
  const found: StateResource[] = [];
  const modules: { readonly module: JsonMap; readonly where: string }[] = [];
  modules.push({
    module: optionalMap(optionalMap(values, where).root_module, `${where}.root_module`),
    where: `${where}.root_module`,
  });
  for (let next = modules.pop(); next !== undefined; next = modules.pop()) {
    const { module, where: place } = next;
    const address = optionalText(module.address, `${place}.address`) ?? "";
    for (const [n, each] of optionalList(module.resources, `${place}.resources`).entries()) {
      const element = mapOf(each, `${place}.resources[${n}]`);
      const deposed = optionalText(element.deposed_key, `${place}.resources[${n}].deposed_key`);
      found.push({
        ...namedOf(element, `${place}.resources[${n}]`, address),
        ...(deposed === undefined ? {} : { deposed }),
        values: optionalMap(element.values, `${place}.resources[${n}].values`),
        sensitive: element.sensitive_values ?? false,
        dependsOn: optionalList(element.depends_on, `${place}.resources[${n}].depends_on`).filter(
          (each): each is string => typeof each === "string",
        ),
      });
    }
    for (const [n, each] of optionalList(module.child_modules, `${place}.child_modules`).entries()) {
      modules.push({
        module: mapOf(each, `${place}.child_modules[${n}]`),
        where: `${place}.child_modules[${n}]`,
      });
    }
  }
  return found;
}
