import { describe, expect, it } from "vitest";
import type { Fact } from "../../../src/facts/fact";
import { standingSeverity } from "../../../src/rules/matrix";
import { ref, type Written } from "./landscape";
import { facts } from "./said";

type Arguments = Readonly<Record<string, Written>>;

const dana = "user:dana@acme.example";
const account = "projects/acme-orders/serviceAccounts/app@acme-orders.iam.gserviceaccount.com";

/** Resources of which something has to be said, each alone. */
const grave: Readonly<Record<string, Readonly<Record<string, Arguments>>>> = {
  member: { "google_project_iam_member.x": { project: "acme-orders", role: "roles/owner", member: dana } },
  binding: { "google_project_iam_binding.x": { project: "acme-orders", role: "roles/owner", members: [dana] } },
  policy: {
    "google_project_iam_policy.x": {
      project: "acme-orders",
      policy_data: '{"bindings":[{"role":"roles/owner","members":["user:dana@acme.example"]}]}',
    },
  },
  "policy by data source": {
    "data.google_iam_policy.x": { binding: [{ role: "roles/owner", members: [dana] }] },
    "google_project_iam_policy.x": { project: "acme-orders", policy_data: ref("data.google_iam_policy.x.policy_data") },
  },
  "custom role": {
    "google_project_iam_custom_role.x": { role_id: "x", permissions: ["resourcemanager.projects.setIamPolicy"] },
    "google_project_iam_member.x": { project: "acme-orders", role: "projects/acme-orders/roles/x", member: dana },
  },
  "service account": {
    "google_service_account.app": { account_id: "app" },
    "google_service_account_iam_member.x": {
      service_account_id: account,
      role: "roles/iam.serviceAccountTokenCreator",
      member: dana,
    },
  },
  "access control": {
    "google_storage_bucket_access_control.x": { bucket: "b", role: "OWNER", entity: "user-dana@acme.example" },
  },
  "access control list": {
    "google_storage_bucket_acl.x": { bucket: "b", role_entity: ["OWNER:user-dana@acme.example"] },
  },
  membership: {
    "google_cloud_identity_group.devs": {
      group_key: [{ id: "devs@acme.example" }],
      labels: { "cloudidentity.googleapis.com/groups.security": "" },
    },
    "google_cloud_identity_group_membership.x": {
      group: ref("google_cloud_identity_group.devs.id"),
      preferred_member_key: [{ id: "dana@acme.example" }],
      roles: [{ name: "MEMBER" }],
    },
  },
  provider: {
    "google_iam_workload_identity_pool_provider.x": {
      workload_identity_pool_id: "ci",
      workload_identity_pool_provider_id: "github",
      oidc: [{ issuer_uri: "https://token.actions.githubusercontent.com" }],
      attribute_condition: "assertion.ref == 'main'",
    },
  },
  entitlement: {
    "google_privileged_access_manager_entitlement.x": {
      entitlement_id: "e",
      parent: "projects/acme-orders",
      max_request_duration: "3600s",
      eligible_users: [{ principals: [dana] }],
      privileged_access: [
        {
          gcp_iam_access: [
            {
              resource: "//cloudresourcemanager.googleapis.com/projects/acme-orders",
              role_bindings: [{ role: "roles/owner" }],
            },
          ],
        },
      ],
    },
  },
  key: { "google_service_account_key.x": { service_account_id: account } },
  "metadata item": { "google_compute_project_metadata_item.x": { key: "ssh-keys", value: "dana:ssh-rsa AAAA" } },
};

const gone = Symbol("gone");

/** What may become of one argument. */
const changes: readonly (readonly [string, (value: Written) => Written | typeof gone])[] = [
  ["deleted", () => gone],
  ["nulled", () => null],
  ["unknown", () => ref("var.x")],
  ["another text", () => "corrupted"],
  ["a number", () => 7],
  ["a map", () => ({ corrupted: "x" })],
];

/** Is anything of it an error in the gate? */
function isGrave(found: readonly Fact[]): boolean {
  return found.some((fact) => {
    switch (fact.kind) {
      case "access":
        return (
          (fact.bound.kind === "standing" || fact.bound.kind === "indeterminate") &&
          standingSeverity(fact.principal, fact.privilege) === "error"
        );
      case "trust":
        return fact.federation !== undefined && fact.federation.subject !== "exact";
      case "entitlement":
        return (
          (fact.privilege === undefined || fact.privilege === "administrative") &&
          (fact.approval === undefined || fact.approval.length === 0)
        );
      default:
        return fact.kind === "credential";
    }
  });
}

/** Changes by which the access is really gone. */
const reallyGone: ReadonlySet<string> = new Set([
  "access control list: google_storage_bucket_acl.x.role_entity deleted",
  "access control list: google_storage_bucket_acl.x.role_entity nulled",
  "metadata item: google_compute_project_metadata_item.x.key another text",
]);

const cases = Object.entries(grave).flatMap(([name, resources]) =>
  Object.entries(resources).flatMap(([address, values]) =>
    Object.entries(values).flatMap(([argument, value]) =>
      changes.map(([how, change]) => {
        const changed = change(value);
        const { [argument]: _, ...rest } = values;
        const after = changed === gone ? rest : { ...rest, [argument]: changed };
        return [`${name}: ${address}.${argument} ${how}`, { ...resources, [address]: after }] as const;
      }),
    ),
  ),
);

describe("whatever becomes of one argument", () => {
  it.each(Object.entries(grave))("%s is a finding", (_, resources) => expect(isGrave(facts(resources))).toBe(true));

  it.each(cases)("%s", (name, resources) => expect(isGrave(facts(resources))).toBe(!reallyGone.has(name)));
});
