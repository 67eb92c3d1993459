import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { exactReferences } from "../../terraform/references";
import { someArn, unknownPart } from "../policy/unknown-part";
import type { ReadPolicy } from "./policies";
import { principalStandIn, type Surroundings, unknownAt, valueAt } from "./stand-in";
import { blocksOf, isMap } from "./values";

type Path = readonly (string | number)[];
type JsonStatement = Record<string, Json>;

/** Reads a policy that another argument of the data source holds as text. */
export type ReadArgument = (path: Path) => ReadPolicy | undefined;

/**
 * The policy that a deferred `data.aws_iam_policy_document` will make, as text, from the arguments that are known; what
 * is not known stands in it as the unknown part.
 *
 * Source: the data source's own page in the AWS provider's documentation (merging by `sid`, `source_…` first).
 */
export function dataDocumentText(
  instance: ResourceInstance,
  around: Surroundings,
  read: ReadArgument,
): { readonly text: string; readonly doubts: readonly string[] } {
  const doubts: string[] = [];
  const statements: JsonStatement[] = [];
  const own = instance.values.statement;
  const ownSids = Array.isArray(own) && own.some((each) => isMap(each) && typeof each.sid === "string");
  const overrides = ["override_json", "override_policy_documents"].some((name) => isSet(instance, name));
  const add = (documents: readonly ReadPolicy[], mayBeReplaced: boolean) => {
    for (const { statements: found, doubts: its } of documents) {
      // A later statement of the same sid replaces an earlier one, so what that denies is not certain.
      const kept = mayBeReplaced ? found.filter(({ Effect }) => Effect === "Allow") : found;
      statements.push(...(kept as readonly unknown[] as readonly JsonStatement[]));
      doubts.push(...its);
    }
  };
  for (const name of ["source_json", "source_policy_documents"]) {
    add(documentsIn(instance, name, read), ownSids || overrides);
  }
  if (unknownAt(instance.unknown, ["statement"]) || isLost(own, instance)) {
    doubts.push("how many statements it has is not in the plan");
    statements.push({ Effect: "Allow" });
  } else if (Array.isArray(own)) {
    for (const position of own.keys()) {
      const statement = statementOf(instance, ["statement", position], around, doubts);
      const replaceable = overrides && statement.Sid !== undefined && statement.Effect !== "Allow";
      if (!replaceable) statements.push(statement);
    }
  }
  for (const name of ["override_json", "override_policy_documents"]) add(documentsIn(instance, name, read), false);
  return { text: JSON.stringify({ Version: "2012-10-17", Statement: statements }), doubts };
}

/** Set, and no list of blocks. */
function isLost(own: Json | undefined, { configured }: ResourceInstance): boolean {
  if (own === undefined || own === null)
    return configured !== undefined && blocksOf(configured, "statement").length > 0;
  return !Array.isArray(own);
}

function isSet(instance: ResourceInstance, name: string): boolean {
  const value = instance.values[name];
  const empty = value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return !empty || argument(instance, name).kind === "unknown";
}

function documentsIn(instance: ResourceInstance, name: string, read: ReadArgument): readonly ReadPolicy[] {
  const value = instance.values[name];
  if (!Array.isArray(value) || unknownAt(instance.unknown, [name])) {
    const whole = read([name]);
    return whole === undefined ? [] : [whole];
  }
  return value.flatMap((_, position) => read([name, position]) ?? []);
}

function statementOf(instance: ResourceInstance, path: Path, around: Surroundings, doubts: string[]): JsonStatement {
  const list = (name: string) => texts(instance, [...path, name], around);
  const statement: JsonStatement = {};
  const sid = valueAt(instance.values, [...path, "sid"]);
  if (typeof sid === "string" && sid !== "") statement.Sid = sid;
  const effect = valueAt(instance.values, [...path, "effect"]);
  if (unknownAt(instance.unknown, [...path, "effect"])) doubts.push("whether it allows or denies is not known");
  statement.Effect = typeof effect === "string" ? effect : "Allow";
  for (const [name, element] of [
    ["actions", "Action"],
    ["not_actions", "NotAction"],
    ["resources", "Resource"],
    ["not_resources", "NotResource"],
  ] as const) {
    const values = list(name);
    if (values !== undefined) statement[element] = values;
  }
  for (const [name, element] of [
    ["principals", "Principal"],
    ["not_principals", "NotPrincipal"],
  ] as const) {
    const found = principalOf(instance, [...path, name], around, doubts);
    if (found !== undefined) statement[element] = found;
  }
  const condition = conditionOf(instance, [...path, "condition"], around, doubts);
  if (condition !== undefined) statement.Condition = condition;
  return statement;
}

/** The texts of a list; `undefined` where it is not set. An element that is not known is what stands for it. */
function texts(instance: ResourceInstance, path: Path, around: Surroundings): string[] | undefined {
  const value = valueAt(instance.values, path);
  if (unknownAt(instance.unknown, path)) return standIns(instance, path, around);
  if (value !== undefined && value !== null && !Array.isArray(value)) return [unknownPart];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const known = value.filter((each): each is string => typeof each === "string");
  const all = value.length === known.length && !value.some((_, at) => unknownAt(instance.unknown, [...path, at]));
  if (all) return known;
  const others = standIns(instance, path, around).filter((each) => !known.includes(each));
  return [...known, ...(others.length === 0 ? [unknownPart] : others)];
}

/** What the references of a list stand for, where they lead to principals; how others were put together is not said. */
function standIns(instance: ResourceInstance, path: Path, around: Surroundings): string[] {
  const found = argument(instance, path);
  if (found.kind !== "unknown") return [unknownPart];
  const exact = exactReferences(found.references);
  if (path.at(-1) === "resources" && exact.length > 0 && exact.every((reference) => reference.endsWith(".arn"))) {
    return [someArn];
  }
  if (path.at(-1) !== "identifiers") return [unknownPart];
  return exact.length === 0
    ? [unknownPart]
    : exact.map((reference) => principalStandIn(reference, instance, around) ?? unknownPart);
}

function principalOf(instance: ResourceInstance, path: Path, around: Surroundings, doubts: string[]): Json | undefined {
  const value = valueAt(instance.values, path);
  if (unknownAt(instance.unknown, path)) {
    doubts.push("whom it names is known only after apply");
    return unknownPart;
  }
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (!Array.isArray(value)) return unknownPart;
  const byType = new Map<string, string[]>();
  for (const [position, block] of value.entries()) {
    const type = isMap(block) ? block.type : undefined;
    if (typeof type !== "string" || !["AWS", "Service", "Federated", "CanonicalUser", "*"].includes(type)) {
      doubts.push("whom it names is not in the plan");
      return unknownPart;
    }
    const names = texts(instance, [...path, position, "identifiers"], around) ?? [unknownPart];
    byType.set(type, [...(byType.get(type) ?? []), ...names]);
  }
  if (byType.has("*")) return "*";
  return Object.fromEntries(byType);
}

const unknownCondition = { [unknownPart]: { [unknownPart]: [unknownPart] } };

function conditionOf(instance: ResourceInstance, path: Path, around: Surroundings, doubts: string[]): Json | undefined {
  const value = valueAt(instance.values, path);
  if (unknownAt(instance.unknown, path)) {
    doubts.push("its conditions are known only after apply");
    // Left out, it would make a Deny certain.
    return { ...unknownCondition };
  }
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (!Array.isArray(value) || !value.every(isMap)) return { ...unknownCondition };
  const condition: Record<string, Record<string, string[]>> = {};
  for (const [position, block] of value.entries()) {
    if (!isMap(block)) continue;
    const test = typeof block.test === "string" ? block.test : unknownPart;
    // Two variables that are not known are two.
    const variable = typeof block.variable === "string" ? block.variable : `${unknownPart}${position}`;
    const values = texts(instance, [...path, position, "values"], around) ?? [];
    const keys = condition[test] ?? {};
    keys[variable] = [...(keys[variable] ?? []), ...values];
    condition[test] = keys;
  }
  return condition;
}
