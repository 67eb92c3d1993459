import { type ConfiguredModule, type ConfiguredResource, emptyModule, resourceKey } from "./configured";
import type { ConfiguredExpression, JsonMap, Landscape, ProviderConfiguration, ResourceInstance } from "./instance";
import type { Json } from "./json";
import { resolverOf } from "./references-resolve";
import { isTemplate, referencesIn, unescapeLiteral } from "./template";

/** What a resource's block holds that is no argument of its type. */
const meta = new Set([
  "//",
  "count",
  "for_each",
  "provider",
  "depends_on",
  "lifecycle",
  "provisioner",
  "connection",
  "dynamic",
]);

/** More instances than this are not told apart. */
const instancesAtMost = 1_000;

/**
 * The landscape of a configuration in Terraform's JSON, as CDKTF and `leasehold synth` write it: what it comes to once
 * it is applied, as far as it can be told from the text. Literals are known; what holds `${…}` is unknown, with its text
 * and references. Everything is to be created. What stands in modules elsewhere is not seen.
 */
export function landscapeOfSynthesized(json: JsonMap): Landscape {
  const locals = localsOf(json);
  const instances: ResourceInstance[] = [];
  const resources = new Map<string, ConfiguredResource>();
  for (const mode of ["managed", "data"] as const) {
    for (const { type, name, body } of blocks(json[mode === "managed" ? "resource" : "data"])) {
      const configured = configuredOf(body);
      const provider = providerOf(body.provider, type);
      resources.set(resourceKey(mode, type, name), { mode, type, name, provider, configured });
      for (const { index, suffix } of indexesOf(body, locals)) {
        const { values, unknown } = evaluated(argumentsOf(body), locals);
        const construct = constructOf(body);
        instances.push({
          address: `${mode === "data" ? "data." : ""}${type}.${name}${suffix}`,
          module: "",
          mode,
          type,
          name,
          ...(index === undefined ? {} : { index }),
          provider,
          change: mode === "data" ? "read" : "create",
          values,
          unknown: withDynamic(body, unknown),
          sensitive: false,
          configured,
          ...(construct === undefined ? {} : { construct }),
        });
      }
    }
  }
  // Defaults of variables are not known to hold: whoever applies it may give other values.
  const configuration: ConfiguredModule = { ...emptyModule, resources };
  return {
    moment: "after",
    instances,
    providers: providersOf(json),
    resolve: resolverOf(configuration, instances, locals.variables),
  };
}

interface Locals {
  readonly values: JsonMap;
  readonly variables: ReadonlyMap<string, Json>;
}

function localsOf(json: JsonMap): Locals {
  return { values: Object.assign(Object.create(null), ...maps(json.locals)), variables: new Map() };
}

interface Block {
  readonly type: string;
  readonly name: string;
  readonly body: JsonMap;
}

/** Terraform's JSON lets each level of blocks be a map, or a list of maps. */
function blocks(value: Json | undefined): readonly Block[] {
  return maps(value).flatMap((types) =>
    Object.entries(types).flatMap(([type, names]) =>
      type === "//"
        ? []
        : maps(names).flatMap((those) =>
            Object.entries(those).flatMap(([name, bodies]) =>
              name === "//" ? [] : maps(bodies).map((body) => ({ type, name, body })),
            ),
          ),
    ),
  );
}

function maps(value: Json | undefined): readonly JsonMap[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(maps);
  return isMap(value) ? [value] : [];
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function argumentsOf(body: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !meta.has(name)));
}

/** The path of the construct that CDKTF made it by. */
function constructOf(body: JsonMap): string | undefined {
  const comment = body["//"];
  const metadata = isMap(comment) ? comment.metadata : undefined;
  const path = isMap(metadata) ? metadata.path : undefined;
  return typeof path === "string" ? path : undefined;
}

function providerOf(value: Json | undefined, type: string): string {
  if (typeof value === "string" && value !== "") return value.replace(/^\$\{(.*)\}$/s, "$1");
  return type.split("_", 1)[0] ?? type;
}

/** What `count` or `for_each` make of a block; without an index where that is not known. */
function indexesOf(
  body: JsonMap,
  locals: Locals,
): readonly { readonly index?: string | number; readonly suffix: string }[] {
  const { count, for_each: each } = body;
  if (count !== undefined && count !== null) {
    const known = evaluate(count, locals);
    const times = known.unknown === false ? Number(known.value) : Number.NaN;
    if (!Number.isInteger(times) || times < 0 || times > instancesAtMost) return [{ suffix: "" }];
    return Array.from({ length: times }, (_, index) => ({ index, suffix: `[${index}]` }));
  }
  if (each !== undefined && each !== null) {
    const keys = isMap(each) ? Object.keys(each) : undefined;
    if (keys === undefined || keys.length > instancesAtMost || keys.some(isTemplate)) return [{ suffix: "" }];
    return keys.map(unescapeLiteral).map((index) => ({ index, suffix: `[${JSON.stringify(index)}]` }));
  }
  return [{ suffix: "" }];
}

interface Evaluated {
  /** Null where it is not known. */
  readonly value: Json;
  /** As `ResourceInstance.unknown`. */
  readonly unknown: Json;
}

function evaluate(value: Json, locals: Locals): Evaluated {
  if (typeof value === "string") {
    if (!isTemplate(value)) return { value: unescapeLiteral(value), unknown: false };
    const [, local] = /^\$\{local\.([\w-]+)\}$/.exec(value) ?? [];
    const told = local !== undefined && Object.hasOwn(locals.values, local) ? locals.values[local] : undefined;
    // A local that is made of others is not followed further.
    return told !== undefined && literalOnly(told) ? evaluate(told, locals) : { value: null, unknown: true };
  }
  if (Array.isArray(value)) {
    const all = (value as readonly Json[]).map((each) => evaluate(each, locals));
    return { value: all.map((each) => each.value), unknown: all.map((each) => each.unknown) };
  }
  if (!isMap(value)) return { value, unknown: false };
  if (Object.keys(value).some(isTemplate)) return { value: null, unknown: true };
  const { values, unknown } = evaluated(value, locals);
  return { value: values, unknown };
}

function evaluated(map: JsonMap, locals: Locals): { readonly values: JsonMap; readonly unknown: JsonMap } {
  const values: Record<string, Json> = Object.create(null);
  const unknown: Record<string, Json> = Object.create(null);
  for (const [name, each] of Object.entries(map)) {
    const key = unescapeLiteral(name);
    const known = evaluate(each, locals);
    values[key] = known.value;
    unknown[key] = known.unknown;
  }
  return { values, unknown };
}

function literalOnly(value: Json): boolean {
  if (typeof value === "string") return !isTemplate(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, each]) => (Array.isArray(value) || !isTemplate(key)) && literalOnly(each));
}

/** Every argument as an expression: whether one is a block cannot be told without the provider. */
function configuredOf(body: JsonMap): Readonly<Record<string, ConfiguredExpression>> {
  const configured: Record<string, ConfiguredExpression> = Object.create(null);
  for (const [name, each] of Object.entries(argumentsOf(body))) {
    configured[name] = { constant: each, references: allReferences(each) };
  }
  for (const [name, each] of dynamicBlocks(body)) configured[name] = { references: allReferences(each) };
  return configured;
}

/** How many blocks `dynamic` makes, and which, is known at apply. */
function withDynamic(body: JsonMap, unknown: JsonMap): JsonMap {
  return { ...unknown, ...Object.fromEntries(dynamicBlocks(body).map(([name]) => [name, true])) };
}

function dynamicBlocks(body: JsonMap): readonly (readonly [string, Json])[] {
  return maps(body.dynamic).flatMap((each) => Object.entries(each));
}

function allReferences(value: Json): readonly string[] {
  const found = new Set<string>();
  const visit = (each: Json): void => {
    if (typeof each === "string") for (const reference of referencesIn(each)) found.add(reference);
    else if (Array.isArray(each)) for (const one of each as readonly Json[]) visit(one);
    else if (isMap(each)) {
      for (const [key, one] of Object.entries(each)) {
        visit(key);
        visit(one);
      }
    }
  };
  visit(value);
  return [...found];
}

function providersOf(json: JsonMap): readonly ProviderConfiguration[] {
  const sources = maps(json.terraform).flatMap(({ required_providers: required }) => maps(required));
  return maps(json.provider).flatMap((providers) =>
    Object.entries(providers).flatMap(([name, bodies]) =>
      maps(bodies).map((body) => {
        const alias = typeof body.alias === "string" ? body.alias : undefined;
        const wanted = sources.map((source) => source[name]).find(isMap)?.source;
        const source = typeof wanted === "string" ? wanted.split("/").slice(-2).join("/") : `hashicorp/${name}`;
        return {
          key: alias === undefined ? name : `${name}.${alias}`,
          source,
          ...(alias === undefined ? {} : { alias }),
          configured: configuredOf(body),
        };
      }),
    ),
  );
}
