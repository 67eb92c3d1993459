import { describe, expect, it } from "vitest";
import { ofKind } from "../../../src/facts/fact";
import { ref } from "./landscape";
import { facts, said } from "./said";

describe("access control lists of buckets and objects", () => {
  it.each([
    [
      "google_storage_bucket_acl",
      { role_entity: ["OWNER:user-dana@acme.example"] },
      ["person user:dana@acme.example escalation on buckets/b standing"],
    ],
    ["google_storage_bucket_acl", { role_entity: ["READER:allUsers"] }, ["anyone allUsers read on buckets/b standing"]],
    ["google_storage_bucket_acl", { predefined_acl: "publicRead" }, ["anyone allUsers read on buckets/b standing"]],
    [
      "google_storage_bucket_acl",
      { predefined_acl: "publicReadWrite" },
      ["anyone allUsers read on buckets/b standing", "anyone allUsers data on buckets/b standing"],
    ],
    [
      "google_storage_bucket_acl",
      { predefined_acl: "private", default_acl: "publicRead" },
      ["anyone allUsers data on buckets/b standing public"],
    ],
    ["google_storage_bucket_acl", { role_entity: ["OWNER:project-owners-acme-orders"] }, []],
    [
      "google_storage_bucket_access_control",
      { role: "WRITER", entity: "group-devs@acme.example" },
      ["person group:devs@acme.example data on buckets/b standing"],
    ],
    [
      "google_storage_default_object_acl",
      { role_entity: ["READER:allUsers"] },
      ["anyone allUsers data on buckets/b standing public"],
    ],
    [
      "google_storage_default_object_access_control",
      { role: "READER", entity: "allUsers" },
      ["anyone allUsers data on buckets/b standing public"],
    ],
    [
      "google_storage_object_acl",
      { object: "o", predefined_acl: "authenticatedRead" },
      ["anyone allAuthenticatedUsers data on buckets/b standing public"],
    ],
    [
      "google_storage_object_access_control",
      { object: "o", role: "OWNER", entity: "user-dana@acme.example" },
      ["person user:dana@acme.example data on buckets/b standing"],
    ],
    [
      "google_storage_bucket_object",
      { name: "o", predefined_acl: "publicRead" },
      ["anyone allUsers data on buckets/b standing public"],
    ],
    [
      "google_storage_bucket_acl",
      { role_entity: ref("local.entities") },
      [
        "unknown somebody (local.entities) ? on buckets/b standing",
        "unknown somebody (a list that is not known before apply) ? on buckets/b standing",
      ],
    ],
  ])("%s %j", (type, values, expected) => {
    expect(said({ [`${type}.x`]: { bucket: "b", ...values } })).toEqual(expected);
  });

  it("marks reading of objects by everybody, and nothing else, as public by design", () => {
    const member = (role: string) =>
      said({ "google_storage_bucket_iam_member.x": { bucket: "site", role, member: "allUsers" } })[0];
    expect(member("roles/storage.objectViewer")).toMatch(/ public$/);
    expect(member("roles/storage.objectAdmin")).not.toMatch(/public$/);
    expect(
      said({
        "google_project_iam_member.x": { project: "p", role: "roles/storage.objectViewer", member: "allUsers" },
      })[0],
    ).not.toMatch(/public$/);
  });
});

describe("the access of BigQuery's datasets", () => {
  const dataset = "projects/acme-orders/datasets/ledger";
  it.each([
    [
      { role: "READER", user_by_email: "dana@acme.example" },
      [`person user:dana@acme.example data on ${dataset} standing`],
    ],
    [
      { role: "OWNER", user_by_email: "app@acme-orders.iam.gserviceaccount.com" },
      [`service serviceAccount:app@acme-orders.iam.gserviceaccount.com data on ${dataset} standing`],
    ],
    [
      { role: "roles/bigquery.dataViewer", group_by_email: "devs@acme.example" },
      [`person group:devs@acme.example data on ${dataset} standing`],
    ],
    [{ role: "READER", domain: "acme.example" }, [`person domain:acme.example data on ${dataset} standing`]],
    [
      { role: "READER", special_group: "allAuthenticatedUsers" },
      [`anyone allAuthenticatedUsers data on ${dataset} standing`],
    ],
    [{ role: "OWNER", special_group: "projectOwners" }, []],
    [
      { role: "WRITER", special_group: "projectWriters" },
      [`person projectEditor:acme-orders data on ${dataset} standing`],
    ],
    [{ role: "READER", iam_member: "allUsers" }, [`anyone allUsers data on ${dataset} standing`]],
    [
      {
        role: "READER",
        user_by_email: "dana@acme.example",
        condition: [{ expression: 'request.time < timestamp("2026-11-23T12:00:00Z")' }],
      },
      [`person user:dana@acme.example data on ${dataset} until 2026-11-23T12:00:00Z`],
    ],
    [{ view: [{ project_id: "acme-orders", dataset_id: "d", table_id: "t" }] }, []],
    [
      { view: [{ project_id: "vendor", dataset_id: "d", table_id: "t" }] },
      [`foreign projectViewer:vendor data on ${dataset} standing`],
    ],
    [
      { dataset: [{ dataset: [{ project_id: "vendor", dataset_id: "d" }], target_types: ["VIEWS"] }] },
      [`foreign projectViewer:vendor data on ${dataset} standing`],
    ],
  ])("%j", (access, expected) => {
    expect(said({ "google_bigquery_dataset_access.x": { dataset_id: "ledger", ...access } })).toEqual(expected);
    expect(said({ "google_bigquery_dataset.x": { dataset_id: "ledger", access: [access] } })).toEqual(expected);
  });

  it("is not read from what the cloud answered where nobody set it", () => {
    const values = { dataset_id: "ledger", access: [{ role: "OWNER", user_by_email: "dana@acme.example" }] };
    expect(said({ "google_bigquery_dataset.x": values })).toHaveLength(1);
    expect(said({ "google_bigquery_dataset.x": values }, { orphans: ["google_bigquery_dataset.x"] })).toHaveLength(1);
    expect(said({ "google_bigquery_dataset.x": { dataset_id: "ledger" } })).toEqual([]);
  });

  it("says whose it is", () => {
    const access = [{ role: "READER", user_by_email: "dana@acme.example" }];
    const found = facts({
      "google_bigquery_dataset.x": { dataset_id: "ledger", access, labels: { team: "payments" } },
    });
    expect(ofKind(found, "ownership")).toMatchObject([{ tags: { team: "payments" }, partial: false }]);
  });
});

describe("memberships of groups", () => {
  const group = (labels: Record<string, string>) => ({
    group_key: [{ id: "devs@acme.example" }],
    labels: { "cloudidentity.googleapis.com/groups.discussion_forum": "", ...labels },
  });
  const security = { "cloudidentity.googleapis.com/groups.security": "" };
  const membership = (roles: Record<string, unknown>[], group: unknown = ref("google_cloud_identity_group.devs.id")) =>
    ({ group, preferred_member_key: [{ id: "dana@acme.example" }], roles }) as Parameters<typeof said>[0][string];
  const plain = membership([{ name: "MEMBER" }]);
  const expiring = membership([{ name: "MEMBER", expiry_detail: [{ expire_time: "2026-11-23T12:00:00Z" }] }]);
  const granted = { project: "p", role: "roles/storage.objectViewer", member: "group:devs@acme.example" };
  const of = (values: Parameters<typeof said>[0][string], more: Parameters<typeof said>[0] = {}) =>
    said({
      "google_cloud_identity_group.devs": group(security),
      "google_cloud_identity_group_membership.dana": values,
      ...more,
    }).filter((line) => line.includes("dana"));

  it.each([
    [
      "what the group holds",
      plain,
      { "google_project_iam_member.x": granted },
      ["person user:dana@acme.example data on projects/p standing"],
    ],
    [
      "a lease of it",
      expiring,
      { "google_project_iam_member.x": granted },
      ["person user:dana@acme.example data on projects/p until 2026-11-23T12:00:00Z"],
    ],
    [
      "no longer than the group holds it",
      expiring,
      {
        "google_project_iam_member.x": {
          ...granted,
          condition: [{ title: "x", expression: 'request.time < timestamp("2026-11-23T11:00:00Z")' }],
        },
      },
      ["person user:dana@acme.example data on projects/p until 2026-11-23T11:00:00Z"],
    ],
    [
      "for good where a manager's role comes with it",
      membership([{ name: "MEMBER", expiry_detail: [{ expire_time: "2026-11-23T12:00:00Z" }] }, { name: "MANAGER" }]),
      { "google_project_iam_member.x": granted },
      ["person user:dana@acme.example data on projects/p standing"],
    ],
    [
      "whatever a security group may hold",
      plain,
      {},
      ["person user:dana@acme.example ? on whatever group:devs@acme.example holds indeterminate"],
    ],
    [
      "a lease of that",
      expiring,
      {},
      ["person user:dana@acme.example ? on whatever group:devs@acme.example holds until 2026-11-23T12:00:00Z"],
    ],
    ["nothing of a mailing list", plain, { "google_cloud_identity_group.devs": group({}) }, []],
    [
      "whatever a group may hold that is only named",
      membership([{ name: "MEMBER" }], "groups/0abc"),
      {},
      ["person user:dana@acme.example ? on whatever the group groups/0abc holds indeterminate"],
    ],
  ])("give %s", (_, values, more, expected) => expect(of(values, more)).toEqual(expected));

  it("name the binding among what takes part", () => {
    const found = ofKind(
      facts({
        "google_cloud_identity_group.devs": group(security),
        "google_cloud_identity_group_membership.dana": plain,
        "google_project_iam_member.x": granted,
      }),
      "access",
    );
    expect(found.at(-1)?.from).toMatchObject({
      address: "google_cloud_identity_group_membership.dana",
      addresses: [
        "google_cloud_identity_group_membership.dana",
        "google_cloud_identity_group.devs",
        "google_project_iam_member.x",
      ],
    });
  });
});
