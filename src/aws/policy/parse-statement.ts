import type { Condition, Principal, Statement } from "./document";
import { hasUnknownPart } from "./unknown-part";

/** A statement as far as it could be read; none where it could not, or where it denies and is doubtful. */
export interface ReadStatement {
  readonly statement?: Statement;
  readonly doubts: readonly string[];
}

type Draft = { -readonly [K in keyof Statement]: Statement[K] };

const pairs = [
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
  ["Principal", "NotPrincipal"],
] as const;

/** Reads one statement of a policy, in the shapes of the grammar and no others. */
export function readStatement(value: unknown): ReadStatement {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { doubts: ["not an object"] };
  const doubts: string[] = [];
  const draft: Draft = { Effect: "Allow" };
  const elements = new Map(Object.entries(value));
  for (const [element, content] of elements) readElement(element, content, draft, doubts);
  const effect = elements.get("Effect");
  if (effect === "Allow" || effect === "Deny") draft.Effect = effect;
  else doubts.push("its Effect is neither Allow nor Deny");
  for (const [one, other] of pairs) {
    if (elements.has(one) && elements.has(other)) doubts.push(`both ${one} and ${other}`);
  }
  if (!elements.has("Action") && !elements.has("NotAction")) doubts.push("neither Action nor NotAction");
  if (doubts.length > 0 && draft.Effect === "Deny") return { doubts };
  // What cannot be told of an Allow is in its doubts; the rest of it is still what it allows at least.
  return { statement: draft, doubts };
}

function readElement(element: string, content: unknown, draft: Draft, doubts: string[]): void {
  switch (element) {
    case "Effect":
      return;
    case "Sid":
      if (typeof content !== "string") doubts.push("its Sid is not a text");
      return;
    case "Action":
    case "NotAction":
    case "Resource":
    case "NotResource": {
      const list = texts(content);
      if (list === undefined) doubts.push(`its ${element} is not a text or a list of texts`);
      else draft[element] = list;
      return;
    }
    case "Principal":
    case "NotPrincipal": {
      const principal = principalOf(content);
      if (principal === undefined) doubts.push(`its ${element} has none of the forms of a principal`);
      else draft[element] = principal;
      return;
    }
    case "Condition": {
      const condition = conditionOf(content);
      if (condition === undefined) doubts.push("its Condition has not the form of one");
      else draft.Condition = condition;
      return;
    }
    default:
      doubts.push(`an unknown element ${element}`);
  }
}

function texts(value: unknown): string | readonly string[] | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return undefined;
  return value.every((one): one is string => typeof one === "string") ? value : undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}

function principalOf(value: unknown): Principal | undefined {
  if (typeof value === "string") return value === "*" || hasUnknownPart(value) ? principalText(value) : undefined;
  const found: [string, string | readonly string[]][] = [];
  for (const [kind, names] of entriesOf(value) ?? [["", undefined] as const]) {
    const list = texts(names);
    if (list === undefined || !["AWS", "Service", "Federated", "CanonicalUser"].includes(kind)) return undefined;
    found.push([kind, list]);
  }
  return Object.fromEntries(found);
}

/** A principal that is not known as a whole could be of any kind. */
function principalText(value: string): Principal {
  return value === "*" ? "*" : { AWS: value };
}

function conditionOf(value: unknown): Condition | undefined {
  const operators: [string, Readonly<Record<string, string | readonly string[]>>][] = [];
  for (const [operator, keys] of entriesOf(value) ?? [["", undefined] as const]) {
    const found: [string, string | readonly string[]][] = [];
    for (const [key, content] of entriesOf(keys) ?? [["", undefined] as const]) {
      const list: readonly unknown[] = Array.isArray(content) ? content : [content];
      if (!list.every((one) => ["string", "number", "boolean"].includes(typeof one))) return undefined;
      found.push([key, Array.isArray(content) ? list.map(String) : String(content)]);
    }
    operators.push([operator, Object.fromEntries(found)]);
  }
  return Object.fromEntries(operators);
}
