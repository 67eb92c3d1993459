import { describe, expect, it } from "vitest";
import { guardDocument } from "../../../src/aws/emit/guard";
import { persistenceDeny } from "../../../src/aws/persistence/deny";
import { type AccessQuestion, accessOf, allowedMoments, type Credential } from "../../../src/aws/policy/access";
import type { Condition, Statement } from "../../../src/aws/policy/document";
import { managedPolicyDocument } from "../../../src/aws/policy/managed";
import { Moments } from "../../../src/aws/policy/moments";
import { unknownPart } from "../../../src/aws/policy/unknown-part";
import type { AwsTarget, Persistence } from "../../../src/estate/types";
import { TimeSet } from "../../../src/time/time-set";

const hour = 3600;
const end = "2026-11-23T10:30:00Z";
const until = Date.parse(end) / 1000;
const start = "2026-11-23T09:00:00Z";
const from = Date.parse(start) / 1000;

const untilEnd: Condition = { DateLessThan: { "aws:CurrentTime": end } };
const sinceEnd: Condition = { DateGreaterThanEquals: { "aws:CurrentTime": end } };
const issued = (operator: string): Condition => ({ [operator]: { "aws:TokenIssueTime": end } });

function statement(
  effect: "Allow" | "Deny",
  actions: string | readonly string[],
  Condition?: Condition,
  resource: string | readonly string[] = "*",
): Statement {
  return { Effect: effect, Action: actions, Resource: resource, ...(Condition ? { Condition } : {}) };
}
type Rest = [actions: string | readonly string[], condition?: Condition, resource?: string | readonly string[]];
const allow = (...rest: Rest) => statement("Allow", ...rest);
const deny = (...rest: Rest) => statement("Deny", ...rest);

/** Each entry in a line: `administrative standing`, `data until 10:30`, `? indeterminate`; hours past the end as `+12h`. */
function said(question: Omit<AccessQuestion<string>, "sources">, ...documents: (readonly Statement[])[]): string {
  const sources = documents.map((statements, i) => ({ id: `p${i}`, statements, doubts: [] }));
  return accessOf({ ...question, sources })
    .map(({ id, privilege, bound }) => {
      const after = bound.kind === "leased" ? (bound.until - until) / hour : 0;
      const ends = `until ${after === 0 ? "end" : `${after > 0 ? "+" : ""}${after}h`}`;
      const where = documents.length > 1 ? `${id} ` : "";
      return `${where}${privilege ?? "?"} ${bound.kind === "leased" ? ends : bound.kind}`;
    })
    .join(", ");
}

const ofRole = (...statements: Statement[]) => said({ credential: "role" }, statements);

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

  describe("doubts", () => {
    const malformed: Condition = { DateLessThan: { "aws:CurrentTime": "2026-11-31" } };
    it.each<[string, Statement[], string]>([
      ["in an Allow", [allow("s3:GetObject", malformed)], "data indeterminate"],
      [
        "in an Allow that ends for certain",
        [allow("s3:GetObject", { ...malformed, DateLessThanEquals: { "aws:CurrentTime": end } })],
        "data until +0.0002777777777777778h",
      ],
      ["in a Deny", [allow("s3:GetObject"), deny("*", malformed)], "data standing"],
      [
        "in a Deny that would end it, but for a variable",
        [allow("*"), deny("*", { DateGreaterThan: { "aws:CurrentTime": "${aws:PrincipalTag/end}" } })],
        "administrative standing",
      ],
      [
        "in an Allow beside one that stands anyway",
        [allow("s3:GetObject", malformed), allow("s3:Get*")],
        "data standing",
      ],
      [
        "in an Allow of more than one that stands",
        [allow(["s3:*Object", "s3:List*"], malformed), allow("s3:ListBucket")],
        "data indeterminate, read standing",
      ],
      ["in an Allow that a Deny ends", [allow("s3:GetObject", malformed), deny("*", sinceEnd)], "data until end"],
      ["of an action", [allow(unknownPart)], "? standing"],
      ["of an action, of a known service", [allow([`s3:${unknownPart}`, "s3:GetObject"], untilEnd)], "? until end"],
      [
        "of what an Allow leaves out",
        [{ Effect: "Allow", NotAction: [unknownPart], Resource: "*" }],
        "administrative standing",
      ],
      ["of a resource", [allow("s3:GetObject", undefined, `arn:aws:s3:::${unknownPart}/*`)], "data standing"],
      [
        "of the same resource of a Deny",
        [allow("s3:GetObject", undefined, unknownPart), deny("*", sinceEnd, unknownPart)],
        "data standing",
      ],
      ["of what a Deny names", [allow("s3:GetObject"), deny(unknownPart, sinceEnd)], "data standing"],
      [
        "of what a Deny leaves out",
        [allow("s3:GetObject"), { Effect: "Deny", NotAction: [unknownPart], Resource: "*", Condition: sinceEnd }],
        "data standing",
      ],
      [
        "of a resource that a Deny leaves out",
        [allow("s3:GetObject"), { Effect: "Deny", Action: "*", NotResource: [unknownPart], Condition: sinceEnd }],
        "data standing",
      ],
    ])("%s", (_, statements, expected) => expect(ofRole(...statements)).toBe(expected));

    it("of a document add what it may also allow", () => {
      const source = { id: 0, statements: [allow("s3:GetObject", untilEnd)], doubts: ["a key stands twice"] };
      expect(accessOf({ sources: [source], credential: "role" })).toMatchObject([
        { privilege: "data", bound: { kind: "leased", until } },
        { bound: { kind: "indeterminate", because: "a key stands twice" }, because: ["a key stands twice"] },
      ]);
    });
    it("of a document matter no more where it allows everything anyway", () => {
      const source = { id: 0, statements: [allow("*")], doubts: ["a key stands twice"] };
      expect(accessOf({ sources: [source], credential: "role" })).toHaveLength(1);
    });
    it("of a trust matter where nothing else ends it", () => {
      const trust = Moments.always;
      const trustDoubts = ["the trust is not known"];
      expect(said({ credential: "role", trust, trustDoubts }, [allow("*")])).toBe("administrative indeterminate");
      expect(said({ credential: "role", trust, trustDoubts }, [allow("*", untilEnd)])).toBe("administrative until end");
    });
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
