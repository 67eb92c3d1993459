import type { GcpTarget } from "../../estate/types";
import type { Value } from "../../terraform/resource";

/** The non-authoritative IAM resource of a target's scope, and the argument that names the place. */
export interface ScopeResource {
  readonly type: string;
  readonly place: Readonly<Record<string, Value>>;
}

export function scopeResource({ scope, id }: GcpTarget): ScopeResource {
  switch (scope) {
    case "project":
      return { type: "google_project_iam_member", place: { project: id } };
    case "folder":
      return { type: "google_folder_iam_member", place: { folder: `folders/${id}` } };
    case "organization":
      return { type: "google_organization_iam_member", place: { org_id: id } };
    case "bucket":
      return { type: "google_storage_bucket_iam_member", place: { bucket: id } };
  }
}

/** "project acme-orders-prod" */
export function placeName({ scope, id }: GcpTarget): string {
  return `${scope} ${id}`;
}

/** Owner, Editor and Viewer, on which Google refuses conditions. */
export function isBasicRole(role: string): boolean {
  return role === "roles/owner" || role === "roles/editor" || role === "roles/viewer";
}

/**
 * Why a custom role cannot be granted in a target, or undefined: a project's custom roles hold in that project alone. What is
 * not known before Terraform runs (a bucket's project, a reference) is let pass.
 */
export function customRoleFault(role: string, { scope, id }: GcpTarget): string | undefined {
  const project = /^projects\/([^/]+)\/roles\//.exec(role)?.[1];
  if (project !== undefined) {
    if (scope === "bucket" || id.includes("TfToken[") || project.includes("TfToken[")) return undefined;
    return scope === "project" && id === project
      ? undefined
      : `a custom role of project ${project} holds in that project alone`;
  }
  const organization = /^organizations\/([^/]+)\/roles\//.exec(role)?.[1];
  if (organization === undefined || scope !== "organization" || id.includes("TfToken[")) return undefined;
  return id === organization
    ? undefined
    : `a custom role of organization ${organization} holds in that organization alone`;
}
