import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { readGcp } from "../../../src/gcp/read/read";
import { readPlan } from "../../../src/terraform/plan/read";

/**
 * A plan made by hand in the form of `terraform show -json`: no Google provider is at hand. A module's account, by `for_each` with a
 * key that has dots and quotes, its e-mail not known yet, as member and in a binding's list.
 */
const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  complete: true,
  errored: false,
  resource_changes: [
    {
      address: 'module.app.google_service_account.this["eu.\\"west\\""]',
      module_address: "module.app",
      mode: "managed",
      type: "google_service_account",
      name: "this",
      index: 'eu."west"',
      provider_name: "registry.terraform.io/hashicorp/google",
      change: {
        actions: ["create"],
        before: null,
        after: { account_id: "eu-west" },
        after_unknown: { email: true, member: true, name: true, project: true },
        after_sensitive: {},
      },
    },
    {
      address: "google_secret_manager_secret_iam_member.reader",
      mode: "managed",
      type: "google_secret_manager_secret_iam_member",
      name: "reader",
      provider_name: "registry.terraform.io/hashicorp/google-beta",
      change: {
        actions: ["create"],
        before: null,
        after: {
          secret_id: "db",
          role: "roles/secretmanager.secretAccessor",
          condition: [{ title: "x", description: null }],
        },
        after_unknown: { member: true, id: true, etag: true, project: true, condition: [{ expression: true }] },
        after_sensitive: {},
      },
    },
    {
      address: "google_project_iam_member.gone",
      mode: "managed",
      type: "google_project_iam_member",
      name: "gone",
      provider_name: "registry.terraform.io/hashicorp/google",
      change: {
        actions: ["delete"],
        before: { project: "acme-orders", role: "roles/owner", member: "user:dana@acme.example", condition: [] },
        after: null,
        after_unknown: {},
        before_sensitive: {},
      },
    },
  ],
  configuration: {
    provider_config: {
      google: {
        name: "google",
        full_name: "registry.terraform.io/hashicorp/google",
        expressions: { project: { constant_value: "acme-orders" } },
      },
    },
    root_module: {
      module_calls: {
        app: {
          source: "./app",
          module: {
            outputs: {
              members: { expression: { references: ["google_service_account.this"] } },
            },
            resources: [
              {
                address: "google_service_account.this",
                mode: "managed",
                type: "google_service_account",
                name: "this",
                provider_config_key: "google",
                expressions: { account_id: { references: ["each.value"] } },
                schema_version: 4,
                for_each_expression: {},
              },
            ],
          },
        },
      },
      resources: [
        {
          address: "google_secret_manager_secret_iam_member.reader",
          mode: "managed",
          type: "google_secret_manager_secret_iam_member",
          name: "reader",
          provider_config_key: "google",
          expressions: {
            secret_id: { constant_value: "db" },
            role: { constant_value: "roles/secretmanager.secretAccessor" },
            member: { references: ["module.app.members", "module.app"] },
            condition: [
              {
                title: { constant_value: "x" },
                expression: { references: ["time_offset.end.rfc3339", "time_offset.end"] },
              },
            ],
          },
          schema_version: 0,
        },
      ],
    },
  },
};

describe("a plan of Google's resources", () => {
  async function* bytes() {
    yield new TextEncoder().encode(JSON.stringify(plan));
  }

  it("is read through modules, keys and references", async () => {
    const { after } = await readPlan(bytes());
    expect(ofKind(readGcp(after), "access")).toMatchObject([
      {
        principal: { kind: "service", name: "serviceAccount:eu-west@acme-orders.iam.gserviceaccount.com" },
        privilege: "credential-exposure",
        bound: { kind: "indeterminate", because: "its condition is not known before apply" },
        scope: { container: "acme-orders" },
        from: {
          address: "google_secret_manager_secret_iam_member.reader",
          addresses: expect.arrayContaining(['module.app.google_service_account.this["eu.\\"west\\""]']),
          change: "create",
        },
      },
    ]);
  });

  it("shows before what it takes away", async () => {
    const { before } = await readPlan(bytes());
    expect(ofKind(readGcp(before), "access")).toMatchObject([
      {
        principal: { kind: "person", name: "user:dana@acme.example" },
        privilege: "administrative",
        from: { change: "delete" },
      },
    ]);
  });
});
