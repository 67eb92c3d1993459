import type { GrantOutput } from "../expect/resource-grant-outputs";
import { argument } from "../terraform/argument";
import type { JsonMap, Landscape, Resolution, ResourceInstance } from "../terraform/instance";
import type { Json } from "../terraform/json";
import { soleReference } from "../terraform/references";

type Path = readonly (string | number)[];

/** The way to an argument; `each` stands for every block of a name. */
interface Place {
  readonly type: RegExp;
  readonly path: readonly string[];
  /** The output that belongs there: any other says nothing of an end there. */
  readonly output: string;
}

/** Where what a `leasehold_grant` exports ends an access, or says whose it is. */
const places: readonly Place[] = [
  { type: /^aws_iam_role$/, path: ["assume_role_policy"], output: "trust_policy" },
  { type: /^aws_iam_role$/, path: ["inline_policy", "policy"], output: "guard_policy" },
  { type: /^aws_iam_role_policy$/, path: ["policy"], output: "guard_policy" },
  { type: /^aws_/, path: ["tags"], output: "tags" },
  { type: /^google_.+_iam_(member|binding)$/, path: ["condition", "expression"], output: "gcp_condition.expression" },
  { type: /^google_.+_iam_(member|binding)$/, path: ["condition", "title"], output: "gcp_condition.title" },
];

/** A landscape in which leases are filled in that are yet to be made. */
export interface FilledIn {
  readonly landscape: Landscape;
  /** By the address of what was filled in: the `leasehold_grant`s that its texts come from. */
  readonly from: ReadonlyMap<string, readonly ResourceInstance[]>;
  /** By the address of what could not be filled in, though it could if it were written otherwise: how. */
  readonly unclear: ReadonlyMap<string, string>;
}

/**
 * Puts what `leasehold_grant`s will export where it is not known before apply, and nothing but it is said to stand there.
 *
 * @param output what a grant exports, by the way to it; undefined where that cannot be told
 */
export function filledIn(
  landscape: Landscape,
  output: (grant: ResourceInstance, name: string) => GrantOutput | undefined,
): FilledIn {
  const made = new Map<ResourceInstance, ResourceInstance>();
  const from = new Map<string, readonly ResourceInstance[]>();
  const unclear = new Map<string, string>();
  for (const instance of landscape.instances) {
    if (instance.mode !== "managed" || instance.configured === undefined) continue;
    let whole = instance;
    const grants = new Set<ResourceInstance>();
    for (const place of places.filter(({ type }) => type.test(instance.type))) {
      for (const path of pathsOf(instance, place.path)) {
        const grant = grantAt(landscape, instance, path, place.output);
        const exported = grant && output(grant, place.output);
        const otherwise = grant === undefined ? otherwiseWritten(instance, path, place.output) : undefined;
        if (otherwise !== undefined) unclear.set(instance.address, otherwise);
        if (grant === undefined || exported === undefined) continue;
        whole = {
          ...whole,
          values: put(whole.values, path, exported.value) as JsonMap,
          unknown: put(whole.unknown, path, exported.unknown),
        };
        grants.add(grant);
      }
    }
    if (whole === instance) continue;
    made.set(instance, whole);
    from.set(instance.address, [...grants]);
  }
  if (made.size === 0) return { landscape, from, unclear };
  const instances = landscape.instances.map((instance) => made.get(instance) ?? instance);
  const original = new Map([...made].map(([before, after]) => [after, before]));
  const resolve: Landscape["resolve"] = (reference, at, alone) =>
    withMade(landscape.resolve(reference, original.get(at) ?? at, alone), made);
  return { landscape: { ...landscape, instances, resolve }, from, unclear };
}

function withMade(found: Resolution, made: ReadonlyMap<ResourceInstance, ResourceInstance>): Resolution {
  if (found.kind !== "instances") return found;
  return { ...found, instances: found.instances.map((instance) => made.get(instance) ?? instance) };
}

/** The places of an argument: of one in blocks, that of each block that is there. */
function pathsOf({ values }: ResourceInstance, [first = "", second]: readonly string[]): readonly Path[] {
  if (second === undefined) return [[first]];
  const blocks = values[first];
  return Array.isArray(blocks) ? blocks.map((_, position) => [first, position, second]) : [];
}

/** The grant whose output of that name stands at the path, and nothing else. */
function grantAt(
  landscape: Landscape,
  instance: ResourceInstance,
  path: Path,
  output: string,
): ResourceInstance | undefined {
  if (markAt(instance.unknown, path) !== true) return undefined;
  const found = argument(instance, path);
  if (found.kind !== "unknown") return undefined;
  const { references, text } = found;
  const reference = soleReference({ references, ...(text === undefined ? {} : { constant: text }) });
  if (reference === undefined) return undefined;
  const to = leadsTo(landscape, instance, reference);
  if (to.kind !== "instances" || to.attribute.join(".") !== output) return undefined;
  const [grant, ...others] = to.instances;
  return others.length === 0 && grant?.type === "leasehold_grant" ? grant : undefined;
}

/** Of `leasehold_grant.all[each.key].trust_policy` a plan does not tell which output it is. */
function otherwiseWritten(instance: ResourceInstance, path: Path, output: string): string | undefined {
  const found = argument(instance, path);
  if (found.kind !== "unknown" || found.text !== undefined) return undefined;
  const [grants = "", key, ...others] = found.references;
  const byKey = others.length === 0 && (key === "each.key" || key === "count.index");
  if (!byKey || !/(?:^|\.)leasehold_grant\.[^.]+$/.test(grants)) return undefined;
  return `written as \`each.value.${output}\` with \`for_each = ${grants}\` it can be told`;
}

const eachValue = "each.value.";

/** `each.value` of a `for_each` over grants is the grant of the same key. */
function leadsTo(landscape: Landscape, instance: ResourceInstance, reference: string): Resolution {
  if (!reference.startsWith(eachValue)) return landscape.resolve(reference, instance, true);
  const all = instance.forEach && soleReference(instance.forEach);
  const to = all === undefined ? undefined : landscape.resolve(all, instance, true);
  if (to?.kind !== "instances" || to.attribute.length > 0) return { kind: "unknown" };
  return {
    kind: "instances",
    instances: to.instances.filter(({ index }) => index !== undefined && index === instance.index),
    attribute: reference.slice(eachValue.length).split("."),
  };
}

/** The mark at exactly this path; one further up covers other things too. */
function markAt(unknown: Json, path: Path): Json | undefined {
  let at: Json | undefined = unknown;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as JsonMap)[step];
  }
  return at;
}

/** The value with something else at a path. */
function put(value: Json | undefined, [step, ...rest]: Path, leaf: Json): Json {
  if (step === undefined) return leaf;
  if (Array.isArray(value)) {
    const list = [...(value as readonly Json[])];
    list[Number(step)] = put(list[Number(step)], rest, leaf);
    return list;
  }
  const map = typeof value === "object" && value !== null ? (value as JsonMap) : {};
  return { ...map, [step]: put(map[step], rest, leaf) };
}
