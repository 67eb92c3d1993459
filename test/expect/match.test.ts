import { describe, expect, it } from "vitest";
import { Declared } from "../../src/expect/declared";
import type { DeclaredLease } from "../../src/expect/leases";
import { leaseOf } from "../../src/expect/match";
import type { AccessFact, Permission } from "../../src/facts/fact";
import { estateWith } from "../helpers/estate";
import { access, leased, principal, trust } from "../rules/facts";

const holder = principal("person", "aws_iam_role.lease");
const dana = trust({ becomes: holder, pins: "dana" });
const bound = leased("2026-11-23T10:00:00Z", "2026-11-23T09:00:00Z");
const instances: Permission = {
  actions: ["ec2:StopInstances", "ec2:StartInstances"],
  except: false,
  resources: ["arn:aws:ec2:*:*:instance/*"],
};
const owned: Permission = { ...instances, conditions: ["owned"] };

const [declared] = new Declared(
  estateWith("grants: { first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h } }"),
).leasesIn("111122223333");

function promised(permission: Permission): readonly DeclaredLease[] {
  if (!declared) throw new Error("nothing is declared");
  return [{ ...declared, access: [access({ principal: holder, bound, permissions: [permission] })], trust: [dana] }];
}

function found(permission: Partial<Permission>): AccessFact {
  return access({ principal: holder, bound, permissions: [{ ...instances, ...permission }] });
}

describe("an access is the declared lease", () => {
  it.each<[string, Permission, Partial<Permission>]>([
    ["that permits the same", instances, {}],
    ["that permits more actions", instances, { actions: ["ec2:stopinstances"] }],
    ["that permits more resources", instances, { resources: ["arn:aws:ec2:eu-central-1:1:instance/i-1"] }],
    ["under the same conditions", owned, { conditions: ["owned"] }],
    ["under fewer conditions", owned, { conditions: ["mfa", "owned"] }],
  ])("%s", (_, permission, part) => {
    expect(leaseOf(promised(permission), found(part), [dana])).toBeDefined();
  });
});

describe("an access is not the declared lease", () => {
  it.each<[string, Permission, Partial<Permission>]>([
    ["with another action", instances, { actions: ["ec2:TerminateInstances"] }],
    ["on another resource", instances, { resources: ["*"] }],
    ["without a condition of the grant's", owned, {}],
    ["under another condition", owned, { conditions: ["mfa"] }],
    ["of all but some actions", instances, { except: true }],
  ])("%s", (_, permission, part) => {
    expect(leaseOf(promised(permission), found(part), [dana])).toBeUndefined();
  });

  it("of another holder", () => {
    expect(leaseOf(promised(instances), found({}), [trust({ becomes: holder, pins: "erin" })])).toBeUndefined();
  });

  it("of one holder more", () => {
    const erin = trust({ becomes: holder, pins: "erin" });
    expect(leaseOf(promised(instances), found({}), [dana, erin])).toBeUndefined();
  });
});
