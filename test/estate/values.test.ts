import { describe, expect, it } from "vitest";
import { loadEstate } from "../../src/estate/load";
import { complaints, directoryOf, least, withMore } from "./directory";

/**
 * One entry named `x`; the mark ▸ shows the place of what is wrong with it (none: its name), then come the code and a part of
 * message and mend together.
 */
type Case = readonly [text: string, code: string, said: string];

const known = `roles: { reader: { sensitivity: low, maxTtl: 4h } }
targets: { prod: { owner: security, aws: { account: "111122223333", region: eu-central-1 } } }
`;

function entry(section: string, text: string): Readonly<Record<string, string>> {
  return { "a.yaml": least + known, "b.yaml": `version: 1\n${section}:\n  x: ${text}\n` };
}

const token = "audience: a, subject: s";
const grant = "role: reader, identity: hana";
const cases: Readonly<Record<string, readonly Case[]>> = {
  waivers: [
    ["▸", "wrong-type", "not nothing"],
    ["[a]", "wrong-type", "A map is expected"],
  ],
  teams: [
    ["{ contact: ▸4 }", "wrong-type", 'in quotes: "4"'],
    ['{ contact: ▸"a\\u0007b" }', "malformed-value", "\\u0007"],
    ['{ contact: ▸"a\\nb" }', "malformed-value", "one line"],
    ['{ contact: ▸"a\\uD800" }', "malformed-value", "\\ud800"],
    ['{ contact: ▸"a\\u202Eb" }', "malformed-value", "\\u202e"],
    ["{ ▸member: [hana] }", "unknown-key", '"members"'],
    ["{ members: ▸hana }", "wrong-type", '`["hana"]`'],
    ["{ ▸members: { name: hana } }", "wrong-type", "in brackets"],
    ["{ members: [▸hannah] }", "unknown-reference", '"hana"'],
    ["{ members: [hana, ▸hana] }", "listed-twice", '"hana"'],
    ["{ escalation: [▸securty] }", "unknown-reference", '"security"'],
  ],
  identities: [
    ["{ email: a@b.example }", "missing-key", "person, workload, agent, group"],
    ["{ kind: ▸persn }", "wrong-choice", '"person"'],
    ["{ kind: person, ▸sponsor: hana }", "unknown-key", '"sponsor"'],
    ["{ kind: person, email: ▸dana }", "malformed-value", "e-mail"],
    ["{ kind: person, github: ▸hana }", "wrong-type", "keys: login, id"],
    ["{ kind: person, github: { login: a, id: ▸1.5 } }", "wrong-type", "whole number"],
    ["{ kind: person, github: { login: a, id: ▸0 } }", "malformed-value", "too small"],
    ["{ kind: person, aws: { user: ▸arn:aws:iam::1:user/a } }", "malformed-value", "IAM user"],
    ["{ kind: person, aws: { role: ▸arn:aws:sts::111122223333:assumed-role/a/b } }", "malformed-value", "session"],
    ["{ kind: person, ▸aws: {} }", "malformed-value", "no way into AWS"],
    ["{ kind: person, ▸aws: { exclusive: true } }", "malformed-value", "no way into AWS"],
    ["{ kind: person, gcp: { member: ▸group:a@b.example } }", "malformed-value", "never to a group"],
    ["{ kind: person, gcp: { member: ▸allUsers } }", "malformed-value", "everybody"],
    ["{ kind: person, gcp: { member: ▸user:d\u0430na@acme.example } }", "malformed-value", "one member"],
    [
      `{ kind: workload, aws: { oidc: { issuer: ▸Token.actions.githubusercontent.com, ${token} } } }`,
      "malformed-value",
      "small letters",
    ],
    [
      `{ kind: workload, aws: { oidc: { issuer: ▸token.actions.githubusercontent.com:443, ${token} } } }`,
      "malformed-value",
      "a port",
    ],
    [`{ kind: workload, aws: { oidc: { issuer: ▸localhost, ${token} } } }`, "malformed-value", "host"],
    [
      "{ kind: workload, aws: { oidc: { issuer: a.example, audience: a, subject: ▸' ' } } }",
      "malformed-value",
      "whole value",
    ],
    [
      "{ kind: workload, gcp: { member: ▸principal://evil.example/projects/1/subject/a } }",
      "malformed-value",
      "subject",
    ],
    [
      "{ kind: workload, gcp: { member: ▸principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/group/a } }",
      "malformed-value",
      "subject",
    ],
    ["{ kind: workload, gcp: { member: ▸principalSet://iam.googleapis.com/a } }", "malformed-value", "a set"],
    ["{ kind: agent, sponsor: ▸hanna }", "unknown-reference", '"hana"'],
    ["{ kind: group, ▸members: [x] }", "group-cycle", "x → x"],
    ["{ kind: group, ▸gcp: { member: user:a@b.example } }", "unknown-key", '"gcp"'],
  ],
  targets: [
    ["{ gcp: { project: acme-prod } }", "missing-key", '"owner"'],
    [
      '{ owner: security, aws: { account: "111122223333", region: eu-central-1, permissionsBoundary: ▸"arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy" } }',
      "malformed-value",
      "AWS's own roles",
    ],
    ["{ owner: security }", "malformed-value", "no cloud"],
    ["{ owner: security, ▸gcp: {} }", "malformed-value", "no place"],
    ["{ owner: security, gcp: { folder: ▸123 } }", "wrong-type", 'in quotes: "123"'],
    ["{ owner: security, gcp: { bucket: ▸gs://a } }", "malformed-value", "gs://"],
    ["{ owner: security, aws: { account: ▸111122223333, region: eu-central-1 } }", "wrong-type", '"111122223333"'],
    ['{ owner: security, aws: { account: ▸"1", region: eu-central-1 } }', "malformed-value", "12 digits"],
    ['{ owner: security, aws: { account: "111122223333", region: ▸Frankfurt } }', "malformed-value", "eu-central-1"],
    [
      '{ owner: security, aws: { account: "111122223333", region: cn-north-1, partition: ▸aws } }',
      "malformed-value",
      "aws-cn",
    ],
    [
      "{ owner: security, gcp: { project: acme-prod }, ▸backend: { s3: {}, gcs: {} } }",
      "malformed-value",
      "one backend",
    ],
  ],
  tasks: [
    ['{ agents: [▸hana], aws: { statements: [ { actions: ["*"], resources: ["*"] } ] } }', "wrong-kind", "an agent"],
    ["{ agents: [], aws: { ▸statements: [] } }", "malformed-value", "empty"],
  ],
  roles: [
    ["{ sensitivity: high }", "missing-key", "`maxTtl:`"],
    ["{ sensitivity: ▸hgih, maxTtl: 4h }", "wrong-choice", '"high"'],
    ["{ sensitivity: high, maxTtl: 4h, ▸sessionTags: {} }", "unknown-key", "later version"],
    ['{ sensitivity: high, maxTtl: 4h, require: { ticket: ▸"([" } }', "malformed-value", "regular expression"],
    ["{ sensitivity: high, maxTtl: 4h, persistence: ▸boundd }", "wrong-type", "`bounded`"],
    ["{ sensitivity: high, maxTtl: 4h, ▸persistence: { allow: [iam:PassRole] } }", "missing-key", "`because:`"],
    ["{ sensitivity: high, maxTtl: 4h, review: { every: 90d, last: ▸2026-02-30 } }", "malformed-value", "day 30"],
    ["{ sensitivity: high, maxTtl: 4h, aws: { targets: [▸y] } }", "unknown-reference", "no target"],
    ["{ sensitivity: high, maxTtl: 4h, aws: { ▸targets: [] } }", "malformed-value", "empty"],
    ["{ sensitivity: high, maxTtl: 4h, owners: { entitlement: ▸securty } }", "unknown-reference", '"security"'],
    ["{ sensitivity: high, maxTtl: 4h, limits: { ▸agnet: 1h } }", "unknown-key", '"agent"'],
  ],
  grants: [
    [`{ ${grant}, ttl: ▸4 }`, "wrong-type", "`4h`"],
    [`{ ${grant}, ttl: ▸P1M }`, "malformed-value", "no fixed length"],
    [`{ ${grant}, ttl: ▸"4" }`, "malformed-value", "no unit"],
    [`{ ${grant}, ttl: 4h, start: ▸2026-11-23T09:00:00 }`, "malformed-value", "offset"],
    [`{ ${grant}, ttl: 4h, start: ▸2026-02-30T09:00:00Z }`, "malformed-value", "day 30"],
    [`{ ${grant}, ttl: 4h, ▸tickt: INC-1 }`, "unknown-key", '"ticket"'],
    ["{ role: reader, identity: ▸hanna, ttl: 4h }", "unknown-reference", '"hana"'],
  ],
  breakGlass: [
    ["{ target: prod, people: [hana] }", "missing-key", "`reviewWithin:`"],
    ["{ target: ▸y, people: [hana], reviewWithin: 72h }", "unknown-reference", "no target"],
    ["{ target: prod, people: [hana], reviewWithin: 72h, alarm: { sns: ▸a } }", "malformed-value", "SNS topic"],
  ],
};

for (const [section, rows] of Object.entries(cases)) {
  describe(`of ${section}`, () => {
    it.each(rows)("%s", (text, code, said) => {
      const { diagnostics } = loadEstate(directoryOf(entry(section, text.replace("▸", ""))));
      expect(diagnostics).toHaveLength(1);
      const [found] = diagnostics;
      expect(found?.code).toBe(code);
      expect(found?.location).toMatchObject({ line: 3, column: text.includes("▸") ? text.indexOf("▸") + 6 : 3 });
      expect(`${found?.message} ${found?.fix}`).toContain(said);
      expect(found?.concern).toBe("structure");
    });
  });
}

describe("a condition", () => {
  const conditions = (block: string) =>
    directoryOf(
      entry(
        "roles",
        `{ sensitivity: high, maxTtl: 4h, aws: { targets: [prod], statements: [ { actions: ["*"], resources: ["*"], conditions: ${block} } ] } }`,
      ),
    );

  it("takes texts, numbers, true and false, and lists of them, as lists of texts", () => {
    const block =
      '{ Bool: { "aws:SecureTransport": true }, NumericLessThan: { "s3:max-keys": 10 }, "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": [a, "${aws:username}"] } }';
    const { estate, diagnostics } = loadEstate(conditions(block));
    expect(diagnostics).toEqual([]);
    expect(estate?.roles.get("x")?.aws?.statements[0]?.conditions).toEqual({
      Bool: { "aws:SecureTransport": ["true"] },
      NumericLessThan: { "s3:max-keys": ["10"] },
      "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a", "${aws:username}"] },
    });
  });

  it.each([
    [
      "dates, since the lease has its own",
      '{ DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } }',
      "time bound",
    ],
    ["dates, also with a quantifier", '{ "ForAnyValue:DateEqualsIfExists": { "aws:CurrentTime": a } }', "time bound"],
    ["variables where they never match", '{ Bool: { "aws:SecureTransport": "${aws:a}" } }', "never matches"],
    ["variables among numbers", '{ NumericEqualsIfExists: { "s3:max-keys": ["1", "${aws:a}"] } }', "never matches"],
    ["operators that IAM lacks", '{ StringEqals: { "aws:username": a } }', "`StringEquals`"],
    ["keys that IAM lacks", "{ StringEquals: { username: a } }", "condition key"],
    ["one key in two spellings", '{ StringEquals: { "aws:username": a, "AWS:UserName": b } }', "one key to IAM"],
    ["a truth that is none", '{ BoolIfExists: { "aws:SecureTransport": maybe } }', "`true` or `false`"],
    ["a number that is none", '{ NumericLessThan: { "s3:max-keys": ten } }', "a number"],
    ["an address that is none", '{ NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", office] } }', '"office"'],
    ["a block wider than there are", '{ IpAddress: { "aws:SourceIp": 10.0.0.0/99 } }', "10.0.0.0/8"],
    ["a quantified Null", '{ "ForAllValues:Null": { "aws:TagKeys": true } }', "`ForAllValues:Null`"],
    ["an empty list", '{ StringEquals: { "aws:username": [] } }', ""],
  ])("refuses %s", (_, block, said) => {
    const { diagnostics } = loadEstate(conditions(block));
    expect(diagnostics).toHaveLength(1);
    expect(`${diagnostics[0]?.message} ${diagnostics[0]?.fix}`).toContain(said);
    expect(diagnostics[0]?.location?.line).toBe(3);
  });
});

describe("all that is wrong", () => {
  it("is told at once, in the order of the text, and what is whole is linked", () => {
    const directory = directoryOf(
      withMore(`grants:
  b: { role: nil, identity: hana, ttl: 4 }
  a: { role: reader, identity: hanna, ttl: 4h }
roles:
  reader: { sensitivity: low, maxTtl: 4h, elligible: [hana] }
nonsense: 1
`),
    );
    expect(complaints(directory)).toEqual([
      "access.yaml:9:14 unknown-reference",
      "access.yaml:9:40 wrong-type",
      "access.yaml:10:32 unknown-reference",
      "access.yaml:12:43 unknown-key",
      "access.yaml:13:1 unknown-key",
    ]);
    expect(loadEstate(directory).estate?.roles.get("reader")?.maxTtl).toBe(4 * 3600);
  });

  it("does not hang on a name that stands where another mistake is", () => {
    const directory = directoryOf(
      withMore(
        "roles:\n  reader: { sensitivity: low, maxTtl: 4 }\ngrants:\n  a: { role: reader, identity: hana, ttl: 4h }\n",
      ),
    );
    expect(complaints(directory)).toEqual(["access.yaml:9:39 wrong-type"]);
  });

  it("names nobody as missing while a file cannot be read", () => {
    const directory = directoryOf({
      ...withMore("approvalGroups:\n  a: { team: security, members: [erin] }\n"),
      "b.yaml": "identities:\n  erin: {kind: person\n",
    });
    expect(complaints(directory)).toEqual(["b.yaml:3:1 yaml-syntax"]);
    expect(loadEstate(directory).estate).toBeUndefined();
  });
});
