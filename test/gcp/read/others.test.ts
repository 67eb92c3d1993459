import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { ref, type Written } from "./landscape";
import { facts } from "./said";

const secret = "do-not-print-me";

describe("static credentials", () => {
  const credentials = (resources: Parameters<typeof facts>[0], options?: Parameters<typeof facts>[1]) =>
    ofKind(facts(resources, options), "credential").map(
      ({ credential, principal, active, from }) =>
        `${from.address}: ${principal.name} gets ${credential}${active ? "" : " (inactive)"}`,
    );

  it.each([
    [
      "google_service_account_key.x",
      {
        service_account_id: "projects/acme-orders/serviceAccounts/app@acme-orders.iam.gserviceaccount.com",
        private_key: secret,
        keepers: { a: secret },
      },
      "serviceAccount:app@acme-orders.iam.gserviceaccount.com gets a service account key",
    ],
    [
      "google_service_account_key.x",
      { service_account_id: ref("google_service_account.app.name") },
      "serviceAccount:app@acme-orders.iam.gserviceaccount.com gets a service account key",
    ],
    [
      "google_service_account_key.x",
      { service_account_id: ref("var.account") },
      "somebody (var.account) gets a service account key",
    ],
    [
      "google_storage_hmac_key.x",
      { service_account_email: "app@acme-orders.iam.gserviceaccount.com", secret },
      "serviceAccount:app@acme-orders.iam.gserviceaccount.com gets an HMAC key",
    ],
    [
      "google_storage_hmac_key.x",
      { service_account_email: "app@acme-orders.iam.gserviceaccount.com", state: "INACTIVE" },
      "serviceAccount:app@acme-orders.iam.gserviceaccount.com gets an HMAC key (inactive)",
    ],
    [
      "google_apikeys_key.x",
      { name: "maps", key_string: secret },
      "whoever calls projects/acme-orders gets an API key",
    ],
    [
      "google_compute_project_metadata.x",
      { metadata: { "ssh-keys": `dana:ssh-ed25519 ${secret} dana` } },
      "dana gets an SSH key in the project's metadata",
    ],
    [
      "google_compute_project_metadata_item.x",
      { key: "sshKeys", value: `dana:ssh-rsa ${secret}` },
      "dana gets an SSH key in the project's metadata",
    ],
    [
      "google_compute_instance.x",
      { metadata: { "ssh-keys": ref("var.keys") } },
      "somebody not known before apply gets an SSH key in the machine's metadata",
    ],
    [
      "google_compute_instance_template.x",
      { metadata: { "ssh-keys": `dana:ssh-rsa ${secret}` } },
      "dana gets an SSH key in the machine's metadata",
    ],
    [
      "azuread_application_password.x",
      { application_id: "/applications/1", value: secret },
      "/applications/1 gets a password of an application",
    ],
    [
      "azuread_service_principal_password.x",
      { service_principal_id: ref("azuread_service_principal.app.id") },
      "azuread_service_principal.app.id gets a password of a service principal",
    ],
  ] satisfies [string, Record<string, Written>, string][])("%s %j", (address, values, expected) => {
    const resources = { "google_service_account.app": { account_id: "app" }, [address]: values };
    expect(credentials(resources)).toEqual([`${address}: ${expected}`]);
    expect(JSON.stringify(facts(resources))).not.toContain(secret);
  });

  it.each([
    ["google_compute_instance.x", { metadata: { "enable-oslogin": "TRUE" } }],
    ["google_compute_project_metadata_item.x", { key: "enable-oslogin", value: "TRUE" }],
    ["google_compute_project_metadata.x", { metadata: { "ssh-keys": "" } }],
    [
      "google_compute_project_metadata.x",
      {
        metadata: {
          "ssh-keys":
            'dana:ssh-rsa AAAA google-ssh {"userName":"dana@acme.example","expireOn":"2026-11-23T10:00:00+0000"}',
        },
      },
    ],
    ["data.google_service_account_key.x", { name: "projects/p/serviceAccounts/a@b/keys/c" }],
  ] satisfies [string, Record<string, Written>][])("none in %s %j", (address, values) => {
    expect(credentials({ [address]: values })).toEqual([]);
  });

  it("finds literal keys of the provider", () => {
    const of = (constant: string) => credentials({}, { provider: { credentials: { constant, references: [] } } });
    expect(of(`{"private_key":"${secret}"}`)).toEqual([
      "provider.google: provider.google gets a literal service account key",
    ]);
    expect(of("")).toEqual([]);
    expect(credentials({}, { provider: { access_token: { constant: secret, references: [] } } })).toHaveLength(1);
    expect(credentials({}, { provider: { credentials: { references: ["var.key"] } } })).toEqual([]);
  });
});

describe("entitlements of the Privileged Access Manager", () => {
  const base = {
    entitlement_id: "sql-admin",
    parent: "projects/acme-orders",
    location: "global",
    max_request_duration: "3600s",
    eligible_users: [{ principals: ["group:devs@acme.example"] }],
    privileged_access: [
      {
        gcp_iam_access: [
          {
            resource: "//cloudresourcemanager.googleapis.com/projects/acme-orders",
            resource_type: "cloudresourcemanager.googleapis.com/Project",
            role_bindings: [{ role: "roles/cloudsql.viewer" }, { role: "roles/owner" }],
          },
        ],
      },
    ],
  };
  const workflow = (step: Record<string, Written>) => [{ manual_approvals: [{ steps: [step] }] }];
  const one = (more: Record<string, Written> = {}) =>
    ofKind(facts({ "google_privileged_access_manager_entitlement.x": { ...base, ...more } }), "entitlement")[0];

  it("say who may have what, where, and for how long", () => {
    expect(one()).toMatchObject({
      name: "projects/acme-orders/entitlements/sql-admin",
      eligible: ["group:devs@acme.example"],
      privilege: "administrative",
      scope: { container: "acme-orders", text: "projects/acme-orders" },
      maximum: 3600,
      bound: { kind: "eligible", maximum: 3600 },
      approval: [],
    });
  });

  it.each([
    [
      workflow({ approvals_needed: 1, approvers: [{ principals: ["group:leads@acme.example"] }] }),
      [{ count: 1, approvers: ["group:leads@acme.example"] }],
    ],
    [
      workflow({ approvers: [{ principals: ["group:leads@acme.example"] }] }),
      [{ count: 1, approvers: ["group:leads@acme.example"] }],
    ],
    [workflow({ approvals_needed: 0, approvers: [{ principals: ["group:leads@acme.example"] }] }), []],
    [workflow({ approvals_needed: 1, approvers: [{ principals: [] }] }), []],
    [workflow({ approvals_needed: ref("var.count"), approvers: [{ principals: ["x"] }] }), undefined],
    [ref("local.workflow"), undefined],
  ])("need an approval: %j, %j", (approval_workflow, expected) => {
    expect(one({ approval_workflow })?.approval).toEqual(expected);
  });

  it("are of unknown weight where a role is", () => {
    const access = {
      resource: "//cloudresourcemanager.googleapis.com/folders/12",
      role_bindings: [{ role: ref("var.role") }],
    };
    const found = one({ privileged_access: [{ gcp_iam_access: [access] }] });
    expect(found?.privilege).toBeUndefined();
    expect(found?.scope.container).toBe("folders/12");
    expect(one({ max_request_duration: ref("var.longest") })?.maximum).toBeUndefined();
  });
});

describe("guardrails", () => {
  const guardrails = (resources: Parameters<typeof facts>[0]) =>
    ofKind(facts(resources), "guardrail").map(({ guardrail, protects, content }) => [guardrail, protects, content]);

  it.each([
    [
      "google_iam_deny_policy",
      { parent: "p", name: "n", rules: [{ deny_rule: [{ denied_principals: ["principalSet://goog/public:all"] }] }] },
      "deny-policy",
      "p n",
    ],
    [
      "google_iam_principal_access_boundary_policy",
      { organization: "1", principal_access_boundary_policy_id: "b", details: [{ rules: [] }] },
      "access-boundary",
      "1 b",
    ],
    [
      "google_iam_projects_policy_binding",
      { project: "p", policy_binding_id: "b", policy: "x" },
      "access-boundary",
      "p b",
    ],
    [
      "google_org_policy_policy",
      {
        parent: "projects/p",
        name: "projects/p/policies/iam.disableServiceAccountKeyCreation",
        spec: [{ rules: [{ enforce: "TRUE" }] }],
      },
      "organization-policy",
      "projects/p projects/p/policies/iam.disableServiceAccountKeyCreation",
    ],
    [
      "google_organization_policy",
      { org_id: "1", constraint: "c", boolean_policy: [{ enforced: true }] },
      "organization-policy",
      "1 c",
    ],
    [
      "google_folder_organization_policy",
      { folder: "folders/1", constraint: "c" },
      "organization-policy",
      "folders/1 c",
    ],
    ["google_project_organization_policy", { project: "p", constraint: "c" }, "organization-policy", "p c"],
  ])("%s", (type, values, guardrail, protects) => {
    expect(guardrails({ [`${type}.x`]: values })).toEqual([[guardrail, protects, expect.any(String)]]);
  });

  it("say what they say in one form, so that a weakening is seen", () => {
    const content = (enforce: Written) =>
      guardrails({
        "google_org_policy_policy.x": {
          parent: "p",
          name: "n",
          spec: [{ inherit_from_parent: null, rules: [{ enforce, values: [] }] }],
        },
      })[0]?.[2];
    expect(content("TRUE")).toBe('{"spec":[{"rules":[{"enforce":"TRUE"}]}]}');
    expect(content("FALSE")).not.toBe(content("TRUE"));
    expect(content(ref("var.enforce"))).toBeUndefined();
  });
});
