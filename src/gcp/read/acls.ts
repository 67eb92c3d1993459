import type { Landscape, ResourceInstance } from "../../terraform/instance";
import { type Binding, complete, known, noCondition } from "./binding";
import { type Found, isConfigured, listAt, textAt } from "./found";
import { single } from "./iam-resources";
import type { Places } from "./places";

/** What a type of access control list is set on, and the roles that IAM calls its levels by. */
const roles = {
  bucket: {
    READER: "roles/storage.legacyBucketReader",
    WRITER: "roles/storage.legacyBucketWriter",
    OWNER: "roles/storage.legacyBucketOwner",
  },
  object: { READER: "roles/storage.legacyObjectReader", OWNER: "roles/storage.legacyObjectOwner" },
} as const;

type On = keyof typeof roles;

/** Resources that hold one entry. */
const entries: Readonly<Record<string, On>> = {
  google_storage_bucket_access_control: "bucket",
  google_storage_default_object_access_control: "object",
  google_storage_object_access_control: "object",
};
/** Resources that hold a list, and the argument of a predefined one. */
const lists: Readonly<Record<string, On>> = {
  google_storage_bucket_acl: "bucket",
  google_storage_default_object_acl: "object",
  google_storage_object_acl: "object",
};

/** Predefined lists that let in whoever is not of the project (Cloud Storage, "Predefined ACLs"). */
const predefined: Readonly<Record<string, readonly (readonly [level: string, member: string])[]>> = {
  publicread: [["READER", "allUsers"]],
  publicreadwrite: [
    ["READER", "allUsers"],
    ["WRITER", "allUsers"],
  ],
  authenticatedread: [["READER", "allAuthenticatedUsers"]],
};

/** Predefined lists that let in nobody else. */
const ownPredefined: ReadonlySet<string> = new Set(
  "private projectprivate bucketownerread bucketownerfullcontrol".split(" "),
);

/** The bindings that access control lists of buckets and objects come to. */
export function* aclBindings(landscape: Landscape, places: Places): Iterable<Binding> {
  for (const instance of landscape.instances) {
    if (instance.mode !== "managed") continue;
    const entry = entries[instance.type];
    if (entry !== undefined) {
      const level = textAt(landscape, instance, "role");
      yield ofEntry(instance, places, entry, level, textAt(landscape, instance, "entity"));
    }
    const list = lists[instance.type];
    if (list !== undefined) yield* ofList(landscape, instance, places, list);
    if (instance.type === "google_storage_bucket_object") {
      yield* ofPredefined(landscape, instance, places, "object", "predefined_acl");
    }
  }
}

function* ofList(landscape: Landscape, instance: ResourceInstance, places: Places, on: On): Iterable<Binding> {
  yield* ofPredefined(landscape, instance, places, on, "predefined_acl");
  if (on === "bucket") yield* ofPredefined(landscape, instance, places, "object", "default_acl");
  // Where nobody sets it, it shows what the cloud made by itself.
  if (!isConfigured(instance, "role_entity")) return;
  const { found, complete: all } = listAt(landscape, instance, "role_entity");
  for (const one of found) {
    const [level = "", entity = ""] = one.kind === "text" ? one.text.split(/:(.*)/s) : [];
    yield ofEntry(
      instance,
      places,
      on,
      one.kind === "text" ? known(level) : one,
      one.kind === "text" ? known(entity) : one,
    );
  }
  if (!all) {
    const unknown: Found = { kind: "unknown", said: "a list that is not known before apply" };
    yield ofEntry(instance, places, on, unknown, unknown);
  }
}

function* ofPredefined(
  landscape: Landscape,
  instance: ResourceInstance,
  places: Places,
  on: On,
  argument: string,
): Iterable<Binding> {
  const found = textAt(landscape, instance, argument);
  if (found.kind === "absent") return;
  if (found.kind !== "text") {
    yield ofEntry(instance, places, on, found, found);
    return;
  }
  const name = found.text.replaceAll("-", "").toLowerCase();
  const unknown: Found = { kind: "unknown", said: `a list called ${found.text}` };
  if (!ownPredefined.has(name) && predefined[name] === undefined) yield ofEntry(instance, places, on, unknown, unknown);
  for (const [level, member] of predefined[name] ?? []) {
    const role = levelsOf(on)[level];
    if (role !== undefined)
      yield { ...single(instance, places.bucket(instance), role, known(member)), objects: on === "object" };
  }
}

function levelsOf(on: On): Readonly<Record<string, string>> {
  return roles[on];
}

function ofEntry(instance: ResourceInstance, places: Places, on: On, level: Found, entity: Found): Binding {
  const role = level.kind === "text" ? levelsOf(on)[level.text.toUpperCase()] : undefined;
  return {
    from: instance,
    place: places.bucket(instance),
    role: role === undefined ? { kind: "unknown", said: "a level that cannot be told" } : known(role),
    members: complete(entity.kind === "text" ? known(memberOf(entity.text)) : entity),
    condition: noCondition,
    objects: on === "object",
  };
}

/** `user-dana@acme.example`, `project-owners-123`, `allUsers` as IAM writes them. */
function memberOf(entity: string): string {
  const [, kind, name = ""] =
    /^(user|group|domain|project-owners|project-editors|project-viewers)-(.+)$/.exec(entity) ?? [];
  switch (kind) {
    case undefined:
      return entity;
    case "user":
      return name.endsWith("gserviceaccount.com") ? `serviceAccount:${name}` : `user:${name}`;
    case "project-owners":
      return `projectOwner:${name}`;
    case "project-editors":
      return `projectEditor:${name}`;
    case "project-viewers":
      return `projectViewer:${name}`;
    default:
      return `${kind}:${name}`;
  }
}
