import type { Estate, Grant } from "../../../estate/types";
import { labelKey } from "../../../gcp/emit/labels";
import type { Instant } from "../../../time/instant";
import { unnamed } from "../../lease/judge";
import { type Known, later } from "../../lease/links";
import { recordOf } from "../../protocol/record";
import { isValues, unknown, type Value, type Values } from "../../protocol/value";
import type { Terms } from "./terms";

/** Of a lease the parts that are not known before apply. `window` stands for its start and all that follows from it. */
export type Part = "name" | "window" | "ttl" | "ticket" | "justification";

/** A lease as it is to be, as far as that is known: what is not stands there with some value of its kind. */
export interface Supposed {
  readonly grant: Grant;
  readonly unknown: ReadonlySet<Part>;
}

/**
 * The lease that the terms ask for, once its role, identity, task and target are known; otherwise undefined.
 *
 * @param at when it begins, of which `isCertain` says whether it will
 */
export function suppose(
  terms: Terms,
  name: Known<string>,
  at: { readonly start: Instant; readonly isCertain: boolean },
): Supposed | undefined {
  const { role, identity, task, target, ttl, ticket, justification } = terms;
  if (role === later || identity === later || task === later || target === later) return undefined;
  const unknown = new Set<Part>();
  const known = <T>(part: Part, value: Known<T>, instead: T): T => {
    if (value !== later) return value;
    unknown.add(part);
    return instead;
  };
  const reasons = {
    ticket: known<string | undefined>("ticket", ticket, undefined),
    justification: known<string | undefined>("justification", justification, undefined),
  };
  const grant: Grant = {
    name: known("name", name, unnamed),
    role,
    identity,
    start: at.start,
    ttl: known("ttl", ttl, 1),
    ...(reasons.ticket === undefined ? {} : { ticket: reasons.ticket }),
    ...(reasons.justification === undefined ? {} : { justification: reasons.justification }),
    ...(task === undefined ? {} : { task }),
    ...(target === undefined ? {} : { targets: [target] }),
    extensions: [],
    approvals: [],
  };
  if (!at.isCertain || unknown.has("ttl")) unknown.add("window");
  return { grant, unknown };
}

/** The outputs of a lease that is only supposed, without what rests on what is not known. */
export function veiled(outputs: Values, { unknown: parts }: Supposed, { policy: { prefix } }: Estate): Values {
  if (parts.size === 0) return outputs;
  const hidden = (part: "name" | "window" | "digest", value: Value | undefined): Value => {
    if (value === undefined || value === null) return null;
    return part === "digest" || parts.has(part) ? unknown : value;
  };
  const veil = (value: Value | undefined, by: Readonly<Record<string, "name" | "window" | "digest">>): Value => {
    if (value === undefined || !isValues(value)) return null;
    return recordOf(
      Object.entries(value).map(([key, inner]): [string, Value] => {
        const part = by[key];
        return [key, part === undefined ? inner : hidden(part, inner)];
      }),
    );
  };
  const owned = (key: (kind: string) => string) =>
    ({ [key("grant")]: "name", [key("ends")]: "window", [key("digest")]: "digest" }) as const;
  return {
    ...outputs,
    role_name: hidden("name", outputs.role_name),
    trust_policy: hidden("window", outputs.trust_policy),
    guard_policy: hidden("window", outputs.guard_policy),
    tags: veil(
      outputs.tags,
      owned((kind) => `${prefix}:${kind}`),
    ),
    gcp_condition: veil(outputs.gcp_condition, { title: "name", description: "digest", expression: "window" }),
    labels: veil(
      outputs.labels,
      owned((kind) => labelKey(`${prefix}_${kind}`)),
    ),
  };
}
