import { describe, expect, it } from "vitest";
import { fitting, namingOf } from "../../../src/aws/emit/names";
import { ownershipTags, tagLimits } from "../../../src/aws/emit/tags";
import { estate } from "../../lease/sample";

describe("names in AWS", () => {
  const naming = namingOf(estate());

  it("are the prefix, the estate and the grant, on the estate's path", () => {
    expect([
      naming.path,
      naming.role("g"),
      naming.rolePolicy("r", 1),
      naming.rolePolicy("r", 2),
      naming.grantPolicy("g", 1),
    ]).toEqual([
      "/leasehold/acme/",
      "leasehold-acme-g",
      "leasehold-acme-r",
      "leasehold-acme-r_2",
      "leasehold-acme-grant_g",
    ]);
  });

  it.each([63, 64, 65, 100])("fit the limit and stay apart when cut (%i characters)", (length) => {
    const one = fitting(`${"a".repeat(length - 1)}1`, 64);
    const two = fitting(`${"a".repeat(length - 1)}2`, 64);
    expect(one.length).toBe(Math.min(length, 64));
    expect(one).not.toBe(two);
  });

  it("follow the estate's own prefix", () => {
    expect(namingOf(estate({ policy: { prefix: "jit" } })).role("g")).toBe("jit-acme-g");
  });
});

describe("ownership tags", () => {
  const ownership = {
    estate: "acme",
    role: "reader",
    owner: "payments",
    platformOwner: "platform",
    maxTtl: 5400,
    approvers: ["a", "b"],
    sensitivity: "high",
    digest: "0123",
  };

  it("are DESIGN's keys behind the prefix, leaving out what is not there", () => {
    expect(ownershipTags(ownership, "jit")).toEqual({
      "jit:estate": "acme",
      "jit:role": "reader",
      "jit:owner": "payments",
      "jit:platform-owner": "platform",
      "jit:max-ttl": "PT1H30M",
      "jit:approvers": "a b",
      "jit:sensitivity": "high",
      "jit:digest": "0123",
    });
  });

  it("cut a value that AWS would not take, by its hash", () => {
    const approvers = Array.from({ length: 40 }, (_, i) => `approvers-of-group-${i}`);
    const tags = [approvers, approvers.slice(0, -1)].map((each) =>
      ownershipTags({ ...ownership, approvers: each }, "jit"),
    );
    const values = tags.map((each) => each["jit:approvers"] ?? "");
    expect(values.map(({ length }) => length)).toEqual([tagLimits.value, tagLimits.value]);
    expect(values[0]).not.toBe(values[1]);
  });

  it("set the company's own owner tag too", () => {
    expect(ownershipTags(ownership, "jit", "team")).toMatchObject({ team: "payments", "jit:owner": "payments" });
  });
});
