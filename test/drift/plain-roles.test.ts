import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AwsAnswers, RoleDetail } from "../../src/aws/live/answers";
import { Drift, type DriftOutcome } from "../../src/drift/drift";
import { ownRoles, PlainRoles } from "../../src/drift/plain-roles";
import { Declared } from "../../src/expect/declared";
import { openForComparing } from "../../src/snapshot/open";
import { RoleFinder } from "../../src/snapshot/roles/finder";
import { at, estateWith } from "../helpers/estate";
import { SimulatedAccount } from "../snapshot/simulated-account";
import { awsContents, writeSnapshot } from "../snapshot/snapshot-folder";

const estate = estateWith(`
grants:
  first: { role: operator, identity: dana, start: 2026-11-23T09:00:00Z, ttl: 1h }
  pipeline: { role: operator, identity: deploy, start: 2026-11-22T09:00:00Z, ttl: 1h }`);
const now = at("2026-11-23T09:10:00Z");
const account = "111122223333";
const arnOf = (name: string, path = "/") => `arn:aws:iam::${account}:role${path}${name}`;
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trusting = (Principal: unknown, further: object = {}) =>
  document({ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...further });
const allowing = (Action: unknown, further: object = {}) =>
  document({ Effect: "Allow", Action, Resource: "*", ...further });
const times = { Condition: { DateLessThan: { "aws:CurrentTime": "2026-11-23T10:00:00Z" } } };

/** Documents as the API gives them; most of them are plain, and the others have something about them. */
const lambda = encode(trusting({ Service: "lambda.amazonaws.com" }));
const trusts: readonly unknown[] = [
  encode(trusting({ Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] })),
  encode(
    trusting({ Service: "events.amazonaws.com" }, { Condition: { StringEquals: { "aws:SourceAccount": account } } }),
  ),
  encode(trusting({ Service: "lambda.amazonaws.com", AWS: `arn:aws:iam::${account}:root` })),
  encode(trusting({ Service: "rolesanywhere.amazonaws.com" })),
  encode(trusting({ AWS: arnOf("r0", "/app/") })),
  encode(trusting({ AWS: `arn:aws:sts::${account}:assumed-role/r1/session` })),
  encode(trusting({ AWS: "arn:aws:iam::999988887777:root" })),
  encode(trusting("*")),
  encode(trusting({ Service: "lambda.amazonaws.com" }, times)),
  encode(document()),
  encode(document({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" })),
  encode(trusting({ Service: "lambda.amazonaws.com" })).replace("lambda", "%6Cambda"),
  encode(trusting({ Service: "lambda.amazonaws.com" })).toLowerCase(),
  encode(trusting({ Service: "lambda.amazonaws.com" }).replace("Service", "\\u0041WS")),
  encode(
    '{"Statement":{"Effect":"Allow","Principal":{"Service":"a.b"},"Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}',
  ),
  encode(document({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, NotAction: "s3:*" })),
  trusting({ Service: "lambda.amazonaws.com" }),
  JSON.parse(trusting({ Service: "lambda.amazonaws.com" })),
  "%7B",
  "%",
  "",
];
const worked = encode(
  document(
    { Sid: "a", Effect: "Allow", Action: ["s3:GetObject", "sqs:*"], Resource: ["arn:aws:s3:::orders/*"] },
    {
      Effect: "Allow",
      Action: "logs:PutLogEvents",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    },
  ),
);
const policies: readonly unknown[] = [
  encode(allowing("iam:PassRole")),
  encode(allowing(["iam:Get*", "sts:GetCallerIdentity", "kms:Decrypt"])),
  encode(allowing("nobody:Knows")),
  encode(document({ Effect: "Deny", Action: "s3:*", Resource: "*" })),
  encode(allowing("*")),
  encode(allowing("*:*")),
  encode(allowing(["s3:Get*", "iam:*"])),
  encode(allowing("IAM:*")),
  encode(allowing("i*:*")),
  encode(allowing("?am:*")),
  encode(allowing("organizations:*")),
  encode(allowing("sso:*")),
  encode(allowing("sts:AssumeRole")),
  encode(allowing("sts:*")),
  encode(document({ Effect: "Allow", NotAction: "s3:*", Resource: "*" })),
  encode(allowing("*", times)),
  encode(allowing("s3:*", times)),
  encode(allowing("s3:*", { Condition: { NumericLessThan: { "AWS:EpochTime": "1795426200" } } })),
  encode(allowing("*")).replace("%2A", "%2a"),
  encode(allowing("s3:*")).replace("Action", "%41ction"),
  encode(allowing("iam:*").replace("iam", "\\u0069am")),
  encode('{"Statement":{"Effect":"Allow","Action":"s3:Get","Action":"*","Resource":"*"}}'),
  encode('{"Statement":{"Effect":"Allow","Action" : [ "*" ],"Resource":"*"}}'),
  encode('{"Statement":{"Effect":"Allow","Action":{"a":"*"},"Resource":"*"}}'),
  encode('{"Statement":[{"Effect":"Allow","action":"*","Resource":"*"}]}'),
  encode('{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}'),
  `${encode('{"Statement":[{"Effect":"Allow","Act')}ion%22%3A%22*%22%2C%22Resource%22%3A%22*%22%7D%5D%7D`,
  allowing("*"),
  JSON.parse(allowing("*")),
  "%7B%22",
  "",
];
const attachable = [
  "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
  "arn:aws:iam::aws:policy/AdministratorAccess",
  "arn:aws:iam::aws:policy/IAMFullAccess",
  "arn:aws:iam::aws:policy/NobodyKnows",
  `arn:aws:iam::${account}:policy/plain`,
  `arn:aws:iam::${account}:policy/grave`,
  `arn:aws:iam::${account}:policy/ends`,
  `arn:aws:iam::${account}:policy/missing`,
];

type Draft = { -readonly [K in keyof RoleDetail]: unknown } & Record<string, unknown>;

const plain = <T>(usual: T, others: readonly T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const days = ["2026-11-22T21:14:05+00:00", "2026-11-22T21:14:05+00:00", "2025-01-01T00:00:00Z"];
const role: fc.Arbitrary<(n: number) => Draft> = fc
  .record({
    path: fc.constantFrom("/app/", "/app/", "/", "/aws-service-role/x.amazonaws.com/", "/leasehold/acme/"),
    trust: plain<unknown>(lambda, trusts),
    inline: fc.array(plain<unknown>(worked, policies), { maxLength: 2 }),
    attached: fc.array(plain(attachable[0] ?? "", attachable), { maxLength: 2 }),
    boundary: plain<string | undefined>(undefined, attachable),
    used: plain<unknown>({ LastUsedDate: days[0], Region: "eu-west-1" }, [{ LastUsedDate: days[2] }, {}, undefined]),
    made: fc.constantFrom<unknown>(...days, undefined),
    profiles: fc.boolean(),
    trick: fc.oneof(
      { weight: 40, arbitrary: fc.constant({}) },
      {
        weight: 5,
        arbitrary: fc.constantFrom<Record<string, unknown>>(
          { Arn: `arn:aws-cn:iam::${account}:role/x` },
          { Arn: "arn:aws:iam::444455556666:role/x" },
          { Arn: arnOf("r0", "/app/") },
          { RoleName: "r1" },
          { RoleName: "" },
          { Description: "é" },
          { Tags: [{ Key: "leasehold:grant", Value: "first" }] },
          { Tags: [{ Key: "a" }] },
          { Tags: [{ Key: "\u0000", Value: "\\" }] },
          { CreateDate: "yesterday" },
          { PermissionsBoundary: {} },
          { RoleLastUsed: { LastUsedDate: "never" } },
          { AttachedManagedPolicies: [{ PolicyName: "x" }] },
          { AttachedManagedPolicies: null },
          { RolePolicyList: {} },
          { Further: 1 },
          { freq: 8, nil: undefined },
        ),
      },
    ),
  })
  .map(
    ({ path, trust, inline, attached, boundary, used, made, profiles, trick }) =>
      (n: number): Draft => ({
        Path: path,
        RoleName: `r${n}`,
        RoleId: `AROA${n}`,
        Arn: arnOf(`r${n}`, path),
        ...(made === undefined ? {} : { CreateDate: made }),
        AssumeRolePolicyDocument: trust,
        InstanceProfileList: profiles
          ? [
              {
                Path: "/",
                InstanceProfileName: `p${n}`,
                Arn: `arn:aws:iam::${account}:instance-profile/p${n}`,
                Roles: [{ a: ["b", {}] }],
              },
            ]
          : [],
        RolePolicyList: inline.map((PolicyDocument, at) => ({ PolicyName: `inline-${at}`, PolicyDocument })),
        AttachedManagedPolicies: attached.map((PolicyArn) => ({ PolicyName: "x", PolicyArn })),
        ...(boundary === undefined
          ? {}
          : { PermissionsBoundary: { PermissionsBoundaryType: "Policy", PermissionsBoundaryArn: boundary } }),
        Tags: [{ Key: "team", Value: "blue" }],
        ...(used === undefined ? {} : { RoleLastUsed: used }),
        ...trick,
      }),
  );

/** The roles of an account that has a lease, policies, a user who may become every role, and these. */
function answersWith(roles: readonly ((n: number) => Draft)[], pages: number, listedTells: boolean): AwsAnswers {
  const [one] = SimulatedAccount.of(estate).filter(({ id }) => id === account);
  if (!one) throw new Error("no account");
  one.policies.set(`arn:aws:iam::${account}:policy/plain`, allowing("s3:*"));
  one.policies.set(`arn:aws:iam::${account}:policy/grave`, allowing("*"));
  one.policies.set(`arn:aws:iam::${account}:policy/ends`, allowing("s3:*", times));
  one.addUser("dana").inline.set("roles", allowing("sts:AssumeRole"));
  const answers = one.answers();
  const [page] = answers.authorization ?? [];
  if (!page) throw new Error("no page");
  const made = roles.map((each, n) => each(n)) as unknown as RoleDetail[];
  const cut = pages === 1 ? made.length : Math.floor(made.length / 2);
  const parts = pages === 1 ? [made] : [made.slice(0, cut), made.slice(cut)];
  return {
    ...answers,
    authorization: parts.map((RoleDetailList, n) => {
      const last = n === parts.length - 1;
      return {
        ...(n === 0 ? page : { UserDetailList: [], GroupDetailList: [], Policies: [] }),
        RoleDetailList: [...(n === 0 ? (page.RoleDetailList ?? []) : []), ...RoleDetailList],
        IsTruncated: !last,
      };
    }),
    roles: {
      Roles: [
        ...(answers.roles?.Roles ?? []),
        ...made.map(({ RoleName, Arn }, n) => ({
          RoleName,
          Arn,
          MaxSessionDuration: 3600,
          ...(listedTells && n % 3 === 0 ? { RoleLastUsed: { LastUsedDate: "2025-01-01T00:00:00Z" } } : {}),
        })),
      ],
    },
  };
}

describe("roles of which nothing is to be said", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "leasehold-plain-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function judged(skipping: boolean): Promise<{ readonly outcome: DriftOutcome; readonly leftOut: number }> {
    const drift = new Drift([new Declared(estate)], now);
    let leftOut = 0;
    for await (const found of openForComparing(folder, {
      now,
      ...(skipping ? { silent: new PlainRoles(ownRoles([new Declared(estate)]), now) } : {}),
    })) {
      leftOut += found.leftOut ?? 0;
      drift.add(found);
    }
    return { outcome: drift.finish(), leftOut };
  }

  it("are those that a look at everything would not have spoken of, whatever tricks they play", async () => {
    let some = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(role, { maxLength: 7 }),
        fc.constantFrom(1, 2),
        fc.boolean(),
        async (roles, pages, listedTells) => {
          const contents = awsContents(answersWith(roles, pages, listedTells));
          writeSnapshot(folder, [{ cloud: "aws", id: account, contents }], now - 60);
          const [quick, whole] = [await judged(true), await judged(false)];
          some += quick.leftOut;
          expect(quick.outcome).toEqual(whole.outcome);
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 120) },
    );
    expect(some).toBeGreaterThan(20);
  });

  const one = role;
  it("are found by themselves: each of a thousand that is left out gives no finding alone", async () => {
    await fc.assert(
      fc.asyncProperty(one, async (make) => {
        const contents = awsContents(answersWith([make], 1, false));
        writeSnapshot(folder, [{ cloud: "aws", id: account, contents }], now - 60);
        const { leftOut, outcome } = await judged(true);
        if (leftOut > 0) expect(outcome.findings.filter(({ principal }) => principal?.endsWith("/r0"))).toEqual([]);
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 120) },
    );
  });
});

describe("what is written plainly", () => {
  const usual = {
    Path: "/",
    RoleName: "r0",
    RoleId: "AROA0",
    Arn: arnOf("r0"),
    CreateDate: days[0],
    AssumeRolePolicyDocument: lambda,
    InstanceProfileList: [],
    RolePolicyList: [{ PolicyName: "x", PolicyDocument: worked }],
    AttachedManagedPolicies: [{ PolicyName: "y", PolicyArn: attachable[0] }],
    Tags: [{ Key: "team", Value: "blue" }],
    RoleLastUsed: { LastUsedDate: days[0], Region: "eu-west-1" },
  };
  const text = JSON.stringify(usual);
  const found = (page: string | Buffer) => {
    const finder = new RoleFinder();
    const bytes = Buffer.from(page as string);
    bytes.copy(finder.room(bytes.length));
    return [...finder.find(bytes.length)].map(({ from, to }) => bytes.subarray(from, to).toString());
  };
  const page = (...roles: string[]) =>
    `{"UserDetailList":[],"RoleDetailList":[${roles.join(",")}],"IsTruncated":false}`;

  it("is found to the letter, with whatever white space, and beside what is not", () => {
    expect(found(page(text))).toEqual([text]);
    expect(found(page(`{"a":"}]\\""}`, text, "[[],{}]", text))).toEqual([text, text]);
    const pretty = JSON.stringify(usual, undefined, 2);
    expect(found(` ${page(pretty)} `)).toEqual([pretty]);
    expect(found(`\uFEFF${page(text)}`).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ["a key twice", text.replace('"Path"', '"RoleId":"y","Path"')],
    ["a member that IAM has not", text.replace('"Path"', '"Other":"y","Path"')],
    ["an escape", text.replace("r0", "r\\u0030")],
    ["a letter beyond ASCII", text.replace('"Tags":[', '"Tags":[{"Key":"é","Value":""}')],
    ["a control character", text.replace('"Tags":[', '"Tags":[{"Key":"\t","Value":""}')],
    ["a comma too many", text.replace("}]", "},]")],
    ["an end too early", text.slice(0, -1)],
    ["no ARN", text.replace(/"Arn":"[^"]*",/, "")],
    ["a number for a text", text.replace('"Path":"/"', '"Path":1')],
  ])("is not one with %s", (_what, odd) => {
    expect(found(page(odd))).toEqual([]);
  });

  it("is found nowhere but in the list of roles of a page", () => {
    expect(found(`{"x":{"RoleDetailList":[${text}]}}`)).toEqual([]);
    expect(found(`{"x":"{\\"RoleDetailList\\":[","RoleDetailLis":[${text}]}`)).toEqual([]);
    expect(found(`[${text}]`)).toEqual([]);
  });

  it("is never what spoils a page: cut anywhere, a page is no JSON with its roles or without", () => {
    fc.assert(
      fc.property(fc.nat({ max: page(text, text).length - 1 }), (length) => {
        const cut = page(text, text).slice(0, length);
        let rest = cut;
        for (const each of found(cut)) rest = rest.replace(each, " 0 ");
        expect(() => JSON.parse(rest)).toThrow();
      }),
    );
  });
});
