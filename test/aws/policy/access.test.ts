import { describe, expect, it } from "vitest";
import { accessOf, type Credential } from "../../../src/aws/policy/access";
import type { Condition, Statement } from "../../../src/aws/policy/document";
import { Moments } from "../../../src/aws/policy/moments";
import { unknownPart } from "../../../src/aws/policy/unknown-part";
import { TimeSet } from "../../../src/time/time-set";
import { allow, deny, end, from, hour, issued, ofRole, said, sinceEnd, start, until, untilEnd } from "./statements";

describe("accessOf", () => {
  it("says what, until when, and why", () => {
    expect(
      accessOf({
        sources: [{ id: "policy", statements: [allow("s3:GetObject", untilEnd)], doubts: [] }],
        credential: "role",
      }),
    ).toEqual([
      {
        id: "policy",
        privilege: "data",
        because: ["s3:GetObject: reads or writes objects, files and blocks"],
        permissions: [{ actions: ["s3:GetObject"], except: false, resources: ["*"] }],
        bound: { kind: "leased", until, because: `its condition DateLessThan aws:CurrentTime ${end} ends it` },
        session: { permissions: until },
        persistence: [],
      },
    ]);
  });

  it.each<[string, Statement[], string]>([
    ["nothing bounds it", [allow("s3:GetObject")], "data standing"],
    ["an upper bound", [allow("s3:GetObject", untilEnd)], "data until end"],
    ["a lower bound only", [allow("s3:GetObject", { DateGreaterThan: { "aws:CurrentTime": end } })], "data standing"],
    ["a Deny from then on", [allow("s3:GetObject"), deny("s3:*", sinceEnd)], "data until end"],
    [
      "an Allow without a condition beside a bounded one",
      [allow("s3:GetObject", untilEnd), allow("s3:GetObject")],
      "data standing",
    ],
    [
      "the same, where the one that stands allows more",
      [allow("s3:GetObject", untilEnd), allow("s3:*Object")],
      "data standing",
    ],
    [
      "one class that stands and another that ends",
      [allow("iam:CreateUser", untilEnd), allow("iam:ListUsers")],
      "escalation until end, read standing",
    ],
    [
      "an Allow of less beside a bounded one",
      [allow(["s3:*Object", "s3:List*"], untilEnd), allow("s3:ListAllMyBuckets")],
      "data until end, read standing",
    ],
    [
      "two ends",
      [
        allow("s3:GetObject", untilEnd),
        allow("iam:CreateUser", { DateLessThan: { "aws:CurrentTime": "2026-11-23T11:30:00Z" } }),
      ],
      "escalation until +1h, data until end",
    ],
    [
      "what can never hold",
      [allow("*", { DateLessThan: { "aws:CurrentTime": start }, DateGreaterThan: { "aws:CurrentTime": end } })],
      "",
    ],
    [
      "an Allow that needs a key to be absent that is always there",
      [allow("*", { Null: { "aws:CurrentTime": "true" } })],
      "",
    ],
    ["a Deny of everything", [allow("*"), deny("*")], ""],
    [
      "a Deny that can never hold",
      [
        allow("*"),
        deny("*", { DateLessThan: { "aws:CurrentTime": start }, DateGreaterThanEquals: { "aws:CurrentTime": end } }),
      ],
      "administrative standing",
    ],
    [
      "a Deny that holds only sometimes",
      [allow("*"), deny("*", { ...sinceEnd, Bool: { "aws:SecureTransport": "false" } })],
      "administrative standing",
    ],
    ["a meaningless condition", [allow("*", { StringLike: { "aws:userid": "*" } })], "administrative standing"],
    [
      "a Deny of fewer actions",
      [allow(["s3:GetObject", "iam:CreateUser"]), deny("s3:*", sinceEnd)],
      "escalation standing, data until end",
    ],
    ["a Deny on fewer resources", [allow("s3:GetObject"), deny("*", sinceEnd, "arn:aws:s3:::a/*")], "data standing"],
    [
      "a Deny on some of the resources named",
      [
        allow("s3:GetObject", undefined, ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]),
        deny("*", sinceEnd, "arn:aws:s3:::a/*"),
      ],
      "data standing, data until end",
    ],
    [
      "Denies that cover the resources one by one",
      [
        allow("s3:GetObject", undefined, ["arn:aws:s3:::a/*", "arn:aws:s3:::b/x"]),
        deny("s3:Get*", sinceEnd, "arn:aws:s3:::a*"),
        deny("s3:*", sinceEnd, "arn:aws:s3:::b/?"),
      ],
      "data until end",
    ],
    [
      "a Deny by NotAction",
      [
        allow(["s3:GetObject", "iam:ListUsers"]),
        { Effect: "Deny", NotAction: "iam:List*", Resource: "*", Condition: sinceEnd },
      ],
      "data until end, read standing",
    ],
    [
      "a Deny by NotResource",
      [
        allow("s3:GetObject", undefined, ["arn:aws:s3:::a/x", "arn:aws:s3:::b/x"]),
        { Effect: "Deny", Action: "*", NotResource: "arn:aws:s3:::a/*", Condition: sinceEnd },
      ],
      "data standing, data until end",
    ],
    [
      "an Allow by NotAction",
      [{ Effect: "Allow", NotAction: ["iam:*", "sts:*", "organizations:*"], Resource: "*", Condition: untilEnd }],
      "escalation until end",
    ],
    [
      "an Allow by NotResource, and a Deny of more",
      [
        { Effect: "Allow", Action: "s3:*Object", NotResource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b"] },
        { Effect: "Deny", Action: "s3:*Object", NotResource: "arn:aws:s3:::a/x", Condition: sinceEnd },
      ],
      "data until end",
    ],
    [
      "an Allow by NotResource, and a Deny of less",
      [
        { Effect: "Allow", Action: "s3:*Object", NotResource: "arn:aws:s3:::a/x" },
        { Effect: "Deny", Action: "s3:*Object", NotResource: "arn:aws:s3:::a/*", Condition: sinceEnd },
      ],
      "data standing",
    ],
    ["mixed case and wildcards", [allow("iam:P*sRole"), deny("IAM:passrole", sinceEnd)], "escalation until end"],
    ["an action that nobody knows", [allow("s4:TakeAll")], "? standing"],
    ["one with an end", [allow("s4:TakeAll", untilEnd)], "? until end"],
    ["one that a Deny names", [allow("s4:TakeAll"), deny("S4:*", sinceEnd)], "? until end"],
    ["one that a Deny names in part", [allow("s4:Take*"), deny("s4:TakeAll", sinceEnd)], "? standing"],
    ["one beside everything", [allow(["*", "s4:TakeAll"])], "administrative standing"],
    ["an action of a service that AWS ended", [allow(["zocalo:Get*", "s3:ListBucket"])], "read standing"],
    ["a lone list without values", [allow([])], ""],
  ])("%s", (_, statements, expected) => expect(ofRole(...statements)).toBe(expected));

  it.each<[string, Condition, Record<Exclude<Credential, "any">, string>]>([
    ["DateLessThan", issued("DateLessThan"), { role: "until +12h", user: "until +36h", federated: "until +36h" }],
    [
      "DateLessThanIfExists",
      issued("DateLessThanIfExists"),
      { role: "until +12h", user: "standing", federated: "until +36h" },
    ],
    [
      "ForAllValues:DateLessThan",
      issued("ForAllValues:DateLessThan"),
      { role: "until +12h", user: "standing", federated: "until +36h" },
    ],
    ["Null true", { Null: { "aws:TokenIssueTime": "true" } }, { role: "", user: "standing", federated: "" }],
    [
      "Null false",
      { Null: { "aws:TokenIssueTime": "false" } },
      { role: "standing", user: "standing", federated: "standing" },
    ],
    ["DateGreaterThan", issued("DateGreaterThan"), { role: "standing", user: "standing", federated: "standing" }],
  ])("an Allow by the session's issue, %s, ends by the credential", (_, condition, expected) => {
    for (const [credential, bound] of Object.entries(expected)) {
      const found = said({ credential: credential as Credential }, [allow("s3:GetObject", condition)]);
      expect(found, credential).toBe(bound === "" ? "" : `data ${bound}`);
    }
  });

  it("a Deny by the session's issue never ends what long-term keys may do", () => {
    const policy = [allow("s3:GetObject"), deny("*", issued("DateGreaterThanEquals"))];
    expect(said({ credential: "role" }, policy)).toBe("data until +12h");
    expect(said({ credential: "user" }, policy)).toBe("data standing");
    expect(said({ credential: "any" }, policy)).toBe("data standing");
  });

  it("a Deny that only may hold without a session does not end what long-term keys may do", () => {
    const policy = [allow("s3:GetObject"), deny("*", issued("ForAnyValue:DateNotEquals"))];
    expect(said({ credential: "user" }, policy)).toBe("data standing");
  });

  it.each<[string, Moments, Statement[], string]>([
    ["alone", Moments.at(TimeSet.before(until)), [allow("*")], "administrative until +12h"],
    [
      "after the permissions",
      Moments.at(TimeSet.before(until + hour)),
      [allow("*", untilEnd)],
      "administrative until end",
    ],
    [
      "long before the permissions",
      Moments.at(TimeSet.before(until - 24 * hour)),
      [allow("*", untilEnd)],
      "administrative until -12h",
    ],
    ["that lets nobody in", Moments.never, [allow("*")], ""],
    ["that begins after the permissions end", Moments.at(TimeSet.from(until)), [allow("*", untilEnd)], ""],
    ["that only begins", Moments.at(TimeSet.from(until)), [allow("*")], "administrative standing"],
    [
      "by the caller's own session",
      Moments.issuedWithin(TimeSet.before(until)),
      [allow("*")],
      "administrative until +48h",
    ],
  ])("joined with a trust %s", (_, trust, statements, expected) =>
    expect(said({ credential: "role", trust }, statements)).toBe(expected),
  );

  it("says which side ends when", () => {
    const [entry] = accessOf({
      sources: [{ id: 0, statements: [allow("*", untilEnd)], doubts: [] }],
      credential: "role",
      trust: Moments.at(TimeSet.of({ start: from, end: from + hour })),
    });
    expect(entry?.session).toEqual({ permissions: until, trust: from + hour });
    expect(entry?.bound).toMatchObject({ from, until });
  });

  it.each<[string, Statement[], Statement[], string]>([
    ["allows less", [allow(["s3:GetObject", "iam:CreateUser"])], [allow("s3:*")], "data standing"],
    ["allows nothing of it", [allow("iam:CreateUser")], [allow("s3:*")], ""],
    ["ends", [allow("s3:GetObject")], [allow("*", untilEnd)], "data until end"],
    ["denies from then on", [allow("s3:GetObject")], [allow("*"), deny("*", sinceEnd)], "data until end"],
    [
      "ends for some",
      [allow(["s3:GetObject", "iam:CreateUser"])],
      [allow("*", untilEnd), allow("s3:*")],
      "escalation until end, data standing",
    ],
    [
      "is of other resources",
      [allow("s3:GetObject", undefined, "arn:aws:s3:::a/*")],
      [allow("*", undefined, "arn:aws:s3:::b/*")],
      "",
    ],
    [
      "meets some of the resources",
      [allow("s3:GetObject")],
      [allow("*", undefined, "arn:aws:s3:::b/*")],
      "data standing",
    ],
    ["has an unknown action", [allow("iam:CreateUser")], [allow(unknownPart)], "escalation standing"],
    ["does not know an action that nobody knows", [allow("s4:TakeAll")], [allow("s3:*")], ""],
    ["may know an action that nobody knows", [allow("s4:TakeAll")], [allow("s4:*")], "? standing"],
    [
      "is doubtful",
      [allow("s3:GetObject")],
      [allow("*", { DateLessThan: { "aws:CurrentTime": "2026-11-31" } })],
      "data indeterminate",
    ],
  ])("within a boundary that %s", (_, policy, boundary, expected) =>
    expect(said({ credential: "role", boundary: { statements: boundary, doubts: [] } }, policy)).toBe(expected),
  );

  it("takes no boundary for one that cannot be read", () => {
    const boundary = { statements: [allow("s3:*")], doubts: ["the policy is not JSON"] };
    expect(said({ credential: "role", boundary }, [allow("iam:CreateUser")])).toBe("escalation standing");
  });

  it("counts the Denies of every policy against each", () => {
    expect(said({ credential: "user" }, [allow("s3:GetObject")], [allow("iam:*")], [deny("*", sinceEnd)])).toBe(
      "p0 data until end, p1 administrative until end",
    );
  });

  it("takes a policy without resources for one about what carries it", () => {
    const Action = "ecr:BatchGetImage";
    expect(ofRole({ Effect: "Allow", Action }, { Effect: "Deny", Action: "*", Condition: sinceEnd })).toBe(
      "data until end",
    );
    expect(ofRole(allow(Action), { Effect: "Deny", Action: "*", Condition: sinceEnd })).toBe("data standing");
  });
});
