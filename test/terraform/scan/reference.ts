import type { Json } from "../../../src/terraform/json";
import { mayBeAboutAccess } from "../../../src/terraform/scan/relevance";

type JsonMap = { [key: string]: Json };

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the filter keeps of a plan, said over what `JSON.parse` gives; for plans without escapes in keys. */
export function filtered(plan: Json): Json {
  if (!isMap(plan)) return Array.isArray(plan) ? [] : plan;
  const types = new Set<string>();
  const changeCount = Array.isArray(plan.resource_changes) ? plan.resource_changes.length : 0;
  const change = (each: Json): boolean => {
    const keep = wanted(each);
    if (keep && isMap(each) && typeof each.type === "string") types.add(each.type);
    return keep;
  };
  const state = (each: Json): boolean => {
    if (!isMap(each) || isOdd(each)) return true;
    if (each.mode === "managed") return changeCount === 0 && wanted(each);
    return mayBeAboutAccess(String(each.type));
  };
  const list = (value: Json, of: (each: Json) => boolean): Json =>
    Array.isArray(value) ? value.filter(of) : noted(value);
  const select = (value: Json, members: Record<string, (each: Json) => Json>, others?: (each: Json) => Json): Json =>
    isMap(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, each]) => {
            const treat = Object.hasOwn(members, key) ? members[key] : others;
            return treat ? [[key, treat(each)]] : [];
          }),
        )
      : noted(value);
  const keep = (value: Json): Json => value;
  const module = (value: Json): Json =>
    select(value, {
      outputs: keep,
      variables: keep,
      resources: (each) => list(each, (one) => wanted(one) || (isMap(one) && types.has(String(one.type)))),
      module_calls: (each) => select(each, {}, (call) => select(call, { module, expressions: keep })),
    });
  const stateModule = (value: Json): Json =>
    select(value, {
      address: keep,
      resources: (each) => list(each, state),
      child_modules: (each) => (Array.isArray(each) ? each.map(stateModule) : noted(each)),
    });
  return select(
    plan,
    {
      variables: keep,
      resource_changes: (each) => list(each, change),
      resource_drift: (each) => list(each, change),
      deferred_changes: (each) => (Array.isArray(each) ? each.map(() => null) : noted(each)),
      configuration: (each) => select(each, { provider_config: keep, root_module: module }),
      prior_state: (each) => select(each, { values: (values) => select(values, { root_module: stateModule }) }),
    },
    noted,
  );
}

/** Of containers, only that they are there. */
function noted(value: Json): Json {
  return Array.isArray(value) ? [] : isMap(value) ? {} : value;
}

/** A type that is no text, or a type or mode that JSON writes with an escape: whatever it is, it is looked at. */
function isOdd({ type, mode }: { readonly [key: string]: Json }): boolean {
  const escaped = (value: string): boolean => JSON.stringify(value).includes("\\");
  return typeof type !== "string" || escaped(type) || (typeof mode === "string" && escaped(mode));
}

function wanted(element: Json): boolean {
  if (!isMap(element) || isOdd(element)) return true;
  return mayBeAboutAccess(String(element.type)) || holdsPolicy(element);
}

/** A text that looks like an object, or `true` behind a key that ends as names of policies do. */
function holdsPolicy(element: Json): boolean {
  let last = "";
  const visit = (value: Json): boolean => {
    if (value === true) return /(licy|cies|ment)$/.test(last) && last.length >= 6;
    // Signs that JSON.stringify writes as \u are left to whoever reads the text.
    if (typeof value === "string") return /^[ \n\t\r]*(?:\{|(?![\b\f\n\r\t])\p{Cc}(?<!\x7f|[\x80-\x9f]))/u.test(value);
    if (Array.isArray(value)) return value.some(visit);
    if (!isMap(value)) return false;
    return Object.entries(value).some(([key, each]) => {
      last = key;
      return visit(each);
    });
  };
  return visit(element);
}
