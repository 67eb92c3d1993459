import { describe, expect, it } from "vitest";
import { call, faultOf } from "./calling";

const end = "2026-11-23T10:00:00Z";
const before = { DateLessThan: { "aws:CurrentTime": end } };
const allow = (Condition?: unknown) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "*",
  ...(Condition ? { Condition } : {}),
});
const deny = (Condition?: unknown) => ({
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  ...(Condition ? { Condition } : {}),
});
const after = { DateGreaterThanEquals: { "aws:CurrentTime": end } };
const some = { AWS: "arn:aws:iam::111122223333:user/dana" };
const other = { AWS: "arn:aws:iam::111122223333:user/erin" };
const trust = (Condition?: unknown, Principal: unknown = some) => ({
  Effect: "Allow",
  Principal,
  Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
  ...(Condition ? { Condition } : {}),
});

const boundOf = async (...Statement: readonly unknown[]) =>
  JSON.parse(JSON.stringify(await call("bound_of", JSON.stringify({ Version: "2012-10-17", Statement }))));

describe("bound_of", () => {
  it.each([
    ["an end of its own", [allow(before)], `its condition DateLessThan aws:CurrentTime ${end} ends it`],
    [
      "the later of two Allows' ends",
      [allow({ DateLessThan: { "aws:CurrentTime": "2026-11-23T09:00:00Z" } }), allow(before)],
      "ends it",
    ],
    ["a Deny from then on", [allow(), deny(after)], `a Deny by DateGreaterThanEquals aws:CurrentTime ${end} ends it`],
    [
      "a trust policy's end, with what outlives it",
      [trust(before)],
      `its condition DateLessThan aws:CurrentTime ${end} ends it; a session that began before lives for up to 12 h more`,
    ],
    [
      "a Deny of a trust policy for everybody",
      [trust(), { ...deny(after), Principal: "*", Resource: undefined }],
      "ends it",
    ],
    [
      "a Deny of a resource policy for whom it lets in",
      [
        { ...allow(), Principal: some },
        { ...deny(after), Principal: some },
      ],
      "ends it",
    ],
  ])("leased: %s", async (_, statements, because) => {
    const bound = await boundOf(...statements);
    expect(bound).toMatchObject({ kind: "leased", until: end });
    expect(bound.because).toContain(because);
  });

  it("counts sessions in where only their issue is bounded, and long-term keys where nothing else is", async () => {
    const issued = { DateLessThan: { "aws:TokenIssueTime": end } };
    expect(await boundOf(allow(issued))).toMatchObject({ kind: "leased", until: "2026-11-24T22:00:00Z" });
    expect(await boundOf(allow(), deny({ DateGreaterThan: { "aws:TokenIssueTime": end } }))).toMatchObject({
      kind: "standing",
    });
  });

  it.each([
    ["no condition", [allow()], "nothing bounds it in time"],
    ["a start alone", [allow({ DateGreaterThan: { "aws:CurrentTime": end } })], "does not end it"],
    ["one Allow without an end beside one with", [allow(before), allow()], "nothing bounds it in time"],
    [
      "a condition about something else",
      [allow({ Bool: { "aws:SecureTransport": "true" } })],
      "no condition of it bounds it in time",
    ],
    ["a Deny of other actions", [allow(), { ...deny(after), Action: "iam:*" }], "nothing bounds it in time"],
    [
      "a Deny of other resources",
      [allow(), { ...deny(after), Resource: "arn:aws:s3:::other/*" }],
      "nothing bounds it in time",
    ],
    [
      "a Deny for somebody else",
      [
        { ...allow(), Principal: some },
        { ...deny(after), Principal: other },
      ],
      "nothing bounds it in time",
    ],
    [
      "a Deny for all but somebody",
      [
        { ...allow(), Principal: some },
        { ...deny(after), NotPrincipal: other },
      ],
      "nothing bounds it in time",
    ],
    [
      "a Deny for some of those whom it lets in",
      [trust(undefined, { AWS: [some.AWS, other.AWS] }), { ...deny(after), Principal: some, Resource: undefined }],
      "nothing bounds it in time",
    ],
    [
      "a Deny before and after in one block, which never holds",
      [allow(), deny({ ...after, DateLessThan: { "aws:CurrentTime": "2026-11-23T09:00:00Z" } })],
      "",
    ],
    [
      "an end beyond the years that have a spelling",
      [allow({ DateLessThan: { "aws:CurrentTime": "999999999999" } })],
      "beyond the year 9999",
    ],
  ])("standing: %s", async (_, statements, because) => {
    const bound = await boundOf(...statements);
    expect(bound).toMatchObject({ kind: "standing", until: null });
    expect(bound.because).toContain(because);
  });

  it.each([
    [
      "a date that is none",
      [allow({ DateLessThan: { "aws:CurrentTime": "2026-11-31" } })],
      "DateLessThan aws:CurrentTime 2026-11-31: no time in a form that AWS documents",
    ],
    [
      "a policy variable",
      [allow({ DateLessThan: { "aws:CurrentTime": "${aws:PrincipalTag/until}" } })],
      "policy variables do not work",
    ],
    [
      "an operator that is none",
      [allow({ DateBefore: { "aws:CurrentTime": end } })],
      "DateBefore is no operator that AWS documents",
    ],
    ["an Allow that is malformed", [allow(before), { Effect: "Allow", Resource: "*" }], "neither Action nor NotAction"],
    [
      "a Deny that is malformed, beside an Allow with an end",
      [allow(before), { Effect: "Deny", Action: 5 }],
      "its Action is not a text",
    ],
  ])("indeterminate: %s", async (_, statements, because) => {
    const bound = await boundOf(...statements);
    expect(bound).toMatchObject({ kind: "indeterminate", until: null });
    expect(bound.because).toContain(because);
  });

  it.each([
    ["a guard", [deny(after)], "it has no Allow"],
    ["an Allow that can never hold", [allow({ ...before, ...after })], "its Allows can hold at no time"],
    ["all that it allows denied", [allow(), deny()], "its Allows can hold at no time"],
  ])("none: %s", async (_, statements, because) => {
    expect(await boundOf(...statements)).toEqual({ kind: "none", until: null, because });
  });

  it("takes a key that stands twice for a doubt, and lets no Deny of such a policy count", async () => {
    const text = `{"Version":"2012-10-17","Statement":[${JSON.stringify(allow(before))}],"Version":"2008-10-17"}`;
    expect(await call("bound_of", text)).toMatchObject({ kind: "indeterminate", until: null });
  });

  it.each(["", "x", "null", "[]", "{}", '{"Statement":[]}', '{"Statement":"x"}', '{"a":1}'])(
    "refuses %j, which is no policy",
    async (text) => {
      expect(await faultOf("bound_of", text)).toMatch(/^policy: this is not an IAM policy: give the JSON text of one/);
    },
  );

  it("moves no terminal by what it quotes", async () => {
    const bound = await boundOf(allow({ "\u001b[2J\u202e": { "aws:CurrentTime": end } }));
    expect(bound.because).toContain("\\u001b[2J\\u202e is no operator");
  });
});
