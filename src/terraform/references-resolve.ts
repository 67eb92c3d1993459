import { type ConfiguredCall, type ConfiguredModule, emptyModule, isExpression, resourceKey } from "./configured";
import type { ConfiguredExpression, Landscape, Resolution, ResourceInstance } from "./instance";
import type { Json } from "./json";
import { exactReferences, type ModuleStep, moduleSteps, parseReference, type Step, soleReference } from "./references";

const unknown: Resolution = { kind: "unknown" };

/** Configurations lead on through a few modules; only a hostile one through this many steps. */
const stepsAtMost = 2_000;

/** Who refers: a module's instance, and there something with an index or without. */
interface Place {
  readonly module: string;
  readonly index?: string | number;
}

/**
 * Follows references through one configuration and its instances.
 *
 * @param variables the values of the root's variables
 */
export function resolverOf(
  root: ConfiguredModule,
  instances: readonly ResourceInstance[],
  variables: ReadonlyMap<string, Json>,
): Landscape["resolve"] {
  const resolver = new Resolver(root, instances, variables);
  return (reference, from, alone = false) => resolver.resolve(reference, from, alone);
}

class Resolver {
  readonly #resources = new Map<string, ResourceInstance[]>();
  /** The instances of a call, by the caller's address and the call's name. */
  readonly #modules = new Map<string, Set<string>>();
  readonly #steps = new Map<string, readonly ModuleStep[] | undefined>();
  #left = 0;
  #alone = false;

  constructor(
    readonly root: ConfiguredModule,
    instances: readonly ResourceInstance[],
    readonly variables: ReadonlyMap<string, Json>,
  ) {
    for (const instance of instances) {
      const key = `${instance.module}\n${resourceKey(instance.mode, instance.type, instance.name)}`;
      const those = this.#resources.get(key);
      if (those) those.push(instance);
      else this.#resources.set(key, [instance]);
      this.#learn(instance.module);
    }
  }

  resolve(reference: string, from: Place, alone: boolean): Resolution {
    this.#left = stepsAtMost;
    this.#alone = alone;
    return this.#follow(reference, from);
  }

  #learn(address: string): void {
    if (this.#steps.has(address)) return;
    const steps = moduleSteps(address);
    this.#steps.set(address, steps);
    let caller = "";
    for (const step of steps ?? []) {
      const key = `${caller}\n${step.name}`;
      const those = this.#modules.get(key);
      if (those) those.add(step.address);
      else this.#modules.set(key, new Set([step.address]));
      caller = step.address;
    }
  }

  #follow(reference: string, from: Place): Resolution {
    if (this.#left-- <= 0) return unknown;
    const steps = parseReference(reference);
    const [first, second] = steps ?? [];
    if (steps === undefined || first?.kind !== "name") return unknown;
    switch (first.name) {
      case "var":
        return second?.kind === "name" ? this.#variable(second.name, steps.slice(2), from) : unknown;
      case "module":
        return second?.kind === "name" ? this.#output(second.name, steps.slice(2), from) : unknown;
      case "data":
        return this.#resource("data", steps.slice(1), from);
      case "each":
        return second?.kind === "name" && second.name === "key" && steps.length === 2 ? own(from) : unknown;
      case "count":
        return second?.kind === "name" && second.name === "index" && steps.length === 2 ? own(from) : unknown;
      case "local":
      case "path":
      case "terraform":
      case "self":
      case "ephemeral":
        return unknown;
      default:
        return this.#resource("managed", steps, from);
    }
  }

  #resource(mode: "managed" | "data", steps: readonly Step[], from: Place): Resolution {
    const [type, name, ...rest] = steps;
    if (type?.kind !== "name" || name?.kind !== "name") return unknown;
    const key = `${from.module}\n${resourceKey(mode, type.name, name.name)}`;
    const { indexes, path } = indexed(rest, from);
    const all = this.#resources.get(key) ?? [];
    // In a configuration alone it may not be known which indexes there are.
    const instances = indexes === undefined ? all : all.filter(({ index }) => index === indexes || index === undefined);
    if (instances.length === 0) return unknown;
    return { kind: "instances", instances, attribute: path };
  }

  #output(name: string, rest: readonly Step[], from: Place): Resolution {
    const call = this.#configured(from.module)?.calls.get(name);
    if (call === undefined) return unknown;
    const index = rest[0]?.kind === "name" ? undefined : rest[0];
    const [output, ...deeper] = index === undefined ? rest : rest.slice(1);
    if (output?.kind !== "name") return unknown;
    const expression = call.module.outputs.get(output.name);
    if (expression === undefined) return unknown;
    return joined(this.#calls(from, name, index).map((module) => this.#expression(expression, deeper, { module })));
  }

  /** The addresses of the instances of a call. */
  #calls(from: Place, name: string, index: Step | undefined): readonly string[] {
    const all = [...(this.#modules.get(`${from.module}\n${name}`) ?? [])];
    const wanted = index?.kind === "index" ? index.index : index?.kind === "own-index" ? from.index : undefined;
    if (all.length === 0) {
      // It holds no resource that is kept, and may still hand a constant on.
      const plain = from.module === "" ? `module.${name}` : `${from.module}.module.${name}`;
      this.#learn(plain);
      return [plain];
    }
    return wanted === undefined ? all : all.filter((address) => moduleSteps(address)?.at(-1)?.index === wanted);
  }

  #variable(name: string, rest: readonly Step[], from: Place): Resolution {
    if (from.module === "") {
      const value = this.variables.get(name) ?? this.root.defaults.get(name);
      return value === undefined ? unknown : within(value, rest, from);
    }
    const caller = this.#caller(from.module);
    if (caller === undefined) return unknown;
    const written = caller.call.arguments[name];
    if (written === undefined) {
      const standard = caller.call.module.defaults.get(name);
      return standard === undefined ? unknown : within(standard, rest, from);
    }
    return isExpression(written) ? this.#expression(written, rest, caller.place) : unknown;
  }

  /** Where an expression of a module leads to: a constant, or what its most exact references lead to. */
  #expression(expression: ConfiguredExpression, rest: readonly Step[], from: Place): Resolution {
    const { constant, references } = expression;
    if (this.#alone && references.length > 0) {
      const only = soleReference(expression);
      return only === undefined ? unknown : deeper(this.#follow(only, from), rest);
    }
    const exact = exactReferences(references);
    if (exact.length === 0) return constant === undefined ? unknown : within(constant, rest, from);
    return joined(exact.map((reference) => deeper(this.#follow(reference, from), rest)));
  }

  #configured(module: string): ConfiguredModule | undefined {
    this.#learn(module);
    return this.#steps
      .get(module)
      ?.reduce<ConfiguredModule | undefined>((outer, { name }) => outer?.calls.get(name)?.module, this.root);
  }

  #caller(module: string): { readonly call: ConfiguredCall; readonly place: Place } | undefined {
    this.#learn(module);
    const steps = this.#steps.get(module);
    const last = steps?.at(-1);
    if (last === undefined) return undefined;
    const outer = steps?.at(-2)?.address ?? "";
    const call = (outer === "" ? this.root : (this.#configured(outer) ?? emptyModule)).calls.get(last.name);
    if (call === undefined) return undefined;
    return { call, place: { module: outer, ...(last.index === undefined ? {} : { index: last.index }) } };
  }
}

function own(from: Place): Resolution {
  return from.index === undefined ? unknown : { kind: "value", value: from.index };
}

/** The index that a resource's name is followed by, and the path into the resource. */
function indexed(rest: readonly Step[], from: Place): { indexes?: string | number; path: readonly string[] } {
  const [first, ...others] = rest;
  if (first === undefined || first.kind === "name") return { path: names(rest) };
  const index = first.kind === "index" ? first.index : first.kind === "own-index" ? from.index : undefined;
  return { ...(index === undefined ? {} : { indexes: index }), path: names(others) };
}

/** Attribute names, and indexes as text; what comes after an index that is not known is left out. */
function names(steps: readonly Step[]): readonly string[] {
  const path: string[] = [];
  for (const step of steps) {
    if (step.kind === "name") path.push(step.name);
    else if (step.kind === "index") path.push(String(step.index));
    else break;
  }
  return path;
}

function within(value: Json, rest: readonly Step[], from: Place): Resolution {
  let at: Json | undefined = value;
  for (const step of rest) {
    const key =
      step.kind === "name"
        ? step.name
        : step.kind === "index"
          ? step.index
          : step.kind === "own-index"
            ? from.index
            : undefined;
    if (key === undefined || typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return unknown;
    at = (at as { readonly [key: string]: Json })[key];
  }
  return at === undefined ? unknown : { kind: "value", value: at };
}

/** The rest of a reference, behind what an expression led to. */
function deeper(found: Resolution, rest: readonly Step[]): Resolution {
  if (rest.length === 0) return found;
  if (found.kind === "value") return within(found.value, rest, { module: "" });
  if (found.kind === "instances") return { ...found, attribute: [...found.attribute, ...names(rest)] };
  return unknown;
}

/** All of several ways at once: instances of one attribute, or one value. Anything else cannot be told. */
function joined(found: readonly Resolution[]): Resolution {
  const [first, ...others] = found;
  if (first === undefined) return unknown;
  if (others.length === 0) return first;
  const instances = new Set<ResourceInstance>();
  const attributes = new Set<string>();
  for (const each of found) {
    if (each.kind !== "instances") return unknown;
    for (const instance of each.instances) instances.add(instance);
    attributes.add(JSON.stringify(each.attribute));
  }
  if (attributes.size !== 1 || first.kind !== "instances") return unknown;
  return { kind: "instances", instances: [...instances], attribute: first.attribute };
}
