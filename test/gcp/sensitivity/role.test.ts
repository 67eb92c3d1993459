import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Privilege } from "../../../src/facts/privilege";
import data from "../../../src/gcp/data/roles.json";
import { privilegeOfKnownPermission } from "../../../src/gcp/sensitivity/permission";
import { persistencePermissionsOf, privilegeOfGcpRole } from "../../../src/gcp/sensitivity/role";

describe("what a predefined role amounts to", () => {
  it.each<[string, Privilege]>([
    ["roles/owner", "administrative"],
    ["roles/resourcemanager.projectIamAdmin", "administrative"],
    ["roles/resourcemanager.organizationAdmin", "administrative"],
    ["roles/resourcemanager.folderAdmin", "administrative"],
    ["roles/iam.securityAdmin", "administrative"],
    ["roles/editor", "escalation"],
    ["roles/iam.serviceAccountUser", "escalation"],
    ["roles/iam.serviceAccountTokenCreator", "escalation"],
    ["roles/iam.roleAdmin", "escalation"],
    ["roles/iam.workloadIdentityPoolAdmin", "escalation"],
    ["roles/orgpolicy.policyAdmin", "escalation"],
    ["roles/cloudbuild.builds.editor", "escalation"],
    ["roles/deploymentmanager.editor", "escalation"],
    ["roles/container.admin", "escalation"],
    ["roles/storage.admin", "escalation"],
    ["roles/secretmanager.secretAccessor", "credential-exposure"],
    ["roles/cloudsql.admin", "credential-exposure"],
    ["roles/storage.hmacKeyAdmin", "credential-exposure"],
    ["roles/serviceusage.apiKeysAdmin", "credential-exposure"],
    ["roles/storage.objectViewer", "data"],
    ["roles/storage.objectCreator", "data"],
    ["roles/cloudsql.client", "data"],
    ["roles/cloudsql.instanceUser", "data"],
    ["roles/bigquery.dataViewer", "data"],
    ["roles/bigquery.dataEditor", "escalation"],
    ["roles/spanner.databaseReader", "data"],
    ["roles/datastore.viewer", "data"],
    ["roles/bigtable.reader", "data"],
    ["roles/cloudkms.cryptoKeyDecrypter", "data"],
    ["roles/pubsub.publisher", "data"],
    ["roles/logging.privateLogViewer", "data"],
    ["roles/dns.admin", "write"],
    ["roles/monitoring.editor", "write"],
    ["roles/browser", "read"],
    ["roles/monitoring.viewer", "read"],
    ["roles/logging.viewer", "read"],
    ["roles/container.clusterViewer", "read"],
    ["roles/secretmanager.viewer", "read"],
  ])("%s: %s", (role, privilege) => {
    const found = privilegeOfGcpRole(role);
    expect(found?.privilege).toBe(privilege);
    expect(found?.because.length).toBeGreaterThanOrEqual(privilege === "read" ? 0 : 1);
  });

  it("says by which permissions", () => {
    expect(privilegeOfGcpRole("roles/secretmanager.secretAccessor")?.because).toEqual([
      "secretmanager.versions.access",
    ]);
  });

  it.each([
    "projects/acme/roles/repair",
    "organizations/1/roles/repair",
    "roles/none.such",
    "roles/",
    "",
    "constructor",
    "__proto__",
    "source",
  ])("%j is not in the data, so nothing is said of it", (role) => {
    expect(privilegeOfGcpRole(role)).toBeUndefined();
    expect(persistencePermissionsOf(role)).toBeUndefined();
  });
});

describe("what of a role could outlive a lease", () => {
  it.each<[string, readonly string[]]>([
    ["roles/iam.serviceAccountUser", ["iam.serviceAccounts.actAs"]],
    ["roles/iam.serviceAccountKeyAdmin", ["iam.serviceAccountKeys.create", "iam.serviceAccountKeys.enable"]],
    [
      "roles/iam.serviceAccountTokenCreator",
      [
        "iam.serviceAccounts.getAccessToken",
        "iam.serviceAccounts.getOpenIdToken",
        "iam.serviceAccounts.implicitDelegation",
        "iam.serviceAccounts.signBlob",
        "iam.serviceAccounts.signJwt",
      ],
    ],
    ["roles/storage.hmacKeyAdmin", ["storage.hmacKeys.create", "storage.hmacKeys.update"]],
    ["roles/storage.objectViewer", []],
    ["roles/cloudsql.viewer", []],
  ])("%s: %j", (role, permissions) => {
    expect([...(persistencePermissionsOf(role) ?? ["?"])].sort()).toEqual(permissions);
  });

  it("of who sets policies is that alone, so that `mayGrant` can limit it", () => {
    const permissions = persistencePermissionsOf("roles/resourcemanager.projectIamAdmin");
    expect(permissions).toEqual(["resourcemanager.projects.setIamPolicy"]);
  });

  it("of who administers machines is SSH keys in metadata, among others", () => {
    expect(persistencePermissionsOf("roles/compute.instanceAdmin.v1")).toEqual(
      expect.arrayContaining(["compute.instances.setMetadata", "compute.projects.setCommonInstanceMetadata"]),
    );
  });
});

describe("what a permission amounts to", () => {
  it.each<[string, Privilege]>([
    ["resourcemanager.projects.setIamPolicy", "administrative"],
    ["pubsub.topics.setIamPolicy", "escalation"],
    ["iam.googleapis.com/workloadIdentityPoolProviders.update", "escalation"],
    ["compute.projects.setCommonInstanceMetadata", "escalation"],
    ["iam.serviceAccountKeys.create", "credential-exposure"],
    ["storage.hmacKeys.create", "credential-exposure"],
    ["gkemulticloud.awsClusters.generateAccessToken", "credential-exposure"],
    ["storage.objects.get", "data"],
    ["bigquery.tables.getData", "data"],
    ["compute.instances.stop", "write"],
    ["compute.instances.get", "read"],
    ["bigtable.tables.generateConsistencyToken", "read"],
    ["something.unheard.of", "write"],
  ])("%s: %s", (permission, privilege) => {
    expect(privilegeOfKnownPermission(permission)).toBe(privilege);
  });
});

describe("the data", () => {
  it("carry their date and their licence", () => {
    expect(data.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(data.licence).toMatch(/MIT/);
    expect(readFileSync("src/gcp/data/NOTICE", "utf8")).toContain("Copyright (c) 2021 Ian Mckay");
  });

  it("hold over two thousand roles", () => {
    expect(data.roles.length).toBeGreaterThan(2000);
  });

  it("name a class by a number, so that every line of them is read", () => {
    for (const line of data.roles) {
      const role = `roles/${line.split(" ")[0]}`;
      const facts = privilegeOfGcpRole(role);
      expect(facts, role).toBeDefined();
      for (const permission of facts?.because ?? [])
        expect(privilegeOfKnownPermission(permission), role).toBe(facts?.privilege);
    }
  });
});
