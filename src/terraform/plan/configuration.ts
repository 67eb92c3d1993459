import { type ConfiguredCall, type ConfiguredModule, type ConfiguredResource, resourceKey } from "../configured";
import type { ConfiguredBlock, ConfiguredExpression, JsonMap } from "../instance";
import type { Json } from "../json";
import { malformed } from "./error";
import { isMap, mapOf, optionalList, optionalMap, optionalText, own, textOf } from "./shape";

/** Reads a module of `configuration`, and those that it calls. @throws PlanError for another shape */
export function configuredModule(value: Json | undefined, where: string): ConfiguredModule {
  const module = optionalMap(value, where);
  const resources = new Map<string, ConfiguredResource>();
  for (const [n, each] of optionalList(module.resources, `${where}.resources`).entries()) {
    const resource = configuredResource(each, `${where}.resources[${n}]`);
    resources.set(resourceKey(resource.mode, resource.type, resource.name), resource);
  }
  const outputs = new Map<string, ConfiguredExpression>();
  for (const [name, each] of Object.entries(optionalMap(module.outputs, `${where}.outputs`))) {
    outputs.set(name, expression(own(mapOf(each, `${where}.outputs`), "expression")) ?? { references: [] });
  }
  const defaults = new Map<string, Json>();
  for (const [name, each] of Object.entries(optionalMap(module.variables, `${where}.variables`))) {
    const standard = own(mapOf(each, `${where}.variables`), "default");
    if (standard !== undefined) defaults.set(name, standard);
  }
  return { resources, calls: calls(module, where), outputs, defaults };
}

function calls(module: JsonMap, where: string): ReadonlyMap<string, ConfiguredCall> {
  const found = new Map<string, ConfiguredCall>();
  for (const [name, each] of Object.entries(optionalMap(module.module_calls, `${where}.module_calls`))) {
    // A module's name is Terraform's own identifier, so it can be said.
    const place = `${where}.module_calls.${name}`;
    const call = mapOf(each, place);
    found.set(name, {
      arguments: configuredBlock(call.expressions, `${place}.expressions`),
      module: configuredModule(call.module, `${place}.module`),
    });
  }
  return found;
}

function configuredResource(value: Json, where: string): ConfiguredResource {
  const resource = mapOf(value, where);
  const mode = textOf(resource.mode, `${where}.mode`);
  if (mode !== "managed" && mode !== "data") throw malformed(`${where}.mode`, "managed or data");
  const provider = optionalText(resource.provider_config_key, `${where}.provider_config_key`);
  const forEach = expression(resource.for_each_expression);
  return {
    mode,
    type: textOf(resource.type, `${where}.type`),
    name: textOf(resource.name, `${where}.name`),
    ...(provider === undefined ? {} : { provider }),
    configured: configuredBlock(resource.expressions, `${where}.expressions`),
    ...(forEach === undefined || forEach.references.length === 0 ? {} : { forEach }),
  };
}

/** Reads `expressions`: by argument, an expression or nested blocks. @throws PlanError for another shape */
export function configuredBlock(value: Json | undefined, where: string): ConfiguredBlock {
  const block: Record<string, ConfiguredExpression | readonly ConfiguredBlock[]> = {};
  for (const [argument, each] of Object.entries(optionalMap(value, where))) {
    const place = `${where}.${argument}`;
    const found = Array.isArray(each)
      ? (each as readonly Json[]).map((nested) => configuredBlock(nested, place))
      : (expression(each) ?? [configuredBlock(each, place)]);
    Object.defineProperty(block, argument, { value: found, enumerable: true });
  }
  return block;
}

/** An expression, `{}` among them; undefined for a block that stands alone. */
function expression(value: Json | undefined): ConfiguredExpression | undefined {
  if (!isMap(value)) return undefined;
  const { constant_value: constant, references, ...others } = value;
  if (Object.keys(others).length > 0) return undefined;
  if (references === undefined) return constant === undefined ? { references: [] } : { constant, references: [] };
  if (!isTexts(references)) return undefined;
  return constant === undefined ? { references } : { constant, references };
}

function isTexts(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
