import { describe, expect, it } from "vitest";
import { readAws } from "../../../src/aws/read/read";
import { type Fact, ofKind } from "../../../src/facts/fact";
import type { Landscape } from "../../../src/terraform/instance";
import { type Arguments, policy, stack } from "./stack";

const arn = "arn:aws:iam::111122223333:role/r";
const trust = policy({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { AWS: "arn:aws:iam::111122223333:user/dana" },
});
const everything = policy({ Effect: "Allow", Action: "*", Resource: "*" });
const guard = policy(
  {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { DateGreaterThanEquals: { "aws:CurrentTime": "2026-11-23T11:00:00Z" } },
  },
  {
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { DateLessThan: { "aws:CurrentTime": "2026-11-23T09:00:00Z" } },
  },
);

/** What is there, as a state tells it: without a configuration. */
function settled(role: Arguments, others: Readonly<Record<string, Arguments>> = {}): readonly Fact[] {
  const values = { name: "r", arn, assume_role_policy: trust, inline_policy: [], managed_policy_arns: [], ...role };
  const made = stack({ "aws_iam_role.r": values, ...others });
  const instances = made.instances.map(({ configured: _, ...instance }) => ({ ...instance, change: "no-op" as const }));
  const landscape: Landscape = { ...made, instances, settled: true };
  return readAws(landscape);
}

const names = (...policy_names: string[]): Arguments => ({ role_name: "r", policy_names });
const access = (facts: readonly Fact[]) => ofKind(facts, "access").map(({ privilege }) => privilege);
const guards = (facts: readonly Fact[]) => ofKind(facts, "guardrail").filter(({ guardrail }) => guardrail === "guard");

describe("a role's mirrors, where nothing is left to apply", () => {
  const extra = { inline_policy: [{ name: "extra", policy: everything }] };

  it("are what is there where nothing manages its policies exclusively", () => {
    expect(access(settled(extra))).toEqual(["administrative"]);
  });

  it("are read where the exclusive list has them too", () => {
    expect(access(settled(extra, { "aws_iam_role_policies_exclusive.r": names("extra") }))).toEqual(["administrative"]);
  });

  it("are of before the last apply where the exclusive list lacks them", () => {
    expect(access(settled(extra, { "aws_iam_role_policies_exclusive.r": names("guard") }))).not.toContain(
      "administrative",
    );
  });

  it("leave a doubt where the exclusive list names what nothing shows", () => {
    expect(access(settled({}, { "aws_iam_role_policies_exclusive.r": names("extra") }))).toEqual([undefined]);
  });

  it("show a guard once, beside the resource that makes it", () => {
    const facts = settled(
      { inline_policy: [{ name: "guard", policy: guard }] },
      {
        "aws_iam_role_policy.r": { role: "r", name: "guard", policy: guard },
        "aws_iam_role_policies_exclusive.r": names("guard"),
      },
    );
    expect(guards(facts).map(({ from }) => from.address)).toEqual(["aws_iam_role_policy.r"]);
  });

  it("show no guard that an apply has taken away since", () => {
    const facts = settled(
      { inline_policy: [{ name: "guard", policy: guard }] },
      {
        "aws_iam_role_policies_exclusive.r": names("own"),
        "aws_iam_role_policy.own": { role: "r", name: "own", policy: everything },
      },
    );
    expect(guards(facts)).toEqual([]);
    expect(ofKind(facts, "access").map(({ bound }) => bound.kind)).toEqual(["standing"]);
  });
});

describe("what the provider keeps of what is not set", () => {
  it("is no boundary where the text is empty", () => {
    const boundaries = (value: string) =>
      ofKind(settled({ permissions_boundary: value }), "guardrail").filter(
        (one) => one.guardrail === "permissions-boundary",
      );
    expect(boundaries("")).toEqual([]);
    expect(boundaries("arn:aws:iam::111122223333:policy/limit")).toHaveLength(1);
  });
});
