import { argument, elementsOf } from "../../terraform/argument";
import { isExpression } from "../../terraform/configured";
import type { ConfiguredBlock, JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { isPolicy } from "../policy/parse";
import { markUnknownParts } from "../policy/unknown-part";
import { isOnlyPolicy, isPolicyArgument, mayGrant, resourcePolicyType } from "./resource-policy-types";
import { isMap } from "./values";

/** Where in an instance a policy stands: an argument's name, or names and positions down to a nested one. */
export type PolicyPath = readonly (string | number)[];

/**
 * The arguments of a resource that hold the policy of a resource: those that its type is known for, and every other
 * text, however deep, that is an IAM policy (or refers to one) and is not known to give nobody anything.
 */
export function policyArguments(instance: ResourceInstance): readonly PolicyPath[] {
  // Its policies are for others to use: by itself it gives nobody anything.
  if (instance.own === true) return [];
  const known = resourcePolicyType(instance.type);
  const found: PolicyPath[] = [];
  if (known !== undefined && (isOnlyPolicy(instance.type) || isWritten(instance, known.argument)))
    found.push([known.argument]);
  for (const name of new Set([...Object.keys(instance.values), ...Object.keys(instance.configured ?? {})])) {
    if (name === known?.argument || !mayGrant(instance.type, name)) continue;
    const value = instance.values[name];
    if (value !== undefined && (typeof value !== "string" || isWritten(instance, name)))
      found.push(...textsIn(value, [name]));
    found.push(...unknownIn(instance, name));
  }
  const paths = new Map(found.map((path) => [JSON.stringify(path), path]));
  return [...paths.values()];
}

/**
 * Many resources mirror what another one manages, as it was before this plan. Only what the configuration sets is
 * theirs; where there is no configuration to ask, all that is there.
 */
export function isWritten({ configured }: ResourceInstance, name: string): boolean {
  return configured === undefined || Object.hasOwn(configured, name);
}

function textsIn(value: Json, path: PolicyPath): readonly PolicyPath[] {
  const found: PolicyPath[] = [];
  const waiting: { readonly value: Json; readonly path: PolicyPath }[] = [{ value, path }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: one, path: at } = next;
    if (typeof one === "string") {
      if (isPolicy(one)) found.push(at);
    } else if (Array.isArray(one)) {
      for (const [position, each] of (one as readonly Json[]).entries())
        waiting.push({ value: each, path: [...at, position] });
    } else if (isMap(one)) {
      for (const [key, each] of Object.entries(one)) waiting.push({ value: each, path: [...at, key] });
    }
  }
  return found;
}

/** Arguments whose text is not known before apply, but that it will be a policy is. */
function unknownIn(instance: ResourceInstance, name: string): readonly PolicyPath[] {
  const configured = instance.configured?.[name];
  if (configured === undefined) return [];
  if (isExpression(configured)) return isPolicyToBe(instance, [name], name) ? [[name]] : [];
  const names = argumentsOf(configured as readonly ConfiguredBlock[]);
  return (elementsOf(instance, [name]) ?? []).flatMap((element) =>
    names.map((each) => [...element, each]).filter((path) => isPolicyToBe(instance, path, String(path.at(-1)))),
  );
}

function argumentsOf(blocks: readonly ConfiguredBlock[]): readonly string[] {
  const names = new Set<string>();
  for (const block of blocks) for (const [name, each] of Object.entries(block)) if (isExpression(each)) names.add(name);
  return [...names];
}

function isPolicyToBe(instance: ResourceInstance, path: PolicyPath, name: string): boolean {
  const found = argument(instance, path);
  if (found.kind !== "unknown") return false;
  if (found.text !== undefined && isPolicy(markUnknownParts(found.text))) return true;
  if (found.references.some((reference) => reference.includes("data.aws_iam_policy_document."))) return true;
  return isPolicyArgument(instance.type, name);
}

/** Does the plan mark the text at the path as one that must never be shown? */
export function isSecret(instance: ResourceInstance, path: PolicyPath): boolean {
  let marks: Json | undefined = instance.sensitive;
  for (const step of path) {
    if (marks === true) return true;
    if (typeof marks !== "object" || marks === null) return false;
    marks = Object.hasOwn(marks, step) ? (marks as JsonMap)[step] : undefined;
  }
  return marks === true;
}
