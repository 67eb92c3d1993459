import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { isMap, mapOf, optionalList, optionalText, textOf } from "../plan/shape";
import type { StateResource } from "../plan/state";
import { moduleSteps } from "../references";
import { addressOf } from "./address";
import { malformedState } from "./error";
import { attributesOfFlat } from "./flat";
import { marksOf } from "./marks";

/** A resource instance of a state file, and the provider configuration that it names. */
export interface FileResource extends StateResource {
  /** As it stands there: `provider["HOST/hashicorp/aws"].west`, `module.net.provider[…]`. */
  readonly provider: string;
}

/** All instances of a state file's `resources`, deposed and tainted ones too. @throws StateError for another shape */
export function fileResources(value: Json | undefined): readonly FileResource[] {
  const found: FileResource[] = [];
  const seen = new Set<string>();
  for (const [n, each] of optionalList(value, "resources").entries()) {
    const where = `resources[${n}]`;
    const resource = mapOf(each, where);
    const head = headOf(resource, where);
    for (const [position, one] of instancesOf(resource, where).entries()) {
      const instance = instanceOf(
        mapOf(one, `${where}.instances[${position}]`),
        head,
        `${where}.instances[${position}]`,
      );
      const key = `${instance.address}\n${instance.deposed ?? ""}`;
      if (seen.has(key)) throw malformedState(`${where}.instances[${position}]`, "the only one of its address");
      seen.add(key);
      found.push(instance);
    }
  }
  return found;
}

type Head = Pick<FileResource, "module" | "mode" | "type" | "name" | "provider">;

function headOf(resource: JsonMap, where: string): Head {
  const { mode } = resource;
  if (mode !== "managed" && mode !== "data") throw malformedState(`${where}.mode`, "managed or data");
  const module = optionalText(resource.module, `${where}.module`) ?? "";
  if (moduleSteps(module) === undefined) throw malformedState(`${where}.module`, "a module's address");
  return {
    module,
    mode,
    type: textOf(resource.type, `${where}.type`),
    name: textOf(resource.name, `${where}.name`),
    provider: optionalText(resource.provider, `${where}.provider`) ?? "",
  };
}

function instancesOf(resource: JsonMap, where: string): readonly Json[] {
  if (!Array.isArray(resource.instances)) throw malformedState(`${where}.instances`, "a list");
  return resource.instances as readonly Json[];
}

function instanceOf(instance: JsonMap, head: Head, where: string): FileResource {
  const index = instance.index_key;
  if (index !== undefined && index !== null && typeof index !== "string" && typeof index !== "number") {
    throw malformedState(`${where}.index_key`, "a text or a number");
  }
  const key = index ?? undefined;
  const deposed = optionalText(instance.deposed, `${where}.deposed`);
  // OpenTofu writes it here where the instances of a resource have different ones.
  const provider = optionalText(instance.provider, `${where}.provider`) ?? head.provider;
  if (provider === "") throw malformedState(`${where}.provider`, "there");
  const dependsOn = optionalList(instance.dependencies, `${where}.dependencies`);
  return {
    ...head,
    provider,
    address: addressOf(head.module, head.mode, head.type, head.name, key),
    ...(key === undefined ? {} : { index: key }),
    ...(deposed === undefined || deposed === "" ? {} : { deposed }),
    values: valuesOf(instance, where),
    sensitive: marksOf(instance.sensitive_attributes, `${where}.sensitive_attributes`),
    dependsOn: dependsOn.filter((each): each is string => typeof each === "string"),
  };
}

function valuesOf({ attributes, attributes_flat: flat }: JsonMap, where: string): JsonMap {
  if (isMap(attributes)) return attributes;
  // Written by Terraform 0.11 and not touched since.
  if (attributes === undefined || attributes === null) return attributesOfFlat(flat, `${where}.attributes`);
  throw malformedState(`${where}.attributes`, "an object");
}
