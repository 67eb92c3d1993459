import { seeded } from "../random";
import { type Change, deferredDocument, knownDocument } from "./shapes";
import { deferred, type Resource, shapeOf } from "./stack";
import { encode, encodeInside, fill, type Template, template } from "./template";
import { settingsFile } from "./texts";

const host = "registry.terraform.io";
const managedPolicy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

interface Templates {
  readonly values: Template;
  readonly sensitive: Template;
  readonly created: ChangeTemplates;
  readonly changed: ChangeTemplates;
  readonly dependsOn: Template;
}

interface ChangeTemplates {
  readonly after: Template;
  readonly unknown: Template;
  readonly sensitive: Template;
}

const templates = new Map<string, Templates>();

/** The entry of a resource in `planned_values`; nothing where none is planned. */
export function plannedEntry(resource: Resource, seed: number): string | undefined {
  const { action, type } = resource;
  if (action === "delete" || action === "read") return undefined;
  const of = templatesOf(type);
  const after = action === "create" ? of.created : action === "change" ? of.changed : undefined;
  return stateEntry(resource, seed, after?.after ?? of.values, after?.sensitive ?? of.sensitive);
}

/** The entry of a resource in `prior_state`; nothing where it is yet to be made. */
export function priorEntry(resource: Resource, seed: number): string | undefined {
  const { action, type } = resource;
  if (action === "create" || action === "read") return undefined;
  const of = templatesOf(type);
  const dependsOn = shapeOf(type).depends_on.length > 0 ? of.dependsOn : undefined;
  return stateEntry(resource, seed, of.values, of.sensitive, dependsOn);
}

/** The entry of a resource in `resource_changes`. */
export function changeEntry(resource: Resource, seed: number): string {
  const { type, action } = resource;
  if (action === "read") return readEntry(resource, seed);
  const of = templatesOf(type);
  const shape = shapeOf(type);
  const variables = variablesOf(resource, seed);
  const text = (template: Template) => fill(template, variables, resource.moduleAddress);
  const values = text(of.values);
  const sensitive = text(of.sensitive);
  switch (action) {
    case "no-op":
      return changeOf(resource, ["no-op"], values, values, "{}", sensitive, sensitive);
    case "delete":
      return changeOf(resource, ["delete"], values, "null", "{}", sensitive, "false", "delete_because_each_key");
    case "create":
      return changeOf(
        resource,
        ["create"],
        "null",
        text(of.created.after),
        text(of.created.unknown),
        "false",
        text(of.created.sensitive),
      );
    case "change": {
      const { actions, action_reason, replace_paths } = shape.changed;
      return changeOf(
        resource,
        actions[0] === "no-op" ? ["update"] : actions,
        values,
        text(of.changed.after),
        text(of.changed.unknown),
        sensitive,
        text(of.changed.sensitive),
        action_reason,
        replace_paths,
      );
    }
  }
}

/** The known policy document that a role's trust is made from, as it stands in `prior_state`. */
export function documentEntry({ moduleAddress }: Resource): string {
  const { schema_version, values, sensitive } = knownDocument;
  const head = { address: `${moduleAddress}.${deferred()}.trust`, mode: "data", type: "aws_iam_policy_document" };
  return encode({
    ...head,
    name: "trust",
    provider_name: `${host}/hashicorp/aws`,
    schema_version,
    values,
    sensitive_values: sensitive,
  });
}

/** An instance's name where only letters, digits and hyphens may stand. */
export function slugOf(instance: string): string {
  return instance.replaceAll('"', "").replaceAll(".", "-");
}

function stateEntry(
  resource: Resource,
  seed: number,
  values: Template,
  sensitive: Template,
  dependsOn?: Template,
): string {
  const { address, type, name, index } = resource;
  const shape = shapeOf(type);
  const variables = variablesOf(resource, seed);
  const text = (template: Template) => fill(template, variables, resource.moduleAddress);
  const head = { address, mode: "managed", type, name, ...(index === undefined ? {} : { index }) };
  const more = { provider_name: providerName(shape.provider), schema_version: shape.schema_version };
  const end = dependsOn ? `,"depends_on":${text(dependsOn)}` : "";
  return `${encode({ ...head, ...more }).slice(0, -1)},"values":${text(values)},"sensitive_values":${text(sensitive)}${end}}`;
}

function changeOf(
  resource: Resource,
  actions: readonly string[],
  before: string,
  after: string,
  unknown: string,
  beforeSensitive: string,
  afterSensitive: string,
  reason?: string,
  replacePaths?: unknown,
): string {
  const states = `"actions":${encode(actions)},"before":${before},"after":${after},"after_unknown":${unknown}`;
  const marks = `"before_sensitive":${beforeSensitive},"after_sensitive":${afterSensitive}`;
  const paths = replacePaths === undefined ? "" : `,"replace_paths":${encode(replacePaths)}`;
  const because = reason === undefined ? "" : `,"action_reason":${encode(reason)}`;
  return `${headOf(resource, "managed")},"change":{${states},${marks}${paths}}${because}}`;
}

const deferredChange = template(deferredDocument.change);

function readEntry(resource: Resource, seed: number): string {
  const change = fill(deferredChange, variablesOf(resource, seed), resource.moduleAddress);
  return `${headOf(resource, "data")},"change":${change},"action_reason":${encode(deferredDocument.action_reason)}}`;
}

function headOf({ address, moduleAddress, type, name, index }: Resource, mode: "managed" | "data"): string {
  const provider = mode === "data" ? "aws" : shapeOf(type).provider;
  return encode({
    address,
    module_address: moduleAddress,
    mode,
    type: mode === "data" ? "aws_iam_policy_document" : type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: providerName(provider),
  }).slice(0, -1);
}

export function providerName(provider: string): string {
  return `${host}/hashicorp/${provider}`;
}

/** What the places of a resource's templates stand for; it is the same in every part of the plan. */
function variablesOf(resource: Resource, seed: number): ReadonlyMap<string, string> {
  const { index, instance, ordinal, call, type } = resource;
  const key = String(index ?? "").replaceAll(/[^a-z0-9]+/g, "");
  const slug = slugOf(instance);
  const random = seeded(seed + ordinal * 7919 + 1);
  const texts = textsOf(type, () =>
    settingsFile(type === "helm_release" ? 200 + random.below(400) : 20 + random.below(60), random),
  );
  return new Map([
    ["slug", key === "" ? slug : `${slug}-${key}`],
    ["base", slug],
    ["key", key],
    ["call", `module.${call}`],
    ["policy", managedPolicy],
    ["short", encodeInside(settingsFile(3 + random.below(5), random))],
    ...texts,
  ]);
}

const withLongText: ReadonlySet<string> = new Set(["aws_lambda_function", "helm_release", "kubernetes_config_map"]);

function textsOf(type: string, long: () => string): [string, string][] {
  return withLongText.has(type) ? [["long", encodeInside(long())]] : [];
}

function templatesOf(type: string): Templates {
  const known = templates.get(type);
  if (known) return known;
  const { existing, created, changed, depends_on } = shapeOf(type);
  const same = { ...changed, after: existing.values, after_unknown: {}, after_sensitive: existing.sensitive };
  const made = {
    values: template(existing.values),
    sensitive: template(existing.sensitive),
    created: changeTemplates(created),
    changed: changeTemplates(changed.actions[0] === "no-op" ? same : changed),
    dependsOn: template(depends_on),
  };
  templates.set(type, made);
  return made;
}

function changeTemplates({ after, after_unknown, after_sensitive }: Change): ChangeTemplates {
  return { after: template(after), unknown: template(after_unknown), sensitive: template(after_sensitive) };
}
