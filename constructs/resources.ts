import { literal } from "../src/terraform/literal";
import {
  addressOf,
  isExpression,
  JoinedText,
  type TerraformOutput as OutputData,
  type TerraformResource as ResourceData,
  type Value,
} from "../src/terraform/resource";
import { type Construct, TerraformOutput, type TerraformResource } from "./framework";
import { requirePeers } from "./peers";
import type { TokenTable } from "./tokens";

type Config = Record<string, unknown>;
/** A class of a provider's package for one type of resource (L1). */
type ResourceClass = new (scope: Construct, id: string, config: Config) => TerraformResource;

const packages = { aws: "@cdktf/provider-aws", google: "@cdktf/provider-google" } as const;
const classes = new Map<string, ResourceClass>();
/** Types with the arguments for which a class has been seen to hand on all of them. */
const seen = new Set<string>();

/** All that came from an estate. */
const made = new WeakSet<object>();

/** Is it a resource that the estate itself has put there? */
export function isMadeHere(resource: object): boolean {
  return made.has(resource);
}

/** Makes a resource of plain data through the provider's class for it. */
export function makeResource(scope: Construct, data: ResourceData, tokens: TokenTable): TerraformResource {
  const config: Config = {};
  for (const [name, value] of Object.entries(data.attributes)) {
    config[camelCase(name)] = convert(value, tokens, isMap(name) ? literal : camelCase);
  }
  const resource = new (classOf(data.type))(scope, addressOf(data), config);
  resource.overrideLogicalId(data.name);
  made.add(resource);
  if (data.dependsOn && data.dependsOn.length > 0) resource.dependsOn = [...data.dependsOn].sort();
  assureComplete(data, resource);
  return resource;
}

/** Makes an output of plain data. */
export function makeOutput(scope: Construct, data: OutputData, tokens: TokenTable): TerraformOutput {
  const output = new TerraformOutput(scope, `output.${data.name}`, {
    description: literal(data.description),
    value: convert(data.value, tokens, literal),
  });
  output.overrideLogicalId(data.name);
  return output;
}

/** A value as the framework takes it: text escaped, expressions as `${…}`, tokens as its own. */
export function convert(value: Value, tokens: TokenTable, key: (name: string) => string): unknown {
  if (typeof value === "string") return tokens.write(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof JoinedText) return tokens.write(value.toString());
  if (Array.isArray(value)) return value.map((each: Value) => convert(each, tokens, key));
  if (isExpression(value)) return `\${${value.expression}}`;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [key(name), convert(each, tokens, key)]));
}

/** Arguments whose keys people choose; the keys of all others are Terraform's. */
function isMap(argument: string): boolean {
  return /(?:^|_)(?:tags|labels)$/.test(argument);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function classOf(type: string): ResourceClass {
  const known = classes.get(type);
  if (known) return known;
  const [cloud = "", ...words] = type.split("_");
  if (cloud !== "aws" && cloud !== "google")
    throw new Error(`fault in leasehold: no provider package is known for ${type}`);
  requirePeers([packages[cloud]], `A target of ${cloud === "aws" ? "AWS" : "GCP"}`);
  // Deep, and only now: the whole package takes seconds to load. With `index.js`, which ES modules need.
  const module = require(`${packages[cloud]}/lib/${words.join("-")}/index.js`) as Readonly<Record<string, unknown>>;
  const found = Object.values(module).find(
    (each): each is ResourceClass =>
      typeof each === "function" && "tfResourceType" in each && each.tfResourceType === type,
  );
  if (!found)
    throw new Error(
      `The installed ${packages[cloud]} has no class for ${type}; install a version that leasehold names.`,
    );
  classes.set(type, found);
  return found;
}

/** A class leaves out what it does not know without a word; another version of the package may know less. */
function assureComplete(data: ResourceData, resource: TerraformResource): void {
  const names = Object.keys(data.attributes);
  const shape = `${data.type} ${names.join(" ")}`;
  if (seen.has(shape)) return;
  const written = resource.toTerraform().resource[data.type][data.name] as { readonly [name: string]: unknown };
  const lost = names.filter((name) => written[name] === undefined);
  if (lost.length > 0) {
    throw new Error(
      `The installed provider package does not know ${lost.join(", ")} of ${data.type}; install a version that leasehold names.`,
    );
  }
  seen.add(shape);
}
