import type { JsonMap } from "../../terraform/instance";
import { type ProjectNames, projectIn } from "./projects";

/** Where a policy is set, in Terraform's terms. */
export interface PolicyPlace {
  /** `google_project`, `google_secret_manager_secret`: with `_iam_member` behind, a type of Terraform's. */
  readonly type: string;
  readonly arguments: JsonMap;
  /** As people know it: `projects/acme-prod`, `buckets/acme-logs`. */
  readonly name: string;
  /** How an import block names it. */
  readonly importId: string;
}

/** By the kind that Cloud Asset gives: the type, and the form of the resource's name with its arguments in braces. */
const forms: Readonly<Record<string, readonly [type: string, form: string]>> = {
  "artifactregistry.googleapis.com/Repository": [
    "google_artifact_registry_repository",
    "projects/{project}/locations/{location}/repositories/{repository}",
  ],
  "bigquery.googleapis.com/Dataset": ["google_bigquery_dataset", "projects/{project}/datasets/{dataset_id}"],
  "bigquery.googleapis.com/Table": [
    "google_bigquery_table",
    "projects/{project}/datasets/{dataset_id}/tables/{table_id}",
  ],
  "cloudfunctions.googleapis.com/CloudFunction": [
    "google_cloudfunctions_function",
    "projects/{project}/locations/{region}/functions/{cloud_function}",
  ],
  "cloudfunctions.googleapis.com/Function": [
    "google_cloudfunctions2_function",
    "projects/{project}/locations/{location}/functions/{cloud_function}",
  ],
  "cloudtasks.googleapis.com/Queue": [
    "google_cloud_tasks_queue",
    "projects/{project}/locations/{location}/queues/{name}",
  ],
  "compute.googleapis.com/Disk": ["google_compute_disk", "projects/{project}/zones/{zone}/disks/{name}"],
  "compute.googleapis.com/Image": ["google_compute_image", "projects/{project}/global/images/{image}"],
  "compute.googleapis.com/Instance": [
    "google_compute_instance",
    "projects/{project}/zones/{zone}/instances/{instance_name}",
  ],
  "compute.googleapis.com/Snapshot": ["google_compute_snapshot", "projects/{project}/global/snapshots/{name}"],
  "compute.googleapis.com/Subnetwork": [
    "google_compute_subnetwork",
    "projects/{project}/regions/{region}/subnetworks/{subnetwork}",
  ],
  "dns.googleapis.com/ManagedZone": ["google_dns_managed_zone", "projects/{project}/managedZones/{managed_zone}"],
  "pubsub.googleapis.com/Subscription": [
    "google_pubsub_subscription",
    "projects/{project}/subscriptions/{subscription}",
  ],
  "pubsub.googleapis.com/Topic": ["google_pubsub_topic", "projects/{project}/topics/{topic}"],
  "run.googleapis.com/Service": [
    "google_cloud_run_v2_service",
    "projects/{project}/locations/{location}/services/{name}",
  ],
  "run.googleapis.com/Job": ["google_cloud_run_v2_job", "projects/{project}/locations/{location}/jobs/{name}"],
  "secretmanager.googleapis.com/Secret": ["google_secret_manager_secret", "projects/{project}/secrets/{secret_id}"],
};

/** Types whose one argument is the whole name. */
const whole: Readonly<Record<string, readonly [type: string, argument: string]>> = {
  "cloudkms.googleapis.com/KeyRing": ["google_kms_key_ring", "key_ring_id"],
  "cloudkms.googleapis.com/CryptoKey": ["google_kms_crypto_key", "crypto_key_id"],
};

/**
 * Where a policy is set: the type of Terraform's that would set it, or one made from the resource's kind for those that are in no
 * table. Nothing is left out.
 *
 * @param resource the full name, `//storage.googleapis.com/acme-logs`
 * @param assetType `storage.googleapis.com/Bucket`, where it was given
 * @param emails e-mails of service accounts by their unique ids
 */
export function placeOf(
  resource: string,
  assetType: string | undefined,
  project: string | undefined,
  names: ProjectNames,
  emails: ReadonlyMap<string, string>,
): PolicyPlace {
  const [, host = "", rawPath = resource] = /^\/\/([^/]+)\/(.*)$/s.exec(resource) ?? [];
  const path = names.named(rawPath);
  const simple = containerPlace(host, path) ?? accountPlace(host, path, emails) ?? storagePlace(host, path);
  if (simple !== undefined) return simple;
  const own = projectIn(path) ?? (project === undefined ? undefined : names.id(project));
  const name = host === "" ? path : `${host}/${path}`;
  const [type, form] = forms[assetType ?? ""] ?? [];
  const found = type === undefined || form === undefined ? undefined : matched(path, form);
  if (type !== undefined && found !== undefined) return { type, arguments: found, name, importId: path };
  const [wholeType, argument] = whole[assetType ?? ""] ?? [];
  if (wholeType !== undefined && argument !== undefined) {
    return { type: wholeType, arguments: { [argument]: path }, name, importId: path };
  }
  return {
    type: `google_${kindOf(host, path, assetType)}`,
    arguments: { resource: path, ...(own === undefined ? {} : { project: own }) },
    name,
    importId: path,
  };
}

function containerPlace(host: string, path: string): PolicyPlace | undefined {
  const [, collection, id = ""] = /^(projects|folders|organizations|billingAccounts)\/([^/]+)$/.exec(path) ?? [];
  const place = (type: string, argument: string, value = id, importId = value): PolicyPlace => ({
    type,
    arguments: { [argument]: value },
    name: path,
    importId,
  });
  if (collection === "billingAccounts") return place("google_billing_account", "billing_account_id");
  if (host !== "cloudresourcemanager.googleapis.com") return undefined;
  if (collection === "projects") return place("google_project", "project");
  if (collection === "folders") return place("google_folder", "folder", path);
  return collection === "organizations" ? place("google_organization", "org_id") : undefined;
}

function accountPlace(host: string, path: string, emails: ReadonlyMap<string, string>): PolicyPlace | undefined {
  const [, project, account = ""] = /^projects\/([^/]+)\/serviceAccounts\/([^/]+)$/.exec(path) ?? [];
  if (host !== "iam.googleapis.com" || project === undefined) return undefined;
  const name = `projects/${project}/serviceAccounts/${emails.get(account) ?? account}`;
  return { type: "google_service_account", arguments: { service_account_id: name }, name, importId: name };
}

function storagePlace(host: string, path: string): PolicyPlace | undefined {
  if (host !== "storage.googleapis.com") return undefined;
  const [, bucket = "", folder] =
    /^(?:projects\/[^/]+\/buckets\/)?([^/]+)(?:\/managedFolders\/(.+))?$/s.exec(path) ?? [];
  if (bucket === "") return undefined;
  if (folder === undefined) {
    return {
      type: "google_storage_bucket",
      arguments: { bucket },
      name: `buckets/${bucket}`,
      importId: `b/${bucket}`,
    };
  }
  return {
    type: "google_storage_managed_folder",
    arguments: { bucket, managed_folder: folder },
    name: `buckets/${bucket}/managedFolders/${folder}`,
    importId: `b/${bucket}/managedFolders/${folder}`,
  };
}

function matched(path: string, form: string): JsonMap | undefined {
  const steps = path.split("/");
  const wanted = form.split("/");
  if (steps.length !== wanted.length) return undefined;
  const found: Record<string, string> = {};
  for (const [n, step] of steps.entries()) {
    const want = wanted[n] ?? "";
    const argument = /^\{(.+)\}$/.exec(want)?.[1];
    if (argument === undefined ? want !== step : step === "") return undefined;
    if (argument !== undefined) found[argument] = step;
  }
  return found;
}

/** `secretmanager.googleapis.com/Secret` as `secretmanager_secret`; where no kind was given, from the name. */
function kindOf(host: string, path: string, assetType: string | undefined): string {
  const [api, kind] = assetType?.split("/") ?? [];
  const collection = path.split("/").at(-2) ?? "resource";
  const words = [(api ?? host).split(".", 1)[0] ?? "", kind ?? collection].map((word) =>
    word
      .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, "_"),
  );
  return words.filter((word) => word !== "").join("_") || "resource";
}
