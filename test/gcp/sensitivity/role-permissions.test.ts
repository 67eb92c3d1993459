import { describe, expect, it } from "vitest";
import data from "../../../src/gcp/data/roles.json";
import { privilegeOfGcpPermission } from "../../../src/gcp/sensitivity/known-permission";
import { shortPermission } from "../../../src/gcp/sensitivity/permission";
import { permissionsOfRole } from "../../../src/gcp/sensitivity/role-permissions";
import { factsOfRole } from "../../../src/gcp/sensitivity/roles";

const roles = data.roles.map((line) => `roles/${line.slice(0, line.indexOf(" "))}`);

describe("what a predefined role of Google's holds", () => {
  it.each([
    ["roles/cloudsql.viewer", "cloudsql.instances.get", true],
    ["roles/cloudsql.viewer", "cloudsql.instances.delete", false],
    ["roles/iam.roleViewer", "iam.roles.get", true],
    ["roles/owner", "resourcemanager.projects.setIamPolicy", true],
    ["roles/viewer", "resourcemanager.projects.setIamPolicy", false],
  ])("%s, %s: %s", (role, permission, held) => {
    expect(permissionsOfRole(role)?.has(permission)).toBe(held);
  });

  it("is not known of custom roles and of names that the list lacks", () => {
    expect(permissionsOfRole("projects/acme/roles/mine")).toBeUndefined();
    expect(permissionsOfRole("roles/not.aRole")).toBeUndefined();
  });

  it("is all that the table of roles names, for every role of it", () => {
    for (const role of roles) {
      const held = permissionsOfRole(role);
      const named = [...(factsOfRole(role)?.kept ?? []), ...(factsOfRole(role)?.because ?? [])].map(shortPermission);
      expect({ role, lacks: named.filter((one) => !held?.has(one)) }).toEqual({ role, lacks: [] });
    }
  });

  it("is made of permissions that there are", () => {
    for (const permission of permissionsOfRole("roles/cloudsql.admin") ?? []) {
      expect({ permission, privilege: privilegeOfGcpPermission(permission) }).toEqual({
        permission,
        privilege: expect.any(String),
      });
    }
  });
});
