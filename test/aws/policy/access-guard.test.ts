import { describe, expect, it } from "vitest";
import { guardDocument } from "../../../src/aws/emit/guard";
import { persistenceDeny } from "../../../src/aws/persistence/deny";
import { accessOf, allowedMoments, type Credential } from "../../../src/aws/policy/access";
import type { Condition, Statement } from "../../../src/aws/policy/document";
import { managedPolicyDocument } from "../../../src/aws/policy/managed";
import { Moments } from "../../../src/aws/policy/moments";
import type { AwsTarget, Persistence } from "../../../src/estate/types";
import { TimeSet } from "../../../src/time/time-set";
import { allow, deny, end, from, issued, sinceEnd, start, until, untilEnd } from "./statements";

describe("accessOf: why", () => {
  const why = (credential: Credential, ...statements: Statement[]) =>
    accessOf({ sources: [{ id: 0, statements, doubts: [] }], credential }).map(
      ({ bound }) => bound.kind !== "eligible" && bound.because,
    );
  it.each<[Statement[], string]>([
    [[allow("s3:*")], "nothing bounds it in time"],
    [[allow("s3:*", { Bool: { "aws:SecureTransport": "true" } })], "no condition of it bounds it in time"],
    [
      [allow("s3:*", { DateGreaterThan: { "aws:CurrentTime": start } })],
      `its condition DateGreaterThan aws:CurrentTime ${start} does not end it`,
    ],
    [
      [allow("s3:*"), deny("*", { DateGreaterThan: { "aws:CurrentTime": "${aws:x}" } })],
      "no end is certain; a Deny counts for nothing: DateGreaterThan aws:CurrentTime ${aws:x}: policy variables do not work in DateGreaterThan",
    ],
    [[allow("s3:*"), deny("*", sinceEnd)], `a Deny by DateGreaterThanEquals aws:CurrentTime ${end} ends it`],
    [
      [allow("s3:*", issued("DateLessThan"))],
      `its condition DateLessThan aws:TokenIssueTime ${end} ends it for sessions issued later, and those issued before live 12 h at most`,
    ],
    [
      [allow("s3:*", { DateLessThan: { "aws:CurrentTime": "soon" } })],
      "DateLessThan aws:CurrentTime soon: no time in a form that AWS documents",
    ],
  ])("%#", (statements, because) => expect(why("role", ...statements)).toEqual([because]));

  it("an end past the year 9999 is an end all the same", () => {
    expect(why("role", allow("s3:*", { DateLessThan: { "aws:CurrentTime": "1795424400000" } }))).toEqual([
      "its condition DateLessThan aws:CurrentTime 1795424400000 ends it",
    ]);
  });
  it("a trust that ends", () => {
    const trust = Moments.at(TimeSet.before(until));
    const [entry] = accessOf({ sources: [{ id: 0, statements: [allow("*")], doubts: [] }], credential: "role", trust });
    expect(entry?.bound).toMatchObject({
      because: `no session can begin from ${end} on, and one that began before lives 12 h at most`,
    });
  });
});

describe("accessOf: a leasehold guard is known by what it does", () => {
  const target: AwsTarget = { kind: "aws", account: "111122223333", region: "eu-central-1", partition: "aws" };
  const guard = (persistence: Persistence = { kind: "denied" }, further: Partial<AwsTarget> = {}) =>
    guardDocument(
      { start: from, end: until },
      {
        partition: "aws",
        path: "/leasehold/acme/",
        persistence: persistenceDeny(persistence, { ...target, ...further }),
        further: [],
      },
    ).Statement;
  const admin = managedPolicyDocument("arn:aws:iam::aws:policy/AdministratorAccess")?.Statement ?? [];
  const held = (guarding: readonly Statement[], statements = admin) =>
    accessOf({
      sources: [
        { id: "guard", statements: guarding, doubts: [] },
        { id: "admin", statements, doubts: [] },
      ],
      credential: "role",
    });

  it("even administrative access is a lease, and reaches nothing that would prolong it", () => {
    expect(held(guard())).toMatchObject([
      { id: "admin", privilege: "escalation", bound: { kind: "leased", from, until }, persistence: [] },
    ]);
  });
  it("without the list of persistence actions it is one that prolongs itself", () => {
    const without = guard().filter(({ Sid }) => Sid !== "Persistence");
    const [entry] = held(without);
    expect(entry).toMatchObject({ privilege: "administrative", bound: { until } });
    expect(entry?.persistence).toContain("iam:CreateUser");
    expect(entry?.persistence).not.toContain("kms:CreateGrant");
    expect(entry?.persistence.length).toBeGreaterThan(500);
  });
  it("without the Deny of grants only those are reached", () => {
    expect(held(guard().filter(({ Sid }) => Sid !== "KmsGrants"))[0]?.persistence).toEqual(["kms:CreateGrant"]);
  });
  it.each<[string, Condition]>([
    ["Bool, which a missing key does not meet", { Bool: { "kms:GrantIsForAWSResource": "false" } }],
    ["true", { BoolIfExists: { "kms:GrantIsForAWSResource": "true" } }],
    ["a further condition", { BoolIfExists: { "kms:GrantIsForAWSResource": "false" }, ...untilEnd }],
    ["a further key", { BoolIfExists: { "kms:GrantIsForAWSResource": "false", "aws:SecureTransport": "true" } }],
  ])("grants denied by another condition are reached: %s", (_, condition) => {
    const others = guard().filter(({ Sid }) => Sid !== "KmsGrants");
    expect(held([...others, deny("kms:CreateGrant", condition)])[0]?.persistence).toEqual(["kms:CreateGrant"]);
  });
  it("what the role opens is reached, and what a boundary holds in is not", () => {
    const opened = held(guard({ kind: "allow", actions: ["iam:PassRole"], because: "deploys" }));
    expect(opened[0]?.persistence).toEqual(["iam:PassRole"]);
    const boundary = { permissionsBoundary: "arn:aws:iam::111122223333:policy/limit" };
    expect(held(guard({ kind: "bounded" }, boundary))[0]?.persistence).toEqual([]);
  });
  it("one Deny in place of two never holds, and the access stands", () => {
    const both = [deny("*", { DateLessThan: { "aws:CurrentTime": start }, ...sinceEnd })];
    expect(held(both)).toMatchObject([{ privilege: "administrative", bound: { kind: "standing" } }]);
  });
});

describe("allowedMoments", () => {
  const trust = (effect: "Allow" | "Deny", Condition?: Condition, Action = "sts:AssumeRole"): Statement => ({
    Effect: effect,
    Action,
    Principal: { AWS: "arn:aws:iam::111122223333:user/dana" },
    ...(Condition ? { Condition } : {}),
  });
  it.each<[string, Statement[], number | undefined]>([
    ["without a bound", [trust("Allow")], Number.POSITIVE_INFINITY],
    ["until a second", [trust("Allow", untilEnd)], until],
    ["less what is denied", [trust("Allow"), trust("Deny", sinceEnd, "sts:*")], until],
    [
      "not less what another action's Deny takes",
      [trust("Allow"), trust("Deny", sinceEnd, "sts:TagSession")],
      Number.POSITIVE_INFINITY,
    ],
    ["of nobody", [trust("Deny")], undefined],
  ])("%s", (_, statements, ends) => expect(allowedMoments(statements).moments.end(0)).toBe(ends));
});
