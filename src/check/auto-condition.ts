import type { ASTNode, Environment } from "@marcbachmann/cel-js";
import { isPlainCondition } from "./plain-condition";

type Cel = typeof import("@marcbachmann/cel-js");

/** What `auto.when` may ask of a request, as CEL types. */
const request = {
  identity: "string",
  kind: "string",
  role: "string",
  task: "string",
  ttl: "google.protobuf.Duration",
  ticket: "string",
  environment: "string",
  sensitivity: "string",
  start: "google.protobuf.Timestamp",
  claims: "map<string, dyn>",
};

let loaded: { readonly cel: Cel; readonly environment: Environment } | undefined;
const faults = new Map<string, string | undefined>();

/** Why a text cannot be an `auto.when`; undefined if it is a CEL expression over `request` that is true or false. */
export function conditionFault(text: string): string | undefined {
  if (isPlainCondition(text)) return undefined;
  if (!faults.has(text)) faults.set(text, libraryFault(text));
  return faults.get(text);
}

/** The same as the CEL library finds it. */
export function libraryFault(text: string): string | undefined {
  // Required here, because only estates that approve by condition need it. It is an ES module without top-level await,
  // which Node 20.19 and later let CommonJS require.
  loaded ??= (() => {
    const cel = require("@marcbachmann/cel-js") as Cel;
    return { cel, environment: new cel.Environment().registerVariable({ name: "request", schema: request }) };
  })();
  const { cel, environment } = loaded;
  try {
    const checked = environment.check(text);
    if (!checked.valid) return summaryOf(checked.error);
    if (checked.type !== "bool") return `it is of type ${checked.type?.replace(/^\$/, "") ?? "unknown"}, not bool.`;
    return literalFault(cel, environment.parse(text).ast);
  } catch (error) {
    return summaryOf(error);
  }
}

/** A duration, time or pattern written out that is none: found here rather than when the first request comes. */
function literalFault(cel: Cel, node: ASTNode): string | undefined {
  const constant = constantCall(cel, node);
  if (constant !== undefined) {
    try {
      cel.evaluate(constant);
    } catch (error) {
      return summaryOf(error);
    }
  }
  for (const child of childrenOf(node.args)) {
    const fault = literalFault(cel, child);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function constantCall(cel: Cel, node: ASTNode): string | undefined {
  if (node.op === "call") {
    const [name, args] = node.args;
    const literal = args.every((arg) => arg.op === "value");
    return literal && (name === "duration" || name === "timestamp") ? cel.serialize(node) : undefined;
  }
  if (node.op === "rcall") {
    const [name, , args] = node.args;
    const [pattern] = args;
    return name === "matches" && pattern?.op === "value" ? `"".matches(${cel.serialize(pattern)})` : undefined;
  }
  return undefined;
}

function childrenOf(value: unknown): readonly ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(childrenOf);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}

/** The library's error without the picture of the text that it draws below. */
function summaryOf(error: unknown): string {
  const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
