import { isExpression } from "./configured";
import type { Argument, ConfiguredBlock, ConfiguredExpression, JsonMap, ResourceInstance } from "./instance";
import type { Json } from "./json";
import { exactReferences } from "./references";
import { referencesIn } from "./template";

/** The way to an argument: its name, or names and positions down to a nested one. */
export type ArgumentPath = string | readonly (string | number)[];

const absent: Argument = { kind: "absent" };

/**
 * One argument of an instance, as far as it can be known before apply. It is unknown only where the configuration sets
 * it, or where there is no configuration to ask: providers mark every computed argument that nobody set as unknown
 * too. A list or map of which a part is not known is unknown as a whole; ask for its parts.
 *
 * `references` are those that the expression holds, without the shorter forms that Terraform lists with each.
 * `text` is a template's source as it stands in a JSON configuration: in it, `$${` means `${`.
 */
export function argument(instance: ResourceInstance, path: ArgumentPath): Argument {
  const steps = typeof path === "string" ? [path] : path;
  const { values, unknown, depth } = at(instance, steps);
  // `{ a: { b: true } }` without an `a` in the values: a part is unknown, so it is not absent.
  if (anyTrue(unknown) || isMissing(instance, steps)) return notKnown(instance, steps, depth);
  return values === undefined || values === null ? absent : { kind: "known", value: values };
}

/** The text of a known argument; undefined where it is absent, unknown, or no text. */
export function textOf(found: Argument): string | undefined {
  return found.kind === "known" && typeof found.value === "string" ? found.value : undefined;
}

/**
 * The paths of a list's elements or of nested blocks: `["inline_policy", 0]`, … Undefined where it is not known how many
 * there are; empty where there is none.
 */
export function elementsOf(
  instance: ResourceInstance,
  path: ArgumentPath,
): readonly (readonly (string | number)[])[] | undefined {
  const steps = typeof path === "string" ? [path] : path;
  const { values, unknown, depth } = at(instance, steps);
  if (unknown === true || isMissing(instance, steps)) {
    return notKnown(instance, steps, depth).kind === "absent" ? [] : undefined;
  }
  // A block that stands alone may be written as a map.
  if (typeof values === "object" && values !== null && !Array.isArray(values)) return [[...steps, 0]];
  const size = Math.max(Array.isArray(values) ? values.length : 0, Array.isArray(unknown) ? unknown.length : 0);
  return Array.from({ length: size }, (_, n) => [...steps, n]);
}

/** What stands at a path, its marks, and how many steps down the mark that covers it stands. */
function at(
  instance: ResourceInstance,
  steps: readonly (string | number)[],
): { values: Json | undefined; unknown: Json | undefined; depth: number } {
  let values: Json | undefined = instance.values;
  let unknown: Json | undefined = instance.unknown;
  let depth = 0;
  for (const step of steps) {
    values = child(values, step);
    if (unknown === true) continue;
    unknown = child(unknown, step);
    depth++;
  }
  return { values, unknown, depth };
}

/**
 * Terraform writes every argument of what a plan holds, null where nobody set it. One that the configuration sets and that is
 * not there at all was lost on the way: it cannot be told.
 */
function isMissing({ values, configured }: ResourceInstance, steps: readonly (string | number)[]): boolean {
  const name = steps.at(-1);
  const [top] = steps;
  if (configured === undefined || top === undefined || typeof name !== "string") return false;
  let parent: Json | undefined = values;
  for (const step of steps.slice(0, -1)) parent = child(parent, step);
  if (typeof parent !== "object" || parent === null || Array.isArray(parent) || Object.hasOwn(parent, name))
    return false;
  if (!Object.hasOwn(configured, top)) return false;
  // Keys of a map come and go; those of a block do not.
  const [first] = written(configured, steps, values) ?? [];
  return first !== undefined && (steps.length === 1 || !isExpression(configured[top]) || first.constant !== undefined);
}

function child(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (step === 0 && !Array.isArray(value)) return value;
  if (!Object.hasOwn(value, step)) return undefined;
  return (value as JsonMap)[step];
}

function anyTrue(marks: Json | undefined): boolean {
  if (marks === true) return true;
  return typeof marks === "object" && marks !== null && Object.values(marks).some(anyTrue);
}

/** @param depth how many steps down the mark stands: computed arguments that nobody set have it on top */
function notKnown(instance: ResourceInstance, steps: readonly (string | number)[], depth: number): Argument {
  const { configured } = instance;
  const [name] = steps;
  const nothing: Argument = { kind: "unknown", references: [] };
  if (configured === undefined || name === undefined) return nothing;
  // Blocks that are made by `dynamic` stand in no configuration, but their marks have their shape.
  if (!Object.hasOwn(configured, name)) return depth <= 1 ? absent : nothing;
  const found = written(configured, steps, instance.values);
  if (found === undefined) return nothing;
  if (found.length === 0) return absent;
  const references = [...new Set(found.flatMap(referencesOf))];
  const [only] = found.length === 1 ? found : [];
  const text = typeof only?.constant === "string" ? only.constant : undefined;
  return { kind: "unknown", references, ...(text === undefined ? {} : { text }) };
}

/** Out of a template's text where it is there: only that shows `[each.key]`. */
function referencesOf({ expression, constant }: Written): readonly string[] {
  const listed = exactReferences(expression.references);
  if (typeof constant !== "string") return listed;
  const found = referencesIn(constant);
  const covered = listed.every((one) =>
    found.some((other) => other === one || other.startsWith(one) || other.includes(`[${one}]`)),
  );
  return covered ? found : listed;
}

interface Written {
  readonly expression: ConfiguredExpression;
  /** What the configuration has at the path, where it stands there as a constant. */
  readonly constant?: Json;
}

/**
 * What the configuration may say of a path: more than one where it cannot be told which block it is, none where it
 * leaves it out, undefined where it may be set by a block that is not there to be read.
 */
function written(
  block: ConfiguredBlock,
  steps: readonly (string | number)[],
  values: Json | undefined,
): readonly Written[] | undefined {
  const [name, ...rest] = steps;
  if (name === undefined) return everything(block);
  const inside = Object.hasOwn(block, name) ? block[name] : undefined;
  if (inside === undefined) return [];
  if (isExpression(inside)) {
    let constant = inside.constant;
    for (const step of rest) constant = child(constant, step);
    return [{ expression: inside, ...(constant === undefined ? {} : { constant }) }];
  }
  const [position, ...deeper] = rest;
  const blocks = inside as readonly ConfiguredBlock[];
  if (position === undefined) return blocks.flatMap(everything);
  const here = child(child(values, name), position);
  const fitting = blocks.filter((each) => fits(each, here));
  const found: Written[] = [];
  for (const each of fitting.length > 0 ? fitting : blocks) {
    const those = written(each, deeper, here);
    if (those === undefined) return undefined;
    found.push(...those);
  }
  return found.length === 0 && fitting.length === 0 ? undefined : found;
}

/** All expressions of a block. */
function everything(block: ConfiguredBlock): readonly Written[] {
  return Object.values(block).flatMap((each) =>
    isExpression(each) ? [{ expression: each }] : (each as readonly ConfiguredBlock[]).flatMap(everything),
  );
}

/** Could the block have given these values? Sets are sorted by value, so positions tell nothing. */
function fits(block: ConfiguredBlock, values: Json | undefined): boolean {
  return Object.entries(block).every(([name, each]) => {
    if (!isExpression(each) || each.constant === undefined || each.references.length > 0) return true;
    const value = child(values, name);
    return value === undefined || value === null || typeof value === "object" || value === each.constant;
  });
}
