import { argument } from "../../terraform/argument";
import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { type Binding, complete, known } from "./binding";
import { blocksAt, type Found, isConfigured, isMap, textAt } from "./found";
import { conditionAt, single } from "./iam-resources";
import type { Places } from "./places";
import type { Projects } from "./projects";

type Path = readonly (string | number)[];

/** BigQuery's own names of three roles. */
const ownNames: Readonly<Record<string, string>> = {
  OWNER: "roles/bigquery.dataOwner",
  WRITER: "roles/bigquery.dataEditor",
  READER: "roles/bigquery.dataViewer",
};
const special: Readonly<Record<string, string>> = {
  projectOwners: "projectOwner",
  projectWriters: "projectEditor",
  projectReaders: "projectViewer",
};

/** The bindings of `google_bigquery_dataset_access` and of the `access` blocks of datasets. */
export function* bigQueryBindings(landscape: Landscape, places: Places, projects: Projects): Iterable<Binding> {
  for (const instance of landscape.instances) {
    if (instance.mode !== "managed") continue;
    if (instance.type === "google_bigquery_dataset_access") {
      yield* ofEntry(landscape, instance, [], places, projects);
    }
    // Where nobody sets it, it shows what the cloud made by itself.
    if (instance.type !== "google_bigquery_dataset" || !isConfigured(instance, "access")) continue;
    const blocks = blocksAt(instance, "access");
    for (const block of blocks ?? []) yield* ofEntry(landscape, instance, block, places, projects);
    if (blocks === undefined) {
      const unknown: Found = { kind: "unknown", said: "a list that is not known before apply" };
      yield { ...single(instance, places.dataset(instance), "", unknown), role: unknown };
    }
  }
}

function* ofEntry(
  landscape: Landscape,
  instance: ResourceInstance,
  path: Path,
  places: Places,
  projects: Projects,
): Iterable<Binding> {
  const place = places.dataset(instance);
  const at = (name: string): Found => textAt(landscape, instance, [...path, name]);
  const role = at("role");
  const level = role.kind === "text" ? known(ownNames[role.text] ?? role.text) : role;
  const condition = conditionAt(landscape, instance, [...path, "condition"]);
  let named = false;
  for (const [argument, prefix] of [
    ["user_by_email", "user"],
    ["group_by_email", "group"],
    ["domain", "domain"],
    ["special_group", ""],
    ["iam_member", ""],
  ] as const) {
    const found = at(argument);
    if (found.kind === "absent") continue;
    named = true;
    const member = found.kind === "text" ? known(memberOf(prefix, found.text, projects.of(instance))) : found;
    yield { from: instance, place, role: level, members: complete(member), condition };
  }
  // What a view, routine or dataset of another project may read, its readers there may.
  const blocks = (name: string): readonly Path[] => blocksAt(instance, [...path, name]) ?? [[]];
  const readers = [
    ...blocks("view"),
    ...blocks("routine"),
    ...blocks("dataset").flatMap((block) =>
      block.length === 0 ? [block] : (blocksAt(instance, [...block, "dataset"]) ?? [[]]),
    ),
  ];
  for (const block of readers) yield* shared(landscape, instance, block, places, projects);
  if (!named && readers.length === 0) {
    yield { from: instance, place, role: level, members: complete({ kind: "absent" }), condition };
  }
}

/** @param block the block that names the reader; empty where that is not known */
function* shared(
  landscape: Landscape,
  instance: ResourceInstance,
  block: Path,
  places: Places,
  projects: Projects,
): Iterable<Binding> {
  const project: Found =
    block.length === 0
      ? { kind: "unknown", said: "a view that is not known before apply" }
      : textAt(landscape, instance, [...block, "project_id"]);
  if (project.kind === "text" && projects.isOwn(project.text) === true) return;
  const reader = project.kind === "text" ? known(`projectViewer:${project.text}`) : project;
  yield single(instance, places.dataset(instance), "roles/bigquery.dataViewer", reader);
}

function memberOf(prefix: string, name: string, project: string | undefined): string {
  if (prefix === "user" && name.endsWith("gserviceaccount.com")) return `serviceAccount:${name}`;
  if (prefix !== "") return `${prefix}:${name}`;
  const group = special[name];
  return group === undefined ? name : `${group}:${project ?? ""}`;
}

/** The labels of a dataset, where its access blocks grant. */
export function labelsOf(
  instance: ResourceInstance,
): { readonly known: Readonly<Record<string, string>>; readonly partial: boolean } | undefined {
  if (instance.type !== "google_bigquery_dataset") return undefined;
  const labels = instance.values.labels;
  const known = Object.entries(isMap(labels) ? labels : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { known: Object.fromEntries(known), partial: argument(instance, "labels").kind === "unknown" };
}
