import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { ref } from "./landscape";
import { facts, said } from "./said";

const until = (end = "2026-11-23T12:00:00Z") => [{ title: "until", expression: `request.time < timestamp("${end}")` }];
const member = (values: Parameters<typeof said>[0][string]) =>
  said({ "google_project_iam_member.x": { project: "acme-orders", ...values } });
const dana = "user:dana@acme.example";

describe("a member of a project", () => {
  it.each([
    [{ role: "roles/storage.objectViewer", member: dana }, `person ${dana} data on projects/acme-orders standing`],
    [
      { role: "roles/storage.objectViewer", member: dana, condition: until() },
      `person ${dana} data on projects/acme-orders until 2026-11-23T12:00:00Z`,
    ],
    // Google refuses conditions there, so none counts.
    [
      { role: "roles/owner", member: dana, condition: until() },
      `person ${dana} administrative on projects/acme-orders standing`,
    ],
    [
      { role: "roles/storage.objectViewer", member: "allUsers", condition: until() },
      "anyone allUsers data on projects/acme-orders standing",
    ],
    // What is not in the list, or not known, is never harmless.
    [{ role: "roles/new.thing", member: dana }, `person ${dana} ? on projects/acme-orders standing`],
    [{ role: ref("var.role"), member: dana }, `person ${dana} ? on projects/acme-orders standing`],
    [{ role: "projects/acme-orders/roles/custom", member: dana }, `person ${dana} ? on projects/acme-orders standing`],
    [
      { role: "roles/run.invoker", member: ref("var.member") },
      "unknown somebody (var.member) write on projects/acme-orders standing",
    ],
    [
      {
        role: "roles/run.invoker",
        member: dana,
        condition: [{ title: "x", expression: ref("time_offset.x.rfc3339") }],
      },
      `person ${dana} write on projects/acme-orders indeterminate`,
    ],
    [
      { role: "roles/run.invoker", member: dana, condition: ref("local.condition") },
      `person ${dana} write on projects/acme-orders indeterminate`,
    ],
    [
      {
        role: "roles/run.invoker",
        member: dana,
        condition: [{ title: "x", expression: "request.time.getHours() < 18" }],
      },
      `person ${dana} write on projects/acme-orders standing`,
    ],
  ])("%j: %s", (values, expected) => expect(member(values)).toEqual([expected]));

  it("is no access where its condition never holds", () => {
    expect(
      member({ role: "roles/run.invoker", member: dana, condition: [{ title: "x", expression: "false" }] }),
    ).toEqual([]);
  });
});

describe("who a member is", () => {
  it.each([
    [dana, "person"],
    ["group:devs@acme.example", "person"],
    ["domain:acme.example", "person"],
    ["group:cloud-storage-analytics@google.com", "service"],
    ["allUsers", "anyone"],
    ["allAuthenticatedUsers", "anyone"],
    ["principalSet://goog/public:all", "anyone"],
    ["principal://goog/subject/dana@acme.example", "person"],
    ["serviceAccount:app@acme-orders.iam.gserviceaccount.com", "service"],
    ["serviceAccount:app@vendor.iam.gserviceaccount.com", "foreign"],
    ["serviceAccount:acme-orders@appspot.gserviceaccount.com", "service"],
    ["serviceAccount:vendor@appspot.gserviceaccount.com", "foreign"],
    ["serviceAccount:123@cloudservices.gserviceaccount.com", "service"],
    ["serviceAccount:service-123@gcp-sa-pubsub.iam.gserviceaccount.com", "service"],
    ["serviceAccount:service-123@compute-system.iam.gserviceaccount.com", "service"],
    // Anybody may call an account like an agent of Google's.
    ["serviceAccount:service-123@vendor.iam.gserviceaccount.com", "foreign"],
    // Whose number it is, the plan does not tell.
    ["serviceAccount:123-compute@developer.gserviceaccount.com", "unknown"],
    ["serviceAccount:acme-orders.svc.id.goog[orders/api]", "service"],
    ["serviceAccount:vendor.svc.id.goog[orders/api]", "foreign"],
    [
      "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/acme-orders.svc.id.goog/subject/ns/orders/sa/api",
      "service",
    ],
    [
      "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/subject/repo:acme/orders",
      "federated",
    ],
    [
      "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/acme/orders",
      "federated",
    ],
    ["principalSet://iam.googleapis.com/locations/global/workforcePools/staff/group/admins", "federated"],
    ["deleted:user:dana@acme.example?uid=123", "person"],
    ["deleted:serviceAccount:app@vendor.iam.gserviceaccount.com?uid=123", "foreign"],
    ["projectViewer:acme-orders", "person"],
    ["projectViewer:vendor", "foreign"],
    ["newKind:whoever", "unknown"],
  ])("%s: %s", (name, kind) => {
    const [fact] = ofKind(
      facts({ "google_project_iam_member.x": { project: "acme-orders", role: "roles/run.invoker", member: name } }),
      "access",
    );
    expect(fact?.principal.kind).toBe(kind);
  });

  it("leaves out the owners of the own project, who own it where that is given", () => {
    const x = { bucket: "b", role: "roles/storage.legacyBucketOwner", member: "projectOwner:acme-orders" };
    expect(said({ "google_storage_bucket_iam_member.x": x })).toEqual([]);
    expect(said({ "google_storage_bucket_iam_member.x": { ...x, member: "projectOwner:vendor" } })).toEqual([
      "foreign projectOwner:vendor escalation on buckets/b standing",
    ]);
  });

  it("knows the number of an own project", () => {
    const found = said({
      "data.google_project.this": { project_id: "acme-orders", number: "123" },
      "google_project_iam_member.a": {
        project: "acme-orders",
        role: "roles/run.invoker",
        member: "serviceAccount:123-compute@developer.gserviceaccount.com",
      },
      "google_project_iam_member.b": {
        project: "acme-orders",
        role: "roles/run.invoker",
        member: "serviceAccount:456-compute@developer.gserviceaccount.com",
      },
    });
    expect(found.map((line) => line.split(" ")[0])).toEqual(["service", "foreign"]);
  });

  it("finds accounts of the plan by what refers to them, before they exist", () => {
    const resources = {
      "google_service_account.app": { account_id: "app", email: ref() },
      "google_pubsub_topic_iam_member.x": {
        topic: "orders",
        role: "roles/pubsub.publisher",
        member: ref("google_service_account.app.member"),
      },
    };
    expect(said(resources)).toEqual([
      "service serviceAccount:app@acme-orders.iam.gserviceaccount.com data on pubsub topic orders in projects/acme-orders standing",
    ]);
    expect(said(resources, { project: "" })).toEqual([
      "service google_service_account.app data on pubsub topic orders standing",
    ]);
  });

  it("takes the accounts that Google's services say they use for services", () => {
    expect(
      said({
        "google_logging_project_sink.audit": { name: "audit", writer_identity: ref() },
        "google_bigquery_dataset_iam_member.x": {
          dataset_id: "audit",
          role: "roles/bigquery.dataEditor",
          member: ref("google_logging_project_sink.audit.writer_identity"),
        },
      }),
    ).toEqual([
      "service google_logging_project_sink.audit.writer_identity data on bigquery dataset audit in projects/acme-orders standing",
    ]);
  });
});

describe("all resources of Google's that set IAM", () => {
  it.each([
    ["google_folder_iam_member", { folder: "folders/12" }, "folders/12"],
    ["google_organization_iam_member", { org_id: "34" }, "organizations/34"],
    ["google_storage_bucket_iam_member", { bucket: "b/logs" }, "buckets/logs"],
    ["google_billing_account_iam_member", { billing_account_id: "0-1-2" }, "billingAccounts/0-1-2"],
    [
      "google_secret_manager_secret_iam_member",
      { secret_id: "key" },
      "secret manager secret key in projects/acme-orders",
    ],
    [
      "google_cloud_run_v2_service_iam_member",
      { name: "api", location: "eu" },
      "cloud run v2 service eu api in projects/acme-orders",
    ],
    ["google_anything_new_iam_member", { thing: "t" }, "anything new t in projects/acme-orders"],
  ])("%s", (type, place, scope) => {
    expect(said({ [`${type}.x`]: { ...place, role: "roles/run.invoker", member: dana } })).toEqual([
      `person ${dana} write on ${scope} standing`,
    ]);
  });

  it("reads bindings, and marks what erases others", () => {
    expect(
      said({
        "google_project_iam_binding.x": {
          project: "p",
          role: "roles/run.invoker",
          members: [dana, "user:erin@acme.example"],
        },
      }),
    ).toEqual([
      `person ${dana} write on projects/p standing erases-by-role`,
      "person user:erin@acme.example write on projects/p standing erases-by-role",
    ]);
  });

  it("knows that an unknown list may hold anybody", () => {
    const binding = (members: Parameters<typeof said>[0][string]["members"]) =>
      said({
        "google_service_account.app": { account_id: "app", email: ref() },
        "google_project_iam_binding.x": { project: "p", role: "roles/run.invoker", members: members ?? [] },
      }).map((line) => line.split(" ").slice(0, 2).join(" "));
    expect(binding(ref("var.members"))).toEqual(["unknown somebody", "unknown somebody"]);
    expect(binding([ref("google_service_account.app.member")])).toEqual([
      "service serviceAccount:app@acme-orders.iam.gserviceaccount.com",
    ]);
    expect(binding([dana, ref("google_service_account.app.member", "var.more")])).toContain("unknown somebody");
  });

  it("reads whole policies, from their text and from the data source that makes them", () => {
    const policy = {
      bindings: [
        { role: "roles/run.invoker", members: [dana] },
        { role: "roles/storage.admin", members: [dana], condition: until()[0] },
      ],
    };
    expect(said({ "google_project_iam_policy.x": { project: "p", policy_data: JSON.stringify(policy) } })).toEqual([
      `person ${dana} write on projects/p standing erases-by-policy`,
      `person ${dana} escalation on projects/p until 2026-11-23T12:00:00Z erases-by-policy`,
    ]);
    const viaData = {
      "data.google_iam_policy.x": {
        binding: [
          { role: "roles/run.invoker", members: [dana, ref("google_service_account.app.member")], condition: [] },
        ],
        policy_data: ref(),
      },
      "google_service_account.app": { account_id: "app" },
      "google_project_iam_policy.x": { project: "p", policy_data: ref("data.google_iam_policy.x.policy_data") },
    };
    expect(said(viaData)).toEqual([
      `person ${dana} write on projects/p standing erases-by-policy`,
      "service serviceAccount:app@acme-orders.iam.gserviceaccount.com write on projects/p standing erases-by-policy",
    ]);
  });

  it.each([
    ["not JSON", "{"],
    ["a list", "[]"],
    ["a key twice", '{"bindings":[],"bindings":[{"role":"roles/owner","members":["user:x@x.example"]}]}'],
    ["a key in another case", '{"Bindings":[{"role":"roles/owner","members":["user:x@x.example"]}]}'],
    ["bindings that are no list", '{"bindings":{}}'],
    ["members that are no list", '{"bindings":[{"role":"roles/owner","members":"user:x@x.example"}]}'],
  ])("passes no policy that may say more than it seems: %s", (_, text) => {
    expect(said({ "google_project_iam_policy.x": { project: "p", policy_data: text } }).at(-1)).toMatch(
      /^unknown .* \? on projects\/p indeterminate/,
    );
  });

  it("takes an unknown policy for anything", () => {
    expect(said({ "google_project_iam_policy.x": { project: "p", policy_data: ref("local.policy") } })).toEqual([
      "unknown somebody (its policy is not known before apply) ? on projects/p indeterminate erases-by-policy",
    ]);
  });

  it("reads neither data sources nor look-alikes", () => {
    expect(
      said({
        "data.google_project_iam_policy.x": { project: "p", policy_data: "{}" },
        "google_project_iam_member_remove.x": { project: "p", role: "roles/owner", member: dana },
        "google_project_iam_audit_config.x": { project: "p", service: "allServices" },
      }),
    ).toEqual([]);
  });
});

describe("a binding without a condition beside one with a condition", () => {
  const leased = { project: "p", role: "roles/run.invoker", member: dana, condition: until() };
  const bare = { project: "p", role: "roles/run.invoker", member: dana };
  const both = (other: Parameters<typeof said>[0][string]) =>
    said({ "google_project_iam_member.leased": leased, "google_project_iam_member.bare": other })[0];
  const ends = `person ${dana} write on projects/p until 2026-11-23T12:00:00Z`;

  it("defeats it", () => {
    const [fact] = ofKind(
      facts({ "google_project_iam_member.leased": leased, "google_project_iam_member.bare": bare }),
      "access",
    );
    expect(fact?.bound).toEqual({
      kind: "standing",
      because: "google_project_iam_member.bare gives the same role to the same member without a condition",
    });
    expect(fact?.from.addresses).toContain("google_project_iam_member.bare");
  });
  it("does not where the role, member or project is another", () => {
    expect(both({ ...bare, role: "roles/run.viewer" })).toBe(ends);
    expect(both({ ...bare, member: "user:erin@acme.example" })).toBe(ends);
    expect(both({ ...bare, project: "q" })).toBe(ends);
  });
});

describe("custom roles", () => {
  const role = { role_id: "operator", permissions: ["compute.instances.get", "compute.instances.reset"] };
  it.each([
    ["by name", "projects/acme-orders/roles/operator"],
    ["by reference", ref("google_project_iam_custom_role.operator.id")],
  ])("are read from the plan: %s", (_, name) => {
    expect(
      said({
        "google_project_iam_custom_role.operator": role,
        "google_project_iam_member.x": { project: "acme-orders", role: name, member: dana },
      }),
    ).toEqual([`person ${dana} write on projects/acme-orders standing`]);
  });
  it.each([
    [["resourcemanager.projects.setIamPolicy"], "administrative"],
    [["iam.serviceAccounts.actAs", "storage.objects.get"], "escalation"],
    [["secretmanager.versions.access"], "credential-exposure"],
    [["storage.objects.get"], "data"],
    [["compute.instances.list"], "read"],
    [ref("var.permissions"), "?"],
    [[ref("var.permission"), "compute.instances.list"], "?"],
  ])("amount to what they hold: %j, %s", (permissions, privilege) => {
    const found = said({
      "google_organization_iam_custom_role.x": { role_id: "x", org_id: "1", permissions },
      "google_folder_iam_member.x": { folder: "folders/1", role: "organizations/1/roles/x", member: dana },
    });
    expect(found).toEqual([`person ${dana} ${privilege} on folders/1 standing`]);
  });
});

describe("what a lease reaches", () => {
  const persistence = (role: string, expression: string) =>
    ofKind(
      facts({
        "google_project_iam_member.x": { project: "p", role, member: dana, condition: [{ title: "x", expression }] },
      }),
      "access",
    ).map(({ privilege, persistence: held }) => [privilege, held]);
  const lease = 'request.time < timestamp("2026-11-23T12:00:00Z")';
  const only = (...roles: string[]) =>
    `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(${JSON.stringify(roles)})`;

  it.each([
    ["roles/run.invoker", lease, "write", undefined],
    ["roles/iam.serviceAccountUser", lease, "escalation", ["iam.serviceAccounts.actAs"]],
    ["roles/resourcemanager.projectIamAdmin", lease, "administrative", ["resourcemanager.projects.setIamPolicy"]],
    // Limited to roles that let nobody stay; what else the role holds still counts.
    ["roles/resourcemanager.projectIamAdmin", `${lease} && ${only("roles/run.invoker")}`, "escalation", undefined],
    ["roles/billing.admin", `${lease} && ${only()}`, "data", undefined],
    // No limit.
    [
      "roles/resourcemanager.projectIamAdmin",
      `${lease} && (${only("roles/run.invoker")} || resource.type == "x")`,
      "administrative",
      ["resourcemanager.projects.setIamPolicy"],
    ],
    [
      "roles/resourcemanager.projectIamAdmin",
      `${lease} && ${only("roles/owner")}`,
      "administrative",
      ["resourcemanager.projects.setIamPolicy"],
    ],
    [
      "roles/resourcemanager.projectIamAdmin",
      `${lease} && ${only("roles/new.role")}`,
      "administrative",
      ["resourcemanager.projects.setIamPolicy"],
    ],
    [
      "roles/resourcemanager.projectIamAdmin",
      `${lease} && ${only("roles/resourcemanager.projectIamAdmin")}`,
      "administrative",
      ["resourcemanager.projects.setIamPolicy"],
    ],
  ])("%s where %s", (role, expression, privilege, held) => {
    expect(persistence(role, expression)).toEqual([[privilege, held]]);
  });
});
