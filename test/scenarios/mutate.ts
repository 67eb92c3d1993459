/** JSON, and how a place in it is spelled. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
export type Path = readonly (string | number)[];

/** What is done to one place of a plan. */
export const spoilings = ["deleted", "null", "unknown", "other type", "cut"] as const;
export type Spoiling = (typeof spoilings)[number];

/** One place of a plan, spoilt in one way. */
export interface Mutation {
  readonly path: Path;
  readonly how: Spoiling;
}

/** Every leaf and every subtree of what readers read: changes before and after, what is unknown, configuration, providers. */
export function placesOf(plan: Value): readonly Path[] {
  const places: Path[] = [];
  const walk = (value: Value | undefined, path: Path): void => {
    if (value === undefined) return;
    places.push(path);
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) for (const [n, each] of value.entries()) walk(each, [...path, n]);
    else for (const [key, each] of Object.entries(value)) walk(each, [...path, key]);
  };
  for (const list of ["resource_changes", "resource_drift"]) {
    const changes = at(plan, [list]);
    if (!Array.isArray(changes)) continue;
    for (const n of changes.keys()) {
      for (const part of ["before", "after", "after_unknown"]) {
        walk(at(plan, [list, n, "change", part]), [list, n, "change", part]);
      }
    }
  }
  walk(at(plan, ["configuration"]), ["configuration"]);
  return places;
}

/** The plan with one place spoilt; undefined where that spoils nothing. */
export function spoilt(plan: Value, { path, how }: Mutation): Value | undefined {
  const copy: Value = structuredClone(plan);
  const value = at(copy, path);
  if (value === undefined) return undefined;
  switch (how) {
    case "deleted":
      return removed(copy, path);
    case "null":
      return value === null ? undefined : put(copy, path, null);
    case "unknown":
      return madeUnknown(copy, path);
    case "other type":
      return put(copy, path, otherType(value));
    case "cut":
      if (typeof value !== "string" || value.length < 2) return undefined;
      return put(copy, path, value.slice(0, Math.floor(value.length / 2)));
  }
}

/** What stands at a path. */
export function at(value: Value, path: Path): Value | undefined {
  let found: Value | undefined = value;
  for (const step of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Array.isArray(found) ? found[Number(step)] : Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

function otherType(value: Value): Value {
  if (typeof value === "string") return 7;
  if (typeof value === "object" && value !== null) return "x";
  return { x: 1 };
}

function put(plan: Value, path: Path, value: Value): Value {
  const parent = at(plan, path.slice(0, -1));
  const last = path[path.length - 1] ?? "";
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else if (typeof parent === "object" && parent !== null) parent[last] = value;
  return plan;
}

function removed(plan: Value, path: Path): Value {
  const parent = at(plan, path.slice(0, -1));
  const last = path[path.length - 1] ?? "";
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (typeof parent === "object" && parent !== null) delete parent[last];
  return plan;
}

/** As Terraform writes a value that is known only after apply: not in `after` (null in a list), true in `after_unknown`. */
function madeUnknown(plan: Value, path: Path): Value | undefined {
  const position = path.indexOf("after");
  if (path[position - 1] !== "change" || position === path.length - 1) return undefined;
  const inside = path.slice(position + 1);
  const change = path.slice(0, position);
  const parent = at(plan, path.slice(0, -1));
  const unknown = marked(at(plan, [...change, "after_unknown"]) ?? {}, inside);
  put(plan, [...change, "after_unknown"], unknown);
  return Array.isArray(parent) ? put(plan, path, null) : removed(plan, path);
}

function marked(unknown: Value, path: Path): Value {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  if (typeof step === "number") {
    const list: Value[] = Array.isArray(unknown) ? unknown : [];
    while (list.length <= step) list.push(false);
    list[step] = marked(list[step] ?? false, rest);
    return list;
  }
  const map = typeof unknown === "object" && unknown !== null && !Array.isArray(unknown) ? unknown : {};
  map[step] = marked(map[step] ?? false, rest);
  return map;
}
