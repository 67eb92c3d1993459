import * as z from "zod";
import { formats } from "./formats";
import { declarationSchema, type Section, sections } from "./schema";

/** What governance demands, although its absence is no fault of structure: an editor asks for it all the same. */
const governed: { readonly [S in Section]?: readonly string[] } = {
  teams: ["members"],
  roles: ["owners", "eligible", "approval"],
  breakGlass: ["owners"],
};

const descriptions: Readonly<Record<Section, string>> = {
  teams: "People who own things and answer for them, by name.",
  identities: "Something that may hold access, by name: persons, workloads, agents, groups.",
  tasks: "What agents may ask for, by name.",
  targets: "Where access lands, by name: AWS accounts; Google Cloud projects, folders, organizations, buckets.",
  approvalGroups: "Identities who may approve, by name.",
  roles: "JIT-eligible roles, by name.",
  grants: "Leases, by name: one activation of one role by one identity.",
  waivers: "Time-boxed, owned, accepted and reasoned exceptions, by name.",
  breakGlass: "Roles outside normal approval, by name: isolated, alerted on, reviewed after each use.",
};

interface JsonSchema {
  [key: string]: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  oneOf?: JsonSchema[];
}

/**
 * The JSON Schema of one file of an estate, for editors: draft 7, which the YAML language server understands best. It asks for what
 * governance demands too, so that a gap shows while one writes. What depends on other files (names that must exist) is left to
 * `leasehold check`.
 */
export function estateJsonSchema(): object {
  const schema = declarationSchema({ tokens: false });
  const properties: Record<string, JsonSchema> = {
    version: { const: 1, description: "The version of the declaration: 1." },
    name: {
      type: "string",
      pattern: formats.name.pattern.source,
      description: "The estate's name, once in all its files; part of every path and id.",
    },
    policy: withoutRequired(convert(schema.policy)),
  };
  const definitions: Record<string, JsonSchema> = {};
  for (const section of sections) {
    const entry = convert(schema[section]);
    const required = [...(entry.required ?? []), ...(governed[section] ?? [])];
    definitions[section] = required.length > 0 ? { ...entry, required: [...new Set(required)] } : entry;
    properties[section] = {
      type: "object",
      description: descriptions[section],
      additionalProperties: { $ref: `#/definitions/${section}` },
      propertyNames: { pattern: formats.name.pattern.source },
    };
  }
  askSponsor(definitions.identities);
  askOwner(definitions.roles);
  askOwner(definitions.breakGlass);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Leasehold estate",
    description: "One file of an estate: just-in-time access that the cloud itself ends.",
    type: "object",
    properties,
    required: ["version"],
    additionalProperties: false,
    definitions,
  };
}

/** `policy` may stand in several files, with other keys in each. */
function withoutRequired({ required: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function askOwner(entry: JsonSchema | undefined): void {
  const owners = entry?.properties?.owners;
  if (owners) owners.required = ["entitlement"];
}

function askSponsor(identity: JsonSchema | undefined): void {
  for (const kind of identity?.oneOf ?? []) {
    if (kind.properties?.sponsor) kind.required = [...(kind.required ?? []), "sponsor"];
  }
}

/** The schema of what people write; what zod reads by itself is said in patterns here. */
function convert(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    reused: "inline",
    override: ({ jsonSchema }) => {
      const text = jsonSchema as JsonSchema;
      // Not every editor knows classes of characters by name.
      if (typeof text.pattern === "string" && text.pattern.includes("\\p{")) delete text.pattern;
      if (text.maximum === Number.MAX_SAFE_INTEGER) delete text.maximum;
    },
  }) as JsonSchema;
  return withoutTypeLists(converted) as JsonSchema;
}

/** A list of types, which strict validators refuse, as a choice of single ones. */
function withoutTypeLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypeLists);
  if (typeof value !== "object" || value === null) return value;
  const { type, ...rest } = value as JsonSchema;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, withoutTypeLists(each)]));
  if (type === undefined) return inner;
  return Array.isArray(type) ? { anyOf: type.map((one: unknown) => ({ type: one })), ...inner } : { type, ...inner };
}
