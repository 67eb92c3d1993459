import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** What the readers ask of each type, by Terraform's names; nested ones by name alone. */
const asked: Readonly<Record<string, string>> = {
  google_project_iam_member: "project role member condition expression",
  google_project_iam_binding: "project role members condition",
  google_project_iam_policy: "project policy_data",
  google_folder_iam_member: "folder",
  google_organization_iam_member: "org_id",
  google_storage_bucket_iam_member: "bucket",
  google_billing_account_iam_member: "billing_account_id",
  google_service_account_iam_member: "service_account_id role member condition",
  google_service_account: "account_id project email name member",
  google_project_iam_custom_role: "role_id permissions project name",
  google_organization_iam_custom_role: "role_id org_id permissions name",
  google_bigquery_dataset:
    "dataset_id access role user_by_email group_by_email domain special_group iam_member view routine dataset condition labels project_id",
  google_bigquery_dataset_access:
    "dataset_id role user_by_email group_by_email domain special_group iam_member view routine dataset condition project_id",
  google_storage_bucket_acl: "bucket role_entity predefined_acl default_acl",
  google_storage_default_object_acl: "bucket role_entity",
  google_storage_object_acl: "bucket role_entity predefined_acl",
  google_storage_bucket_access_control: "bucket role entity",
  google_storage_default_object_access_control: "bucket role entity",
  google_storage_object_access_control: "bucket role entity",
  google_cloud_identity_group: "group_key id labels name",
  google_cloud_identity_group_membership: "group preferred_member_key id roles expiry_detail expire_time",
  google_privileged_access_manager_entitlement:
    "entitlement_id parent max_request_duration eligible_users principals privileged_access gcp_iam_access resource role_bindings role approval_workflow manual_approvals steps approvals_needed approvers",
  google_iam_workload_identity_pool_provider:
    "workload_identity_pool_id attribute_condition attribute_mapping disabled oidc issuer_uri allowed_audiences aws account_id saml x509",
  google_service_account_key: "service_account_id",
  google_storage_hmac_key: "service_account_email state",
  google_apikeys_key: "service_account_email project name",
  google_compute_project_metadata: "metadata",
  google_compute_project_metadata_item: "key value",
  google_compute_instance: "metadata",
  google_compute_instance_template: "metadata",
  google_compute_region_instance_template: "metadata",
  google_compute_instance_from_template: "metadata",
  google_iam_deny_policy: "parent name rules",
  google_iam_principal_access_boundary_policy: "organization principal_access_boundary_policy_id details",
  google_iam_projects_policy_binding: "project policy_binding_id policy target condition policy_kind",
  google_iam_folders_policy_binding: "folder policy_binding_id policy target condition policy_kind",
  google_iam_organizations_policy_binding: "organization policy_binding_id policy target condition policy_kind",
  google_org_policy_policy: "parent name spec",
  google_organization_policy: "org_id constraint boolean_policy list_policy restore_policy",
  google_folder_organization_policy: "folder constraint boolean_policy list_policy restore_policy",
  google_project_organization_policy: "project constraint boolean_policy list_policy restore_policy",
  data_google_iam_policy: "binding role members condition expression policy_data",
  data_google_project: "project_id number",
  data_google_client_config: "project",
  data_google_iam_role: "included_permissions name",
};

describe("the arguments that the readers ask for", () => {
  it.each(Object.entries(asked))("exist: %s", (type, names) => {
    const folder = type.replace(/^google_/, "").replaceAll("_", "-");
    const types = readFileSync(
      join(__dirname, "../../../node_modules/@cdktf/provider-google/lib", folder, "index.d.ts"),
      "utf8",
    );
    const has = (name: string): boolean => {
      const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
      return new RegExp(`(readonly|get) ${camel}(\\?:|:|\\(\\))`).test(types);
    };
    expect(names.split(" ").filter((name) => !has(name))).toEqual([]);
  });
});
