import { describe, expect, it } from "vitest";
import type { Estate, GcpTarget, Grant, Role } from "../../../src/estate/types";
import { emitGcp } from "../../../src/gcp/emit/emit";
import { useOf } from "../../../src/gcp/emit/outputs";
import { lower } from "../../../src/lease/lower";
import type { Emission } from "../../../src/terraform/emission";
import { addressOf } from "../../../src/terraform/resource";
import { awsTarget, estate, gcpRole, gcpTarget, grant, person } from "../../lease/sample";

function emit(of: Estate, target = "orders-gcp"): Emission {
  const leases = lower(of).find((one) => one.target.name === target);
  if (!leases) throw new Error(`no target ${target}`);
  return emitGcp(leases, of);
}

function withRole(
  gcp: Partial<NonNullable<Role["gcp"]>>,
  parts: { cloud?: Partial<GcpTarget>; grants?: (role: Role) => readonly Grant[]; ownerTag?: string } = {},
): Emission {
  const target = gcpTarget("orders-gcp", parts.cloud);
  const role = gcpRole("orders-reader", { targets: [target], roles: ["roles/cloudsql.viewer"], ...gcp });
  const grants = parts.grants?.(role) ?? [grant("dana-1", role)];
  const policy = parts.ownerTag === undefined ? {} : { ownerTag: parts.ownerTag };
  return emit(estate({ targets: [target], roles: [role], grants, policy }));
}

const codesOf = ({ diagnostics }: Emission): string[] => diagnostics.map(({ code }) => code);

describe("a grant on GCP", () => {
  it("is a non-authoritative member, conditional on its window", () => {
    const { resources, diagnostics } = withRole({});
    expect(diagnostics).toEqual([]);
    expect(resources).toEqual([
      {
        type: "google_project_iam_member",
        name: "dana-1_cloudsql_viewer",
        attributes: {
          project: "acme-orders-prod",
          role: "roles/cloudsql.viewer",
          member: "user:dana@acme.example",
          condition: {
            title: "leasehold/acme/dana-1",
            description: expect.stringMatching(/^Owner: payments\. Digest: [0-9a-f]{32}\.$/),
            expression:
              'request.time >= timestamp("2026-11-23T09:00:00Z") && request.time < timestamp("2026-11-23T10:30:00Z")',
          },
        },
      },
    ]);
  });

  it.each<[Partial<GcpTarget>, string, Record<string, string>]>([
    [{ scope: "project", id: "acme-orders-prod" }, "google_project_iam_member", { project: "acme-orders-prod" }],
    [{ scope: "folder", id: "123456" }, "google_folder_iam_member", { folder: "folders/123456" }],
    [{ scope: "organization", id: "987654" }, "google_organization_iam_member", { org_id: "987654" }],
    [{ scope: "bucket", id: "acme-exports" }, "google_storage_bucket_iam_member", { bucket: "acme-exports" }],
  ])("lands on %j as %s", (cloud, type, place) => {
    const [resource] = withRole({}, { cloud }).resources;
    expect(resource?.type).toBe(type);
    expect(resource?.attributes).toMatchObject(place);
  });

  it("has one member for each of its role's roles, each role once", () => {
    const { resources } = withRole({ roles: ["roles/b.two", "roles/a.one", "roles/b.two"] });
    expect(resources.map(addressOf)).toEqual([
      "google_project_iam_member.dana-1_a_one",
      "google_project_iam_member.dana-1_b_two",
    ]);
  });

  it("may grant only what the role lists, where it lists any", () => {
    const [resource] = withRole({ mayGrant: ["roles/cloudsql.client", "roles/browser"] }).resources;
    expect(resource?.attributes.condition).toMatchObject({
      expression: expect.stringMatching(
        / && api\.getAttribute\("iam\.googleapis\.com\/modifiedGrantsByRole", \[\]\)\.hasOnly\(\["roles\/browser", "roles\/cloudsql\.client"\]\)$/,
      ),
    });
  });

  it("reaches only what its role's owner owns, where the role says so", () => {
    const [resource] = withRole({ ownedResourcesOnly: "987654" }, { ownerTag: "team" }).resources;
    expect(resource?.attributes.condition).toMatchObject({
      expression: expect.stringMatching(/ && resource\.matchTag\("987654\/team", "payments"\)$/),
    });
  });

  it("is said in the output, with how to use it", () => {
    expect(withRole({ roles: ["roles/b", "roles/a"] }).outputs).toEqual([
      {
        name: "grants",
        description: expect.any(String),
        value: {
          "dana-1": {
            member: "user:dana@acme.example",
            roles: ["roles/a", "roles/b"],
            starts: "2026-11-23T09:00:00Z",
            ends: "2026-11-23T10:30:00Z",
            use: "gcloud COMMAND --account=dana@acme.example --project=acme-orders-prod",
          },
        },
      },
    ]);
    expect(withRole({}, { grants: () => [] }).outputs).toEqual([]);
  });

  it.each<[string, Partial<GcpTarget>, string]>([
    ["user:o'neil@acme.example", {}, "gcloud COMMAND --account='o'\\''neil@acme.example' --project=acme-orders-prod"],
    [
      "user:dana@acme.example",
      { scope: "bucket", id: "acme-exports" },
      "gcloud storage ls gs://acme-exports --account=dana@acme.example",
    ],
    ["user:dana@acme.example", { scope: "folder", id: "1" }, "gcloud COMMAND --account=dana@acme.example"],
    [
      "serviceAccount:ci@acme.iam.gserviceaccount.com",
      {},
      "gcloud COMMAND --project=acme-orders-prod # run as ci@acme.iam.gserviceaccount.com",
    ],
    [
      "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s",
      {},
      "gcloud COMMAND --project=acme-orders-prod # with the federated credentials of principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s",
    ],
  ])("of %s on %j is used so: %s", (member, cloud, use) => {
    expect(useOf(member, { kind: "gcp", scope: "project", id: "acme-orders-prod", ...cloud })).toBe(use);
  });

  it("has a title within Google's limit, and another grant another title", () => {
    const long = "g".repeat(63);
    const titles = [`${long.slice(1)}a`, `${long.slice(1)}b`].map((name) => {
      const target = gcpTarget("orders-gcp");
      const role = gcpRole("reader", { targets: [target], roles: ["roles/cloudsql.viewer"] });
      const of = estate({
        targets: [target],
        roles: [role],
        grants: [grant(name, role)],
        policy: { prefix: "p".repeat(31) },
      });
      return emit({ ...of, name: "e".repeat(63) }).resources[0]?.attributes.condition as { title: string };
    });
    for (const { title } of titles) expect(title).toMatch(/^.{89}-[0-9a-f]{10}$/);
    expect(titles[0]).not.toEqual(titles[1]);
  });

  it("claims an address of its own for every role, however alike their names", () => {
    const alike = [
      "roles/a.b_c",
      "roles/a.b.c",
      "roles/a_b.c",
      "projects/acme-orders-prod/roles/a.b.c",
      "organizations/1/roles/a.b.c",
    ];
    const { resources, diagnostics } = withRole({ roles: alike });
    expect(new Set(resources.map(addressOf)).size).toBe(alike.length);
    expect(diagnostics).toEqual([]);
    for (const { name } of resources) expect(name).toMatch(/^[a-z][A-Za-z0-9_-]*$/);
  });
});

describe("what may be granted", () => {
  const roles = ["roles/resourcemanager.projectIamAdmin"];
  it.each<[string, readonly string[]]>([
    ["roles/cloudsql.viewer", []],
    ["roles/iam.serviceAccountUser", ["gcp-may-grant-no-limit"]],
    ["roles/pubsub.publisher", []],
    ["roles/resourcemanager.projectIamAdmin", ["gcp-may-grant-no-limit"]],
    ["roles/resourcemanager.folderIamAdmin", ["gcp-may-grant-no-limit"]],
    ["roles/storage.admin", ["gcp-may-grant-no-limit"]],
    ["roles/owner", ["gcp-may-grant-no-limit"]],
    ["roles/editor", ["gcp-may-grant-no-limit"]],
    ["roles/iam.serviceAccountTokenCreator", ["gcp-may-grant-no-limit"]],
    ["projects/acme-orders-prod/roles/repair", ["gcp-may-grant-indeterminate"]],
  ])("%s: %j", (granted, expected) => {
    expect(codesOf(withRole({ roles, mayGrant: [granted] }))).toEqual(expected);
  });
});

describe("what GCP cannot hold", () => {
  it.each(["roles/owner", "roles/editor", "roles/viewer"])(
    "%s takes no condition, so nothing is emitted for it",
    (basic) => {
      const emission = withRole({ roles: [basic] });
      expect(codesOf(emission)).toEqual(["gcp-basic-role"]);
      expect(emission.resources).toEqual([]);
    },
  );

  it.each<[string, Partial<GcpTarget>, boolean]>([
    ["projects/acme-orders-prod/roles/repair", { id: "acme-orders-prod" }, true],
    ["projects/acme-other/roles/repair", { id: "acme-orders-prod" }, false],
    ["projects/acme-orders-prod/roles/repair", { scope: "folder", id: "1" }, false],
    ["projects/acme-orders-prod/roles/repair", { scope: "organization", id: "1" }, false],
    ["projects/acme-orders-prod/roles/repair", { scope: "bucket", id: "acme-exports" }, true],
    ["organizations/1/roles/repair", { scope: "organization", id: "1" }, true],
    ["organizations/2/roles/repair", { scope: "organization", id: "1" }, false],
    ["organizations/2/roles/repair", { id: "acme-orders-prod" }, true],
  ])("custom role %s in %j: %s", (role, cloud, fine) => {
    expect(
      codesOf(withRole({ roles: [role] }, { cloud })).filter((code) => code === "gcp-custom-role-elsewhere"),
    ).toHaveLength(fine ? 0 : 1);
  });

  it("a task, narrower actions, and who has no member there", () => {
    const emission = withRole(
      {},
      {
        grants: (role) => [
          grant("task", role, { task: { name: "restart", agents: [], statements: [] } }),
          grant("actions", role, { actions: ["ec2:StartInstances"] }),
          grant("nobody", role, { identity: { kind: "person", name: "erin" } }),
        ],
      },
    );
    expect(codesOf(emission).sort()).toEqual(["grant-actions-on-gcp", "grant-task-on-gcp", "principal-missing"]);
    expect(emission.resources).toEqual([]);
  });

  it("owned resources without a tag that marks them", () => {
    const emission = withRole({ ownedResourcesOnly: "987654" });
    expect(codesOf(emission)).toEqual(["owned-resources-without-owner-tag"]);
    expect(emission.resources).toEqual([]);
  });

  it("one place under two targets", () => {
    const targets = [gcpTarget("a"), gcpTarget("b"), gcpTarget("c", { id: "acme-other" })];
    const of = estate({ targets });
    expect(["a", "b", "c"].map((name) => codesOf(emit(of, name)))).toEqual([[], ["gcp-place-twice"], []]);
  });

  it("bindings of one role and member: 20, not 21, and the first to end is named first", () => {
    const many = (count: number) => (role: Role) =>
      Array.from({ length: count }, (_, i) => grant(`g-${i}`, role, { start: 1_800_000_000 - i * 86_400 }));
    expect(codesOf(withRole({}, { grants: many(20) }))).toEqual([]);
    const [diagnostic] = withRole({}, { grants: many(21) }).diagnostics;
    expect(diagnostic?.code).toBe("gcp-too-many-conditions");
    expect(diagnostic?.message).toMatch(/"dana" .* 21 bindings .* allows 20\. First to end: "g-20", "g-19"/);
    expect(diagnostic?.fix).toMatch(/prune/);
  });

  it.each([
    [100, []],
    [101, ["gcp-many-conditional-bindings"]],
    [1500, ["gcp-many-conditional-bindings"]],
    [1501, ["gcp-too-many-principals"]],
  ])("%d principals in one policy: %j", (count, expected) => {
    const grants = (role: Role) =>
      Array.from({ length: count }, (_, i) => grant(`g-${i}`, role, { identity: person(`p-${i}`) }));
    expect(codesOf(withRole({}, { grants }))).toEqual(expected);
  });

  it("a bucket without uniform access, which leases cannot see and therefore say", () => {
    const emission = withRole({}, { cloud: { scope: "bucket", id: "acme-exports" } });
    expect(emission.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["gcp-bucket-uniform-access", "note"],
    ]);
  });

  it("a target of another cloud is a fault", () => {
    expect(() => emitGcp({ target: awsTarget("orders-prod"), footprints: [], leases: [] }, estate())).toThrow(
      /^fault in leasehold/,
    );
  });
});
