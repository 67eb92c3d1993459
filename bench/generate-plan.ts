import { closeSync, openSync, writeSync } from "node:fs";
import { callEntry, providerConfig } from "./plan/configuration";
import { changeEntry, documentEntry, plannedEntry, priorEntry, slugOf } from "./plan/entries";
import {
  call,
  callsOf,
  instanceKey,
  instancesOf,
  instancesPerCall,
  type Resource,
  resourcesOf,
  resourcesPerInstance,
} from "./plan/stack";
import { encode } from "./plan/template";

/** How large the plan is to be, in bytes of its JSON, and which of the plans of that size. */
export interface PlanSize {
  readonly bytes: number;
  readonly seed: number;
}

/** The sizes of the benchmark. */
export const planSizes = { small: 20_000_000, large: 200_000_000, huge: 1_000_000_000 } as const;
export const planSeed = 20261122;

/** So much of a plan tells how large its resources are. */
const sample = 24_000_000;
const versions = '"format_version":"1.2","terraform_version":"1.11.4"';
const variables = { region: { value: "eu-central-1" }, token: { value: "example" } };
const timestamp = "2026-11-22T20:11:35Z";

/**
 * A plan as `terraform show -json` writes it, in pieces, within 2 % of the wanted size. The same size and seed give the
 * same bytes. Two of a hundred resources are about access.
 */
export function* generatePlan({ bytes, seed }: PlanSize): Generator<string, void, undefined> {
  const resources = resourcesFor(bytes, seed);
  yield* planOf(resources, seed);
}

/** Writes a plan to a file, piece by piece: it never stands in memory as a whole. Returns its size in bytes. */
export function writePlan(file: string, size: PlanSize): number {
  const descriptor = openSync(file, "w");
  try {
    let written = 0;
    for (const piece of generatePlan(size)) written += writeSync(descriptor, piece);
    return written;
  } finally {
    closeSync(descriptor);
  }
}

function* planOf(resources: number, seed: number): Generator<string> {
  const outputs = joined(callsOf(resources), (n) => outputEntry(n, resources));
  yield `{${versions},"variables":${encode(variables)},"planned_values":{"outputs":{`;
  yield* outputs();
  yield '},"root_module":{"child_modules":[';
  yield* joined(instancesOf(resources), (n) => instanceEntry(resourcesOf(n, resources, seed), seed, plannedEntry))();
  yield ']}},"resource_changes":[';
  yield* joined(instancesOf(resources), (n) => changesOf(n, resources, seed))();
  yield '],"output_changes":{';
  yield* joined(callsOf(resources), (n) => outputChange(n, resources))();
  yield `},"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"outputs":{`;
  yield* outputs();
  yield '},"root_module":{"child_modules":[';
  yield* joined(instancesOf(resources), (n) =>
    instanceEntry(resourcesOf(n, resources, seed), seed, priorEntry, true),
  )();
  yield `]}}},"configuration":{"provider_config":${encode(providerConfig)},"root_module":{"outputs":{`;
  yield* joined(callsOf(resources), outputConfiguration)();
  yield '},"module_calls":{';
  yield* joined(callsOf(resources), configurationOf)();
  yield `},"variables":{"region":{"default":"eu-central-1"},"token":{"sensitive":true}}}},"relevant_attributes":[`;
  yield* joined(instancesOf(resources), (n) => relevantOf(n, resources, seed))();
  yield `],"timestamp":"${timestamp}","applyable":true,"complete":true,"errored":false}\n`;
}

/** How many resources make a plan of about so many bytes. */
function resourcesFor(bytes: number, seed: number): number {
  let measured = 0;
  let resources = 0;
  for (let n = 0; measured < sample; n++) {
    const all = (n + 1) * resourcesPerInstance;
    const size = sizeOfInstance(n, all, seed);
    if (measured + size >= bytes) return resources + Math.round(((bytes - measured) / size) * resourcesPerInstance);
    measured += size;
    resources = all;
  }
  return Math.round((bytes / measured) * resources);
}

function sizeOfInstance(n: number, resources: number, seed: number): number {
  const of = resourcesOf(n, resources, seed);
  const parts = [instanceEntry(of, seed, plannedEntry), changesOf(n, resources, seed), relevantOf(n, resources, seed)];
  const number = Math.floor(n / instancesPerCall);
  const shared = n % instancesPerCall === 0 ? configurationOf(number) : "";
  const outputs = 4 * (instanceKey(n).length + slugOf(instanceKey(n)).length);
  const all = [...parts, instanceEntry(of, seed, priorEntry, true), shared];
  return all.reduce((sum, part) => sum + Buffer.byteLength(part) + 1, outputs);
}

/** The entries of a list or an object, with commas between those that are not empty. */
function joined(count: number, entry: (n: number) => string): () => Generator<string> {
  return function* () {
    let begun = false;
    for (let n = 0; n < count; n++) {
      const text = entry(n);
      if (text === "") continue;
      yield begun ? `,${text}` : text;
      begun = true;
    }
  };
}

type Entry = (resource: Resource, seed: number) => string | undefined;

/** An instance of a module and the module within it, in a tree of values. */
function instanceEntry(resources: readonly Resource[], seed: number, entry: Entry, documents = false): string {
  const own = resources.filter(({ moduleAddress }) => !moduleAddress.endsWith(".module.storage"));
  const within = resources.filter(({ moduleAddress }) => moduleAddress.endsWith(".module.storage"));
  const role = documents ? own.find(({ type }) => type === "aws_iam_role") : undefined;
  const entries = (of: readonly Resource[]) => of.flatMap((resource) => entry(resource, seed) ?? []);
  const texts = [...(role ? [documentEntry(role)] : []), ...entries(own)].join(",");
  const nested = within[0] ? `,"child_modules":[${moduleOf(entries(within).join(","), within[0])}]}` : "}";
  return own[0] ? `${moduleOf(texts, own[0]).slice(0, -1)}${nested}` : "";
}

function moduleOf(resources: string, { moduleAddress }: Resource): string {
  return `{"resources":[${resources}],"address":${encode(moduleAddress)}}`;
}

function changesOf(n: number, resources: number, seed: number): string {
  return resourcesOf(n, resources, seed)
    .map((resource) => changeEntry(resource, seed))
    .join(",");
}

function relevantOf(n: number, resources: number, seed: number): string {
  return resourcesOf(n, resources, seed)
    .filter(({ type }) => type === "aws_security_group" || type === "aws_iam_role")
    .map(({ address }) => encode({ resource: address, attribute: ["id"] }))
    .join(",");
}

function outputEntry(n: number, resources: number): string {
  const value = namesOf(n, resources);
  const type = ["object", Object.fromEntries(Object.keys(value).map((key) => [key, "string"]))];
  return `${encode(call(n).name)}:${encode({ sensitive: false, type, value })}`;
}

function outputChange(n: number, resources: number): string {
  const value = namesOf(n, resources);
  const marks = { after_unknown: false, before_sensitive: false, after_sensitive: false };
  return `${encode(call(n).name)}:${encode({ actions: ["no-op"], before: value, after: value, ...marks })}`;
}

function namesOf(n: number, resources: number): Record<string, string> {
  const last = Math.min(instancesOf(resources), (n + 1) * instancesPerCall);
  const names: Record<string, string> = {};
  for (let i = n * instancesPerCall; i < last; i++) names[instanceKey(i)] = slugOf(instanceKey(i));
  return names;
}

function outputConfiguration(n: number): string {
  const { name } = call(n);
  return `${encode(name)}:${encode({ expression: { references: [`module.${name}`] } })}`;
}

function configurationOf(n: number): string {
  const called = call(n);
  return `${encode(called.name)}:${callEntry(called)}`;
}
