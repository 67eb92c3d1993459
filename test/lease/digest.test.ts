import { describe, expect, it } from "vitest";
import type { Role } from "../../src/estate/types";
import { canonicalGrant, canonicalRole } from "../../src/lease/canonical";
import { canonicalText, digestOf } from "../../src/lease/digest";
import { awsTarget, gcpTarget, grant, person, role, team } from "./sample";

const digestOfRole = (one: Role): string => digestOf(canonicalRole(one));
const targets = [awsTarget("orders-prod"), awsTarget("orders-test")];
const full = role("operator", {
  eligible: [person("dana"), person("erin")],
  approval: {
    steps: [
      { group: { name: "first", team: team("payments"), members: [] }, count: 1 },
      { group: { name: "second", team: team("platform"), members: [] }, count: 2 },
    ],
  },
  require: {
    mfa: false,
    within: [{ days: ["mon", "tue"], from: 420, to: 1140, zone: "Europe/Berlin" }],
  },
  aws: {
    targets,
    statements: [
      { actions: ["ec2:StartInstances", "ec2:StopInstances"], resources: ["*"], conditions: {} },
      {
        actions: ["sqs:SendMessage"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1"] } },
      },
    ],
    managedPolicies: ["arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"],
    ownedResourcesOnly: false,
  },
});

function withAws(parts: Partial<NonNullable<Role["aws"]>>): Role {
  return { ...full, ...(full.aws ? { aws: { ...full.aws, ...parts } } : {}) };
}

describe("the digest of a declaration", () => {
  it("is 32 hexadecimal digits", () => {
    expect(digestOfRole(full)).toMatch(/^[0-9a-f]{32}$/);
  });

  it("is of text whose keys stand in their order, those that people choose among them", () => {
    const conditions = { StringLike: { z: ["1"], a: ["2"] }, Bool: { b: ["true"] } };
    const statement = { actions: ["s3:GetObject"], resources: ["*"], conditions };
    const { limits } = role("limited", { limits: { workload: 60, person: 120, agent: 30 } });
    for (const made of [
      canonicalRole({ ...withAws({ statements: [statement] }), limits }),
      canonicalGrant(grant("g", full, { extensions: [{ by: 60, at: 1 }] })),
    ]) {
      expect(JSON.stringify(made)).toBe(canonicalText(made));
    }
  });

  it.each<[string, Role]>([
    ["the order of who is eligible", { ...full, eligible: [...full.eligible].reverse() }],
    ["the order of targets, and one named twice", withAws({ targets: [...targets, ...targets].reverse() })],
    ["the order of managed policies", withAws({ managedPolicies: [...(full.aws?.managedPolicies ?? [])].reverse() })],
    [
      "the order of statements, actions and values",
      withAws({
        statements: [...(full.aws?.statements ?? [])].reverse().map((s) => ({
          resources: s.resources,
          actions: [...s.actions].reverse(),
          conditions: Object.fromEntries(
            Object.entries(s.conditions).map(([o, keys]) => [
              o,
              Object.fromEntries(Object.entries(keys).map(([k, v]) => [k, [...v].reverse()])),
            ]),
          ),
        })),
      }),
    ],
    [
      "the order of days",
      {
        ...full,
        require: { mfa: false, within: [{ days: ["tue", "mon"], from: 420, to: 1140, zone: "Europe/Berlin" }] },
      },
    ],
    [
      "what its eligible identities declare",
      { ...full, eligible: [person("dana", "user:other@acme.example"), person("erin")] },
    ],
  ])("does not depend on %s", (_, same) => {
    expect(digestOfRole(same)).toBe(digestOfRole(full));
  });

  it.each<[string, Role]>([
    ["its name", { ...full, name: "other" }],
    ["the maximum", { ...full, maxTtl: 60 }],
    ["the order of approval steps", { ...full, approval: { steps: [...(full.approval?.steps ?? [])].reverse() } }],
    ["an action", withAws({ statements: [{ actions: ["ec2:StartInstances"], resources: ["*"], conditions: {} }] })],
    ["a target", withAws({ targets: [awsTarget("orders-prod")] })],
    ["an owner", { ...full, owners: { entitlement: team("platform") } }],
    ["a cloud", { ...full, gcp: { targets: [gcpTarget("orders-gcp")], roles: ["roles/viewer"], pam: false } }],
    ["persistence", { ...full, persistence: { kind: "bounded" } }],
  ])("depends on %s", (_, other) => {
    expect(digestOfRole(other)).not.toBe(digestOfRole(full));
  });

  it("of a grant does not depend on its role's declaration, only on its name", () => {
    const one = digestOf(canonicalGrant(grant("g", full)));
    expect(digestOf(canonicalGrant(grant("g", { ...full, maxTtl: 60 })))).toBe(one);
    expect(digestOf(canonicalGrant(grant("g", { ...full, name: "other" })))).not.toBe(one);
    expect(digestOf(canonicalGrant(grant("g", full, { ttl: 5401 })))).not.toBe(one);
    expect(digestOf(canonicalGrant(grant("g", full, { revoked: 1 })))).not.toBe(one);
  });

  it("keeps two equal extensions apart from one", () => {
    const extension = { by: 60, at: 0 };
    const once = grant("g", full, { extensions: [extension] });
    const twice = grant("g", full, { extensions: [extension, extension] });
    expect(digestOf(canonicalGrant(twice))).not.toBe(digestOf(canonicalGrant(once)));
  });

  it("takes keys that JavaScript itself knows as plain keys", () => {
    const keys = JSON.parse('{"__proto__": "a", "constructor": "b"}') as Record<string, string>;
    expect(canonicalText(keys)).toBe('{"__proto__":"a","constructor":"b"}');
    expect(canonicalText({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
  });
});
