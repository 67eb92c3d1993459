import type { ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import type { ProjectNames } from "./projects";
import { pseudo, type Reading, shown, textOf, textsOf } from "./reading";

/** Custom roles. Of one whose permissions are not there, what it amounts to cannot be told. */
export function customRoleInstances(
  files: readonly Json[],
  names: ProjectNames,
  reading: Reading,
): readonly ResourceInstance[] {
  return reading.listed(files, "roles").flatMap((role) => {
    const given = textOf(role, "name") ?? "";
    const [name = "", collection = "", parent = "", id = ""] =
      /^(projects|organizations)\/([^/]+)\/roles\/([^/]+)$/.exec(names.named(given)) ?? [];
    if (id === "") {
      reading.fault(given === "" ? "a role has no name" : `${shown(given)} is no custom role's name`);
      return [];
    }
    const permissions = role.includedPermissions === undefined ? undefined : textsOf(role.includedPermissions);
    if (permissions === undefined) reading.fault(`the permissions of ${shown(name)} are not there`);
    const project = collection === "projects";
    return [
      pseudo(project ? "google_project_iam_custom_role" : "google_organization_iam_custom_role", name, {
        id: name,
        name,
        role_id: id,
        ...(project ? { project: parent } : { org_id: parent }),
        title: textOf(role, "title") ?? "",
        stage: textOf(role, "stage") ?? "",
        deleted: role.deleted === true,
        ...(permissions === undefined ? {} : { permissions: [...permissions] }),
      }),
    ];
  });
}
