import type { GcpAnswers } from "../../src/gcp/live/answers";
import type { Json } from "../../src/terraform/json";
import type { TerraformResource, Value } from "../../src/terraform/resource";

/** How Google would hold what Terraform applied. */
export interface Simulation {
  /** The container that is asked, as `Scope.container`: `acme-prod`, `folders/123`, `organizations/456`. */
  readonly container: string;
  /** The number that Google gave the project in which buckets lie, and which a project container has. */
  readonly number?: string;
  /** Puts a list in another order: Google promises none. The default leaves it. */
  readonly shuffle?: <T>(list: readonly T[]) => readonly T[];
  /** Whether a project is named by its number in the resource's name. The default is its id. */
  readonly byNumber?: boolean;
  /** How many results a page holds; the default is all. */
  readonly pageSize?: number;
  /** What Google makes by itself beside it: service agents, convenience bindings of buckets. The default is to leave it out. */
  readonly cloudMade?: boolean;
}

interface Binding {
  readonly role: string;
  readonly members: string[];
  readonly condition?: Json;
}

/**
 * What Google's APIs answer once resources that `emitGcp` made are applied: per resource one policy, its bindings merged by role
 * and condition as the API returns them. Hand-made from the published REST reference; no real project was asked.
 */
export function simulatedProject(resources: readonly TerraformResource[], simulation: Simulation): GcpAnswers {
  const {
    container,
    number = "417000111222",
    shuffle = (list) => list,
    byNumber = false,
    cloudMade = false,
  } = simulation;
  const policies = new Map<string, { readonly assetType: string; readonly bindings: Map<string, Binding> }>();
  const add = (resource: string, assetType: string, role: string, member: string, condition?: Json): void => {
    const policy = policies.get(resource) ?? { assetType, bindings: new Map<string, Binding>() };
    policies.set(resource, policy);
    const key = JSON.stringify([role, condition ?? null]);
    const binding = policy.bindings.get(key) ?? {
      role,
      members: [],
      ...(condition === undefined ? {} : { condition }),
    };
    policy.bindings.set(key, binding);
    if (!binding.members.includes(member)) binding.members.push(member);
  };
  for (const { type, attributes } of resources) {
    const text = (name: string): string => String(attributes[name] ?? "");
    const on: readonly [resource: string, assetType: string] = placeOf(type, text, byNumber ? number : undefined);
    add(
      ...on,
      text("role"),
      text("member"),
      attributes.condition === undefined ? undefined : plain(attributes.condition),
    );
    if (cloudMade && type === "google_storage_bucket_iam_member") {
      add(...on, "roles/storage.legacyBucketOwner", `projectEditor:${container}`);
      add(...on, "roles/storage.legacyBucketOwner", `projectOwner:${container}`);
      add(...on, "roles/storage.legacyObjectReader", `projectViewer:${container}`);
    }
  }
  const results = shuffle([...policies]).map(
    ([resource, { assetType, bindings }], n): Json => ({
      resource,
      assetType,
      ...(/\/(folders|organizations)\//.test(resource) ? {} : { project: `projects/${number}` }),
      ...(container.startsWith("folders/") ? { folders: [container], organization: "organizations/900800700" } : {}),
      ...(container.startsWith("organizations/") ? { organization: container } : {}),
      policy: {
        version: 3,
        etag: Buffer.from(`etag ${n} ${resource}`).toString("base64"),
        bindings: shuffle([...bindings.values()]).map(({ role, members, condition }) => ({
          role,
          members: [...shuffle(members)],
          ...(condition === undefined ? {} : { condition }),
        })),
      },
    }),
  );
  return {
    container,
    iamPolicies: pagesOf(results, simulation.pageSize ?? Math.max(1, results.length)),
    customRoles: [{ roles: [] }],
    serviceAccountKeys: [{ accounts: [] }],
    federation: [{ pools: [] }],
    pam: [{ entitlements: [], grants: [] }],
    organizationPolicies: [{ policies: [] }],
  };
}

/** Google leaves out an empty list, and a token where there is no further page. */
function pagesOf(results: readonly Json[], size: number): readonly Json[] {
  if (results.length === 0) return [{}];
  const pages: Json[] = [];
  for (let from = 0; from < results.length; from += size) {
    const more = from + size < results.length;
    pages.push({
      results: results.slice(from, from + size),
      ...(more ? { nextPageToken: `page-${from + size}` } : {}),
    });
  }
  return pages;
}

function placeOf(type: string, text: (name: string) => string, number: string | undefined): readonly [string, string] {
  const manager = "//cloudresourcemanager.googleapis.com";
  switch (type) {
    case "google_project_iam_member":
      return [`${manager}/projects/${number ?? text("project")}`, "cloudresourcemanager.googleapis.com/Project"];
    case "google_folder_iam_member":
      return [`${manager}/${text("folder")}`, "cloudresourcemanager.googleapis.com/Folder"];
    case "google_organization_iam_member":
      return [`${manager}/organizations/${text("org_id")}`, "cloudresourcemanager.googleapis.com/Organization"];
    case "google_storage_bucket_iam_member":
      return [`//storage.googleapis.com/${text("bucket")}`, "storage.googleapis.com/Bucket"];
    default:
      throw new Error(`no simulation of ${type}`);
  }
}

function plain(value: Value): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
