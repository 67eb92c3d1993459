import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import { isCloudMade } from "./cloud-made";
import { type ProjectNames, projectIn } from "./projects";
import { isMap, pseudo, type Reading, shown, textOf, textsOf } from "./reading";
import { type PolicyPlace, placeOf } from "./resource-types";

/** A condition as an instance holds it; `unknown` where it is there and cannot be read. */
export type HeldCondition = JsonMap | "none" | "unknown";

/** One role for one member somewhere. */
export interface Held {
  readonly place: PolicyPlace;
  readonly role: string;
  readonly member: string;
  readonly condition: HeldCondition;
}

/** What the policies of all resources give, one role and one member at a time, each once. */
export function heldIn(
  pages: readonly Json[],
  names: ProjectNames,
  emails: ReadonlyMap<string, string>,
  reading: Reading,
): readonly Held[] {
  const held = new Map<string, Held>();
  for (const result of resultsOf(pages, reading)) {
    const resource = textOf(result, "resource");
    if (resource === undefined) {
      reading.fault('a result has no "resource"');
      continue;
    }
    const { policy } = result;
    if (!isMap(policy)) {
      reading.fault(`the policy of ${shown(resource)} is not there`);
      continue;
    }
    const inside = textOf(result, "project")?.replace(/^projects\//, "");
    const place = placeOf(resource, textOf(result, "assetType"), inside, names, emails);
    const project = names.id(inside ?? projectIn(resource) ?? "");
    for (const one of bindingsOf(policy, place, reading)) {
      if (one.condition === "none" && isCloudMade(place.type, one.role, one.member, project)) continue;
      held.set(keyOf(one), one);
    }
  }
  return [...held.values()];
}

/**
 * The buckets whose policies were told, as data sources would show them. Leases in a bucket are looked for where it was told of,
 * although no binding may be left there but those that Google makes.
 */
export function bucketInstances(pages: readonly Json[], names: ProjectNames): readonly ResourceInstance[] {
  const buckets = new Set<string>();
  for (const page of pages) {
    const results = isMap(page) && Array.isArray(page.results) ? (page.results as readonly Json[]) : [];
    for (const result of results) {
      const resource = isMap(result) ? textOf(result, "resource") : undefined;
      if (resource === undefined || !isMap(result)) continue;
      const { type, arguments: at } = placeOf(resource, textOf(result, "assetType"), undefined, names, new Map());
      if (type === "google_storage_bucket" && typeof at.bucket === "string") buckets.add(at.bucket);
    }
  }
  return [...buckets].sort().map((name) => ({
    ...pseudo("google_storage_bucket", `buckets/${name}`, { name }),
    mode: "data",
  }));
}

function resultsOf(pages: readonly Json[], reading: Reading): readonly JsonMap[] {
  return pages.flatMap((page) => {
    // Google leaves out an empty list: a container without a policy answers `{}`.
    if (isMap(page) && Object.keys(page).every((key) => key === "nextPageToken")) return [];
    return reading.listed([page], "results");
  });
}

/** A policy without bindings gives nothing; Google leaves out empty lists. */
function bindingsOf(policy: JsonMap, place: PolicyPlace, reading: Reading): readonly Held[] {
  if (policy.bindings === undefined) return [];
  const bindings = reading.maps(policy, "bindings", `"bindings" of ${shown(place.name)}`) ?? [];
  return bindings.flatMap((binding) => {
    const role = textOf(binding, "role");
    const members = textsOf(binding.members);
    if (role === undefined) reading.fault(`a binding of ${shown(place.name)} has no role`);
    if (members === undefined) reading.fault(`the members of a binding of ${shown(place.name)} are no list of texts`);
    if (role === undefined || members === undefined) return [];
    const condition = conditionOf(binding.condition);
    if (condition === "unknown") {
      reading.fault(`the condition of ${shown(role)} on ${shown(place.name)} has no expression`);
    }
    return members.map((member) => ({ place, role, member, condition }));
  });
}

function conditionOf(json: Json | undefined): HeldCondition {
  if (json === undefined || json === null) return "none";
  if (!isMap(json) || textOf(json, "expression") === undefined) return "unknown";
  const { title = "", description = "", expression = "" } = json;
  return {
    title: typeof title === "string" ? title : "",
    description: typeof description === "string" ? description : "",
    expression,
  };
}

/** The same for the same member of the same role under the same condition; also what the instances are sorted by. */
export function keyOf({ place, role, member, condition }: Held): string {
  const under =
    typeof condition === "string" ? [condition] : [condition.title, condition.description, condition.expression];
  return JSON.stringify([place.name, place.type, role, member, ...under]);
}

/** As instances of Terraform's, in order. No two have one address. */
export function memberInstances(all: readonly Held[]): readonly ResourceInstance[] {
  const taken = new Map<string, number>();
  return all
    .map((held) => ({ held, key: keyOf(held) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ held }) => {
      const address = addressOf(held);
      const times = (taken.get(address) ?? 0) + 1;
      taken.set(address, times);
      return memberInstance(held, times === 1 ? address : `${address} #${times}`);
    });
}

function memberInstance({ place, role, member, condition }: Held, address: string): ResourceInstance {
  const title = typeof condition === "string" ? "" : textOf(condition, "title");
  return pseudo(
    `${place.type}_iam_member`,
    address,
    {
      ...place.arguments,
      id: [place.importId, role, member, ...(title ? [title] : [])].join(" "),
      role,
      member,
      ...(condition === "unknown" ? {} : { condition: condition === "none" ? [] : [condition] }),
    },
    condition === "unknown" ? { condition: true } : {},
  );
}

/** `projects/acme-prod roles/viewer user:dana@acme.example`, with the title of its condition where it has one. */
function addressOf({ place, role, member, condition }: Held): string {
  const plain = `${place.name} ${role} ${member}`;
  if (condition === "none") return plain;
  return `${plain} (${condition === "unknown" ? "a condition" : (textOf(condition, "title") ?? "a condition")})`;
}
