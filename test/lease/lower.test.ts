import { describe, expect, it } from "vitest";
import { lower } from "../../src/lease/lower";
import { awsTarget, estate, gcpTarget, grant, role, team } from "./sample";

const prod = awsTarget("orders-prod");
const cloud = gcpTarget("orders-gcp");
const idle = awsTarget("idle");
const reader = role("orders-reader", {
  owners: { entitlement: team("payments"), business: team("sales") },
  approval: { steps: [{ group: { name: "approvers", team: team("platform"), members: [] }, count: 1 }] },
  aws: {
    targets: [prod],
    statements: [],
    managedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    ownedResourcesOnly: false,
  },
  gcp: { targets: [cloud], roles: ["roles/cloudsql.viewer"], pam: false },
});
const operator = role("operator", {
  owners: { entitlement: team("payments"), platform: team("core") },
  aws: { targets: [prod], statements: [], managedPolicies: [], ownedResourcesOnly: false },
});

const sample = estate({
  targets: [prod, cloud, idle],
  roles: [reader, operator],
  grants: [
    grant("z-both", reader),
    grant("a-narrow", reader, { targets: [prod], actions: ["dynamodb:GetItem"] }),
    grant("requested", reader, { start: undefined }),
    grant("revoked-before", operator, { revoked: 1 }),
  ],
});

describe("lowering", () => {
  it("gives every declared target, sorted, with its roles and leases sorted", () => {
    expect(
      lower(sample).map(({ target, footprints, leases }) => [
        target.name,
        footprints.map((f) => f.role.name),
        leases.map((l) => l.grant.name),
      ]),
    ).toEqual([
      ["idle", [], []],
      ["orders-gcp", ["orders-reader"], ["z-both"]],
      ["orders-prod", ["operator", "orders-reader"], ["a-narrow", "z-both"]],
    ]);
  });

  it("puts the owners on both the role and the lease, and the end on the lease alone", () => {
    const at = lower(sample).find(({ target }) => target === prod);
    const footprint = at?.footprints.find((f) => f.role === reader);
    expect(footprint?.ownership).toEqual({
      estate: "acme",
      role: "orders-reader",
      owner: "payments",
      platformOwner: "platform",
      businessOwner: "sales",
      maxTtl: 14400,
      approvers: ["approvers"],
      sensitivity: "moderate",
      digest: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    const lease = at?.leases.find((l) => l.grant.name === "a-narrow");
    expect(lease?.ownership).toEqual({
      ...footprint?.ownership,
      grant: "a-narrow",
      ends: Date.parse("2026-11-23T10:30:00Z") / 1000,
      digest: expect.not.stringMatching(footprint?.ownership.digest ?? ""),
    });
    expect(lease?.actions).toEqual(["dynamodb:GetItem"]);
    expect(at?.footprints.find((f) => f.role === operator)?.ownership.platformOwner).toBe("core");
  });

  it("does not touch one grant's ownership when another grant is added, changed or pruned", () => {
    const before = lower(sample);
    const after = lower({
      ...sample,
      grants: new Map(
        [...sample.grants].filter(([name]) => name !== "a-narrow").concat([["new", grant("new", operator)]]),
      ),
    });
    const of = (all: typeof before) =>
      all
        .flatMap(({ leases }) => leases)
        .filter(({ grant: g }) => g.name === "z-both")
        .map(({ ownership }) => ownership);
    expect(of(after)).toEqual(of(before));
  });

  it("does not depend on the order of the declaration", () => {
    const backwards = {
      ...sample,
      targets: new Map([...sample.targets].reverse()),
      roles: new Map([...sample.roles].reverse()),
      grants: new Map([...sample.grants].reverse()),
    };
    expect(lower(backwards)).toEqual(lower(sample));
  });

  it.each([
    ["a role without an accountable owner", estate({ targets: [prod], roles: [{ ...operator, owners: {} }] })],
    [
      "a grant in a target where its role is not",
      estate({ targets: [prod, cloud], roles: [operator], grants: [grant("g", operator, { targets: [cloud] })] }),
    ],
    ["a target that is not declared", estate({ roles: [operator] })],
  ])("of %s is a fault, never a silent gap", (_, ungoverned) => {
    expect(() => lower(ungoverned)).toThrow(/^fault in leasehold: /);
  });

  it("takes 10,000 roles and 20,000 grants in far less than it takes to read them", () => {
    const targets = Array.from({ length: 200 }, (_, i) => awsTarget(`target-${i}`));
    const statements = [{ actions: ["ec2:StartInstances", "ec2:StopInstances"], resources: ["*"], conditions: {} }];
    const roles = Array.from({ length: 10_000 }, (_, i) => {
      const target = targets[i % 200];
      return role(`role-${i}`, {
        aws: { targets: target ? [target] : [], statements, managedPolicies: [], ownedResourcesOnly: false },
      });
    });
    const grants = roles.flatMap((of, i) => [grant(`grant-${i}-a`, of), grant(`grant-${i}-b`, of)]);
    const many = estate({ targets, roles, grants });
    const started = performance.now();
    const lowered = lower(many);
    const took = performance.now() - started;
    console.log(`lowered 10,000 roles and 20,000 grants in ${Math.round(took)} ms`);
    expect(lowered.flatMap(({ leases }) => leases)).toHaveLength(20_000);
    // Generous, since other work may share the machine; the benchmark holds the real bound.
    expect(took).toBeLessThan(30_000);
  });
});
