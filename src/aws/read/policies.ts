import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { exactReferences } from "../../terraform/references";
import type { Statement } from "../policy/document";
import { type ParsedPolicy, parsePolicy } from "../policy/parse";
import { dataDocumentText } from "./data-document";
import { type Surroundings, standIn } from "./stand-in";
import { templateParts } from "./template";

/** A policy as far as the plan tells: its statements, and what cannot be told of it. */
export interface ReadPolicy {
  readonly statements: readonly Statement[];
  readonly doubts: readonly string[];
  /** Why it cannot be told whether it applies; what it denies is then left out, as it is not certain. */
  readonly unsure?: string;
  /** The resources beside the one asked for that its text comes from. */
  readonly addresses: readonly string[];
}

/** References lead on through a few resources; only a hostile plan through this many. */
const furthest = 8;

/**
 * The policy that an argument of a resource holds; `undefined` where it is not set. What is not known before apply is
 * recovered as far as it can be (FACTS 4.5): from the raw text of a JSON configuration, from a deferred
 * `data.aws_iam_policy_document`, from another resource's argument; the rest is a doubt.
 */
export function policyOf(
  instance: ResourceInstance,
  path: string | readonly (string | number)[],
  around: Surroundings,
  depth = 0,
): ReadPolicy | undefined {
  const found = argument(instance, path);
  switch (found.kind) {
    case "absent":
      return undefined;
    case "known":
      if (found.value === null || found.value === "") return undefined;
      return typeof found.value === "string" ? parsed(found.value) : doubtful("its policy is no text");
    case "unknown":
      if (depth > furthest) return doubtful("its policy is known only after apply");
      if (found.text !== undefined) return ofTemplate(found.text, instance, around, depth);
      return ofReferences(found.references, instance, around, depth);
  }
}

/** A policy of which nothing is known. */
export function doubtful(doubt: string): ReadPolicy {
  return { statements: [], doubts: [doubt], addresses: [] };
}

/** Of what is declared or found in thousands, most is compared as text and never asked what it says. */
function parsed(text: string): ReadPolicy {
  let found: ParsedPolicy | undefined;
  const read = (): ParsedPolicy => {
    found ??= parsePolicy(text);
    return found;
  };
  return {
    get statements() {
      return read().statements;
    },
    get doubts() {
      return read().doubts;
    },
    addresses: [],
  };
}

function ofTemplate(raw: string, from: ResourceInstance, around: Surroundings, depth: number): ReadPolicy {
  const parts = templateParts(raw);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "expression") return ofReferences([only.text], from, around, depth);
  return parsed(parts.map((part) => (part.kind === "text" ? part.text : standIn(part.text, from, around))).join(""));
}

/** Where several texts might be meant, each might: what they allow counts, what they deny is not certain. */
function ofReferences(
  references: readonly string[],
  from: ResourceInstance,
  around: Surroundings,
  depth: number,
): ReadPolicy {
  const exact = withoutIndexes(exactReferences(references), from, around);
  const found = exact.flatMap((reference) => ofReference(reference, from, around, depth));
  const [only, ...others] = found;
  if (only === undefined || exact.length === 0) {
    return doubtful("its policy is known only after apply");
  }
  if (others.length === 0) return only;
  return {
    statements: found.flatMap(({ statements }) => statements.filter(({ Effect }) => Effect === "Allow")),
    doubts: found.flatMap(({ doubts }) => doubts),
    unsure: "which of several policies it holds is known only after apply",
    addresses: found.flatMap(({ addresses }) => addresses),
  };
}

/** Of `data.x.y[each.key].json` Terraform lists `data.x.y` and `each.key`: what only chooses among documents is no text. */
function withoutIndexes(
  references: readonly string[],
  from: ResourceInstance,
  { landscape }: Surroundings,
): readonly string[] {
  const whole = references.some((reference) => {
    const to = landscape.resolve(reference, from);
    return to.kind === "instances" && to.attribute.length === 0 && to.instances.some(isDataDocument);
  });
  return whole ? references.filter((reference) => reference !== "each.key" && reference !== "count.index") : references;
}

function ofReference(
  reference: string,
  from: ResourceInstance,
  around: Surroundings,
  depth: number,
): readonly ReadPolicy[] {
  const unknown = doubtful(`its policy is built from ${reference}, which is known only after apply`);
  const to = around.landscape.resolve(reference, from);
  if (to.kind === "value") return [typeof to.value === "string" ? parsed(to.value) : unknown];
  if (to.kind === "unknown") return [unknown];
  return to.instances.map((instance) => {
    const [attribute = ""] = to.attribute;
    const read = isDataDocument(instance)
      ? ofDataDocument(instance, attribute === "" ? "json" : attribute, around, depth + 1)
      : isPolicyAttribute(attribute)
        ? policyOf(instance, to.attribute, around, depth + 1)
        : undefined;
    return read === undefined ? unknown : { ...read, addresses: [instance.address, ...read.addresses] };
  });
}

const isPolicyAttribute = (name: string): boolean => /(?:^|_)policy$|^policy_|^json$/.test(name);

const isDataDocument = ({ mode, type }: ResourceInstance): boolean =>
  mode === "data" && type === "aws_iam_policy_document";

function ofDataDocument(
  instance: ResourceInstance,
  attribute: string,
  around: Surroundings,
  depth: number,
): ReadPolicy | undefined {
  if (attribute !== "json" && attribute !== "minified_json") return undefined;
  const known = instance.values[attribute];
  if (typeof known === "string" && known !== "") return parsed(known);
  const { text, doubts } = dataDocumentText(instance, around, (path) => policyOf(instance, path, around, depth));
  const read = parsed(text);
  return { ...read, doubts: [...doubts, ...read.doubts] };
}
