import { describe, expect, it } from "vitest";
import { accessOf } from "../../../src/aws/policy/access";
import type { Condition, Statement } from "../../../src/aws/policy/document";

const end = "2026-11-23T10:30:00Z";
const until = Date.parse(end) / 1000;

function allow(actions: string | string[], condition?: Condition, resource: string | string[] = "*"): Statement {
  return { Effect: "Allow", Action: actions, Resource: resource, ...(condition ? { Condition: condition } : {}) };
}

function ofRole(...statements: Statement[]) {
  return accessOf({ sources: [{ id: "policy", statements, doubts: [] }], credential: "role" });
}

describe("accessOf", () => {
  it("is standing where nothing bounds the Allow", () => {
    expect(ofRole(allow("s3:GetObject"))).toEqual([
      {
        id: "policy",
        privilege: "data",
        because: ["s3:GetObject: reads or writes objects, files and blocks"],
        permissions: [{ actions: ["s3:GetObject"], except: false, resources: ["*"] }],
        bound: { kind: "standing", because: "nothing bounds it in time" },
        persistence: [],
      },
    ]);
  });

  it("is leased until the second that the condition names", () => {
    expect(ofRole(allow("s3:GetObject", { DateLessThan: { "aws:CurrentTime": end } }))).toMatchObject([
      { bound: { kind: "leased", until, because: `its condition DateLessThan aws:CurrentTime ${end} ends it` } },
    ]);
  });
});
