import { describe, expect, it } from "vitest";
import { guardDocument } from "../../../src/aws/emit/guard";
import { persistenceDeny } from "../../../src/aws/persistence/deny";
import type { AwsPartition } from "../../../src/estate/types";
import { grant } from "../../lease/sample";
import { allowing, attributesOf, awsRole, dana, emittedOf, target } from "./sample";

const window = { start: Date.parse("2026-11-23T09:00:00Z") / 1000, end: Date.parse("2026-11-23T10:30:00Z") / 1000 };

function denyEverything(sid: string, operator: string, time: string) {
  return {
    Sid: sid,
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { [operator]: { "aws:CurrentTime": time } },
  };
}

describe.each<AwsPartition>(["aws", "aws-us-gov", "aws-cn"])("the guard in partition %s", (partition) => {
  const guard = guardDocument(window, { partition, path: "/leasehold/acme/", persistence: [], further: [] });

  it("denies everything before the start, and everything from the end on, in two statements", () => {
    expect(guard.Statement.slice(0, 2)).toEqual([
      denyEverything("BeforeStart", "DateLessThan", "2026-11-23T09:00:00Z"),
      denyEverything("FromEnd", "DateGreaterThanEquals", "2026-11-23T10:30:00Z"),
    ]);
  });

  it("denies all but reading on the estate's own path", () => {
    expect(guard.Statement[2]).toEqual({
      Sid: "OwnPath",
      Effect: "Deny",
      NotAction: ["iam:Generate*", "iam:Get*", "iam:List*", "iam:Simulate*"],
      Resource: [`arn:${partition}:iam::*:policy/leasehold/acme/*`, `arn:${partition}:iam::*:role/leasehold/acme/*`],
    });
  });
});

describe("the guard of a lease role", () => {
  const emission = emittedOf({
    role: (place) => awsRole("reader", { targets: [place], statements: [allowing(["s3:GetObject"])] }),
    grants: (role) => [grant("g", role, { identity: dana(), extensions: [{ by: 1800, at: window.start + 60 }] })],
  });
  const guard = attributesOf(emission, "aws_iam_role_policy.g");

  it("has one name on every role, and stands inline on it", () => {
    expect(guard).toMatchObject({ name: "leasehold-guard", role: { expression: "aws_iam_role.g.name" } });
  });

  it("holds the times, the path and every persistence statement of its role, to the extended end", () => {
    const aws = target().cloud;
    if (aws.kind !== "aws") throw new Error("not AWS");
    expect(guard.policy).toEqual(
      guardDocument(
        { start: window.start, end: window.end + 1800 },
        {
          partition: "aws",
          path: "/leasehold/acme/",
          persistence: persistenceDeny({ kind: "denied" }, aws),
          further: [],
        },
      ),
    );
  });

  it("fits AWS's quota by default with room to spare", () => {
    expect(JSON.stringify(guard.policy).length).toBeLessThan(9000);
  });
});
