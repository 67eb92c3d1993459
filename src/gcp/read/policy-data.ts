import type { JsonMap } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { type Condition, complete, known, noCondition } from "./binding";
import { type Found, type FoundList, isMap } from "./found";

/** One binding of a whole policy. */
export interface PolicyBinding {
  readonly role: Found;
  readonly members: FoundList;
  readonly condition: Condition;
}

/** A whole policy; `doubts` where something in it is not as Google writes it. */
export interface ParsedPolicyData {
  readonly bindings: readonly PolicyBinding[];
  readonly doubts: readonly string[];
}

const unreadable: Found = { kind: "unknown", said: "something that cannot be read" };

/** Reads `policy_data`. Keys that are unknown or stand twice are doubts, since another reader could take them otherwise. */
export function parsePolicyData(text: string): ParsedPolicyData {
  let policy: Json;
  try {
    policy = JSON.parse(text) as Json;
  } catch {
    return { bindings: [], doubts: ["the policy is not JSON"] };
  }
  const doubts: string[] = [];
  if (!isMap(policy)) return { bindings: [], doubts: ["the policy is no JSON object"] };
  if (keysWritten(text) !== keysOf(policy)) doubts.push("a key stands twice in the policy");
  checkKeys(policy, ["bindings", "auditConfigs", "etag", "version", "kind", "resourceId"], doubts);
  const list = policy.bindings;
  if (!Array.isArray(list)) return { bindings: [], doubts: [...doubts, "the policy's bindings are no list"] };
  return { bindings: (list as readonly Json[]).flatMap((one) => bindingOf(one, doubts)), doubts };
}

function bindingOf(json: Json, doubts: string[]): readonly PolicyBinding[] {
  if (!isMap(json)) {
    doubts.push("a binding of the policy is no JSON object");
    return [];
  }
  checkKeys(json, ["role", "members", "condition", "bindingId"], doubts);
  const { role, members, condition } = json;
  const list = Array.isArray(members) ? (members as readonly Json[]) : undefined;
  if (list === undefined) doubts.push("the members of a binding are no list");
  return [
    {
      role: typeof role === "string" ? known(role) : unreadable,
      members: complete(...(list ?? []).map((one) => (typeof one === "string" ? known(one) : unreadable))),
      condition: conditionOf(condition),
    },
  ];
}

function conditionOf(json: Json | undefined): Condition {
  if (json === undefined || json === null) return noCondition;
  const expression = isMap(json) ? json.expression : undefined;
  return typeof expression === "string"
    ? { kind: "expression", text: expression }
    : { kind: "unknown", said: "its condition is not as Google writes it" };
}

function checkKeys(map: JsonMap, allowed: readonly string[], doubts: string[]): void {
  for (const key of Object.keys(map)) {
    if (!allowed.includes(key)) doubts.push(`the policy has a key that Google's do not have: "${key.slice(0, 40)}"`);
  }
}

/** How many keys the text has, those that stand twice counted twice. */
function keysWritten(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gs)].filter(([, colon]) => colon !== undefined).length;
}

function keysOf(json: Json): number {
  if (Array.isArray(json)) return (json as readonly Json[]).reduce((sum: number, one) => sum + keysOf(one), 0);
  if (!isMap(json)) return 0;
  return Object.values(json).reduce((sum: number, one) => sum + 1 + keysOf(one), 0);
}
