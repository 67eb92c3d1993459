import { type ArgumentPath, argument, elementsOf } from "../../terraform/argument";
import { isExpression } from "../../terraform/configured";
import type { JsonMap, Landscape, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";

/** One text of an argument, as far as it can be known before apply. */
export type Found =
  | { readonly kind: "absent" }
  | { readonly kind: "text"; readonly text: string }
  /** An attribute of resources whose value is not known yet. */
  | {
      readonly kind: "resource";
      readonly instances: readonly ResourceInstance[];
      readonly attribute: readonly string[];
    }
  /** `said`: what the configuration has there, for people. */
  | { readonly kind: "unknown"; readonly said: string };

const absent: Found = { kind: "absent" };

/** The text at a path of an instance; what it refers to where it is not known yet. Empty texts are absent. */
export function textAt(landscape: Landscape, instance: ResourceInstance, path: ArgumentPath): Found {
  const found = argument(instance, path);
  switch (found.kind) {
    case "absent":
      return absent;
    case "known":
      return ofJson(found.value);
    case "unknown":
      return found.text === undefined
        ? ofReferences(landscape, instance, found.references)
        : ofTemplate(landscape, instance, found.text);
  }
}

function ofJson(value: Json): Found {
  if (value === "") return absent;
  if (typeof value === "string") return { kind: "text", text: value };
  return typeof value === "number" || typeof value === "boolean"
    ? { kind: "text", text: String(value) }
    : { kind: "unknown", said: "what is no text" };
}

function ofReferences(landscape: Landscape, from: ResourceInstance, references: readonly string[]): Found {
  const [reference] = references;
  const unknown: Found = { kind: "unknown", said: references.join(", ") || "an expression" };
  if (reference === undefined || references.length > 1) return unknown;
  const resolution = landscape.resolve(reference, from);
  // What the reference leads to may be but a part of the text, so a known value tells nothing.
  return resolution.kind === "instances"
    ? { kind: "resource", instances: resolution.instances, attribute: resolution.attribute }
    : unknown;
}

/** The source of a template in a JSON configuration, each `${…}` put in where it is known. */
function ofTemplate(landscape: Landscape, from: ResourceInstance, template: string): Found {
  const unknown: Found = { kind: "unknown", said: template };
  if (/\$\$\{|%\{/.test(template)) return unknown;
  const parts = template.split(/\$\{([^{}]*)\}/);
  const resources: Found[] = [];
  let text = "";
  for (const [n, part] of parts.entries()) {
    if (n % 2 === 0) {
      text += part;
      continue;
    }
    const one = ofInterpolation(landscape, from, part.trim());
    if (one.kind === "text") text += one.text;
    else if (one.kind === "resource") resources.push(one);
    else return unknown;
  }
  const [only] = resources;
  if (only === undefined) return text === "" ? absent : { kind: "text", text };
  return resources.length === 1 ? only : unknown;
}

function ofInterpolation(landscape: Landscape, from: ResourceInstance, reference: string): Found {
  const resolution = landscape.resolve(reference, from);
  if (resolution.kind === "value") return ofJson(resolution.value);
  if (resolution.kind === "unknown") return { kind: "unknown", said: reference };
  const { instances, attribute } = resolution;
  const [only] = instances;
  if (only !== undefined && instances.length === 1) {
    const found = argument(only, attribute);
    if (found.kind === "known") return ofJson(found.value);
  }
  return { kind: "resource", instances, attribute };
}

/** Texts of a list or set. `complete` is false where there may be more than could be found. */
export interface FoundList {
  readonly found: readonly Found[];
  readonly complete: boolean;
}

/** The texts of a list; of a set too, in which Terraform sorts, so that positions tell nothing of the configuration. */
export function listAt(landscape: Landscape, instance: ResourceInstance, path: ArgumentPath): FoundList {
  const given = argument(instance, path);
  if (given.kind === "known" && !Array.isArray(given.value)) {
    return { found: [{ kind: "unknown", said: "what is no list" }], complete: false };
  }
  const elements = elementsOf(instance, path);
  const found: Found[] = [];
  let hidden = 0;
  for (const element of elements ?? []) {
    const one = argument(instance, element);
    if (one.kind === "known") found.push(ofJson(one.value));
    else if (one.kind === "unknown") hidden += 1;
  }
  if (elements !== undefined && hidden === 0) return { found, complete: true };
  const [whole] = typeof path === "string" ? [path] : path;
  const written = instance.configured?.[String(whole)];
  if (typeof path === "string" && isExpression(written) && Array.isArray(written.constant)) {
    const templates = (written.constant as readonly Json[]).filter(isTemplate);
    if (elements !== undefined && templates.length === hidden) {
      return { found: [...found, ...templates.map((text) => ofTemplate(landscape, instance, text))], complete: true };
    }
  }
  const references = given.kind === "unknown" ? given.references : [];
  const referred = references.map((reference) => ofReferences(landscape, instance, [reference]));
  return {
    found: [...found, ...referred],
    complete: elements !== undefined && hidden > 0 && hidden === references.length,
  };
}

function isTemplate(value: Json): value is string {
  return typeof value === "string" && value.includes("${");
}

/** The positions of nested blocks; undefined where it is not known how many there are. */
export function blocksAt(
  instance: ResourceInstance,
  path: ArgumentPath,
): readonly (readonly (string | number)[])[] | undefined {
  const found = argument(instance, path);
  // A synthesized configuration may write a single block as a map.
  if (found.kind === "known" && isMap(found.value)) return [typeof path === "string" ? [path] : path];
  return elementsOf(instance, path);
}

/** Does the configuration set it, and is not all of it what the cloud answered? True where there is no configuration. */
export function isConfigured(instance: ResourceInstance, name: string): boolean {
  return instance.configured === undefined || Object.hasOwn(instance.configured, name);
}

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A known, non-empty text among an instance's values. */
export function knownText(instance: ResourceInstance, name: string): string | undefined {
  const value = instance.values[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** How people are told of something that is not known yet. */
export function described(found: Found): string {
  switch (found.kind) {
    case "text":
      return found.text;
    case "resource":
      return [found.instances[0]?.address ?? "a resource", ...found.attribute].join(".");
    case "unknown":
      return found.said;
    case "absent":
      return "nothing";
  }
}
