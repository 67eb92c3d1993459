import { FolderIamMember } from "@cdktf/provider-google/lib/folder-iam-member";
import { OrganizationIamMember } from "@cdktf/provider-google/lib/organization-iam-member";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import type { GcpTarget } from "../../../src/estate/types";
import { emitGcp } from "../../../src/gcp/emit/emit";
import { lower } from "../../../src/lease/lower";
import type { TerraformResource } from "../../../src/terraform/resource";
import { gatherTemporary } from "../../helpers/scratch";
import { estate, gcpRole, gcpTarget, grant } from "../../lease/sample";

gatherTemporary();

const classes = {
  google_project_iam_member: ProjectIamMember,
  google_folder_iam_member: FolderIamMember,
  google_organization_iam_member: OrganizationIamMember,
  google_storage_bucket_iam_member: StorageBucketIamMember,
};

function emitted(cloud: Partial<GcpTarget>): TerraformResource {
  const target = gcpTarget("orders-gcp", cloud);
  const role = gcpRole("reader", { targets: [target], roles: ["roles/cloudsql.viewer"] });
  const of = estate({ targets: [target], roles: [role], grants: [grant("dana-1", role)] });
  const [leases] = lower(of);
  const [resource] = leases ? emitGcp(leases, of).resources : [];
  if (!resource) throw new Error("nothing emitted");
  return resource;
}

describe("emitted attributes", () => {
  it.each<Partial<GcpTarget>>([
    { scope: "project", id: "acme-orders-prod" },
    { scope: "folder", id: "123456" },
    { scope: "organization", id: "987654" },
    { scope: "bucket", id: "acme-exports" },
  ])("of %j are, name for name, what the provider's own class writes", (cloud) => {
    const { type, attributes } = emitted(cloud);
    const made = classes[type as keyof typeof classes];
    const config = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
    );
    const json = JSON.parse(
      Testing.synthScope((scope) => {
        // An attribute that the class does not know is dropped by it, and missing below.
        new made(scope, "it", config as never);
      }),
    ) as { resource: Record<string, { it: Record<string, unknown> }> };
    const { "//": _, ...written } = json.resource[type]?.it ?? {};
    expect(written).toEqual(attributes);
  });
});
