import type { Provider } from "../src/provider/protocol/provider";
import type { Attribute, Schema, Signature } from "../src/provider/protocol/schema";
import type { ValueType } from "../src/provider/protocol/value";

/** Reads an example by its path below `examples/provider`; `undefined` where there is none. */
export type Example = (path: string) => string | undefined;

/**
 * The provider's documentation in the layout of the registries: the text of each file, by its path below `docs`.
 *
 * Source: https://developer.hashicorp.com/terraform/registry/providers/docs
 * @throws Error for what has no example
 */
export function providerDocs<C>(provider: Provider<C>, example: Example): ReadonlyMap<string, string> {
  const shown = (path: string): string => {
    const text = example(path);
    if (text === undefined) throw new Error(`examples/provider/${path} is missing: write it`);
    return text;
  };
  const pages = new Map([["index.md", indexPage(provider.schema, shown("provider.tf"))]]);
  const blocks = (
    room: string,
    title: string,
    file: string,
    all: Readonly<Record<string, { schema: Schema }>>,
  ): void => {
    for (const [type, { schema }] of Object.entries(all)) {
      const folder = `${room}/${type}`;
      const imported = example(`${folder}/import.tf`);
      const command = example(`${folder}/import.sh`);
      pages.set(
        `${room}/${shortName(type)}.md`,
        page(type, title, schema.description, [
          ...exampleOf(shown(`${folder}/${file}`)),
          ...schemaOf(schema),
          ...(imported === undefined ? [] : ["## Import", fenced("terraform", imported)]),
          ...(command === undefined ? [] : ["or, from the command line:", fenced("shell", command)]),
        ]),
      );
    }
  };
  blocks("resources", "Resource", "resource.tf", provider.resources);
  blocks("data-sources", "Data Source", "data-source.tf", provider.dataSources);
  blocks("ephemeral-resources", "Ephemeral Resource", "ephemeral-resource.tf", provider.ephemeralResources);
  for (const [name, { signature }] of Object.entries(provider.functions)) {
    pages.set(`functions/${name}.md`, functionPage(name, signature, shown(`functions/${name}/function.tf`)));
  }
  return pages;
}

function indexPage(schema: Schema, example: string): string {
  const parts = [schema.description, ...exampleOf(example), ...schemaOf(schema)];
  return text(frontMatter("leasehold Provider", schema.description), "# leasehold Provider", ...parts);
}

function functionPage(name: string, signature: Signature, example: string): string {
  const { summary, description, parameters, returns } = signature;
  const given = parameters.map((parameter) => `${parameter.name} ${typeName(parameter.type).toLowerCase()}`);
  const listed = parameters.map(
    ({ name, type, description, allowNull }, at) =>
      `${at + 1}. \`${name}\` (${typeName(type)}${allowNull ? ", Nullable" : ""}) ${description}`,
  );
  return page(
    name,
    "Function",
    description,
    [
      ...exampleOf(example),
      "## Signature",
      fenced("text", `${name}(${given.join(", ")}) ${typeName(returns).toLowerCase()}`),
      "## Arguments",
      listed.join("\n"),
      ...(fieldsOf(returns).length > 0 ? ["## Result", fieldsOf(returns).join("\n")] : []),
    ],
    summary,
  );
}

function page(
  name: string,
  title: string,
  description: string,
  parts: readonly string[],
  summary = description,
): string {
  const head = frontMatter(`${name} ${title} - leasehold`, summary);
  return text(head, `# ${name} (${title})`, description, ...parts);
}

function frontMatter(title: string, description: string): string {
  const sentence = /^.*?[.:](?=\s|$)/s.exec(description)?.[0].replace(/:$/, ".") ?? description;
  return [
    "---",
    `page_title: ${JSON.stringify(title)}`,
    'subcategory: ""',
    "description: |-",
    `  ${sentence}`,
    "---",
  ].join("\n");
}

function exampleOf(source: string): readonly string[] {
  return ["## Example Usage", fenced("terraform", source)];
}

const groups: readonly (readonly [title: string, given: readonly Attribute["given"][]])[] = [
  ["Required", ["required"]],
  ["Optional", ["optional", "optional-computed"]],
  ["Read-Only", ["computed"]],
];

function schemaOf({ attributes }: Schema): readonly string[] {
  const parts = groups.flatMap(([title, kinds]) => {
    const lines = Object.entries(attributes)
      .filter(([, { given }]) => kinds.includes(given))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, attribute]) => attributeLines(name, attribute));
    return lines.length === 0 ? [] : [`### ${title}`, lines.join("\n")];
  });
  return parts.length === 0 ? [] : ["## Schema", ...parts];
}

function attributeLines(name: string, { type, description, sensitive }: Attribute): readonly string[] {
  const kind = `${typeName(type)}${sensitive ? ", Sensitive" : ""}`;
  return [`- \`${name}\` (${kind}) ${description}`, ...fieldsOf(type).map((line) => `  ${line}`)];
}

/** The attributes of objects within a type. */
function fieldsOf(type: ValueType): readonly string[] {
  if (typeof type === "string") return [];
  const [kind, inner] = type;
  if (kind === "tuple") return inner.flatMap(fieldsOf);
  if (kind !== "object") return fieldsOf(inner);
  return Object.entries(inner).flatMap(([name, field]) => [
    `- \`${name}\` (${typeName(field)})`,
    ...fieldsOf(field).map((line) => `  ${line}`),
  ]);
}

const simple = { string: "String", number: "Number", bool: "Boolean", dynamic: "Dynamic" } as const;
const collections = { list: "List", set: "Set", map: "Map" } as const;

function typeName(type: ValueType): string {
  if (typeof type === "string") return simple[type];
  const [kind, inner] = type;
  if (kind === "object") return "Object";
  return kind === "tuple" ? "Tuple" : `${collections[kind]} of ${typeName(inner)}`;
}

function shortName(type: string): string {
  return type.replace(/^leasehold_/, "");
}

function fenced(language: string, source: string): string {
  return `\`\`\`${language}\n${source.trim()}\n\`\`\``;
}

function text(...parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
