import type { Change } from "../../facts/provenance";
import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { malformed, PlanError } from "./error";
import { isMap, mapOf, optionalText, textOf } from "./shape";

/** What stays of a resource after a plan: what it holds before, after, or both. */
interface Fate {
  /** Of the object that is there before. */
  readonly before: Change;
  /** Of the object that is there afterwards; absent where none is, or none that is managed. */
  readonly after?: Change;
}

/** Every list of actions that Terraform and OpenTofu write, and what becomes of the resource. */
const fates: ReadonlyMap<string, Fate> = new Map<string, Fate>([
  ["no-op", { before: "no-op", after: "no-op" }],
  ["create", { before: "create", after: "create" }],
  ["read", { before: "read", after: "read" }],
  ["update", { before: "update", after: "update" }],
  ["delete,create", { before: "replace", after: "replace" }],
  ["create,delete", { before: "replace", after: "replace" }],
  ["delete", { before: "delete" }],
  ["forget", { before: "forget" }],
  // The old object stays live, managed by nobody, beside the new one.
  ["create,forget", { before: "forget", after: "create" }],
  ["forget,create", { before: "forget", after: "create" }],
]);

/** What names a resource instance, in a change or in a state. */
export interface Named {
  readonly address: string;
  readonly module: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly providerName?: string;
}

/** One entry of `resource_changes` or `resource_drift`. */
export interface ResourceChange extends Named {
  readonly previousAddress?: string;
  readonly deposed?: string;
  readonly imported: boolean;
  readonly fate: Fate;
  /** Null where there is nothing. */
  readonly before: JsonMap | null;
  readonly after: JsonMap | null;
  readonly unknown: Json;
  readonly sensitiveBefore: Json;
  readonly sensitiveAfter: Json;
}

/** @throws PlanError for another shape than Terraform's, and for actions that are not known */
export function resourceChange(value: Json, where: string): ResourceChange {
  const element = mapOf(value, where);
  const named = namedOf(element, where, optionalText(element.module_address, `${where}.module_address`) ?? "");
  const change = mapOf(element.change, `${where}.change`);
  const previousAddress = optionalText(element.previous_address, `${where}.previous_address`);
  const deposed = optionalText(element.deposed, `${where}.deposed`);
  const fate = fateOf(change.actions, `${where}.change.actions`);
  const before = object(change.before, `${where}.change.before`);
  const after = object(change.after, `${where}.change.after`);
  if (fate.after !== undefined && after === null) {
    throw malformed(`${where}.change.after`, "an object, though its actions leave one behind");
  }
  return {
    ...named,
    ...(previousAddress === undefined ? {} : { previousAddress }),
    ...(deposed === undefined ? {} : { deposed }),
    imported: isMap(change.importing),
    fate,
    before,
    after,
    unknown: marks(change.after_unknown, `${where}.change.after_unknown`),
    sensitiveBefore: marks(change.before_sensitive, `${where}.change.before_sensitive`),
    sensitiveAfter: marks(change.after_sensitive, `${where}.change.after_sensitive`),
  };
}

/** @throws PlanError where what names a resource is missing or of another type */
export function namedOf(element: JsonMap, where: string, module: string): Named {
  const mode = textOf(element.mode, `${where}.mode`);
  if (mode !== "managed" && mode !== "data") throw malformed(`${where}.mode`, "managed or data");
  const { index } = element;
  if (index !== undefined && index !== null && typeof index !== "string" && typeof index !== "number") {
    throw malformed(`${where}.index`, "a text or a number");
  }
  const address = textOf(element.address, `${where}.address`);
  const type = textOf(element.type, `${where}.type`);
  const name = textOf(element.name, `${where}.name`);
  // Never split; but what it names must be what the other members say.
  if (!address.includes(`${type}.${name}`) || !address.startsWith(module)) {
    throw malformed(`${where}.address`, "the address of its module, type and name");
  }
  const providerName = optionalText(element.provider_name, `${where}.provider_name`);
  return {
    address,
    module,
    mode,
    type,
    name,
    ...(index === undefined || index === null ? {} : { index }),
    ...(providerName === undefined ? {} : { providerName }),
  };
}

/** What names an instance, without what else its source says of it. */
export function namingOf({ address, module, mode, type, name, index }: Named): Omit<Named, "providerName"> {
  return { address, module, mode, type, name, ...(index === undefined ? {} : { index }) };
}

function fateOf(value: Json | undefined, where: string): Fate {
  if (!Array.isArray(value)) throw malformed(where, "a list");
  const fate = fates.get(value.join());
  if (fate !== undefined && value.every((each) => typeof each === "string" && !each.includes(","))) return fate;
  throw new PlanError(
    "plan-malformed",
    `The plan does something that leasehold does not know: ${where} is none of the lists of actions that Terraform and OpenTofu document.`,
    "Use a leasehold that knows this version of Terraform; what it cannot tell, it does not judge.",
  );
}

function object(value: Json | undefined, where: string): JsonMap | null {
  return value === undefined || value === null ? null : mapOf(value, where);
}

/** A tree of `true`, as `after_unknown`. */
function marks(value: Json | undefined, where: string): Json {
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean" || typeof value === "object") return value;
  throw malformed(where, "true, false, or an object");
}
