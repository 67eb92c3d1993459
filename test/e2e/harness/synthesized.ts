import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A resource as the Terraform JSON of a root holds it, literals read back as text and references resolved by `resolve`. */
export interface SynthesizedResource {
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** All resources of a root's JSON file. */
export function resourcesOf(directory: string, file = "main.tf.json"): readonly SynthesizedResource[] {
  const root: { resource?: Record<string, Record<string, Record<string, unknown>>> } = JSON.parse(
    readFileSync(join(directory, file), "utf8"),
  );
  return Object.entries(root.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, attributes]) => ({ type, name, attributes })),
  );
}

/** A root's JSON as it would be without one grant. */
export function withoutGrant<T extends RootJson>(root: T, grant: string): T {
  const resource = Object.fromEntries(
    Object.entries(root.resource)
      .map(([type, named]) => [type, without(named, (name) => isOf(name, grant))] as const)
      .filter(([, named]) => Object.keys(named).length > 0),
  );
  const { grants } = root.output;
  const output = { ...root.output, grants: { ...grants, value: without(grants.value, (name) => name === grant) } };
  return { ...root, resource, output };
}

interface RootJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly output: { readonly grants: { readonly value: Readonly<Record<string, unknown>> } };
}

function isOf(name: string, grant: string): boolean {
  return name === grant || name === `grant_${grant}` || name.startsWith(`${grant}_`);
}

function without<V>(map: Readonly<Record<string, V>>, drop: (name: string) => boolean): Record<string, V> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => !drop(name)));
}

/** Those of one type, by name. */
export function ofType(
  resources: readonly SynthesizedResource[],
  type: string,
): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  return new Map(resources.filter((r) => r.type === type).map((r) => [r.name, r.attributes]));
}

/** Undoes Terraform's doubling of `${` and `%{`. */
export function literal(text: unknown): string {
  return String(text).replace(/([$%])\1\{/g, (_, sign: string) => `${sign}{`);
}

/** A policy document written in an attribute. */
export function documentIn(text: unknown): unknown {
  return JSON.parse(literal(text));
}

/** The address that `${type.name.attribute}` refers to; undefined for a literal. */
export function referenceIn(text: unknown): { type: string; name: string; attribute: string } | undefined {
  const found = /^\$\{([a-z_]+)\.([^.]+)\.([a-z_]+)\}$/.exec(String(text));
  if (found === null) return undefined;
  return { type: found[1] ?? "", name: found[2] ?? "", attribute: found[3] ?? "" };
}
