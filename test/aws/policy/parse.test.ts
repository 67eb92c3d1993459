import { describe, expect, it } from "vitest";
import { accessOf } from "../../../src/aws/policy/access";
import type { Statement } from "../../../src/aws/policy/document";
import { managedPolicyDocument } from "../../../src/aws/policy/managed";
import { managedPolicyNames } from "../../../src/aws/policy/managed-texts";
import { isPolicy, parsePolicy } from "../../../src/aws/policy/parse";
import { markUnknownParts, unknownPart } from "../../../src/aws/policy/unknown-part";

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

function policy(statement: unknown, rest: object = { Version: "2012-10-17" }): string {
  return JSON.stringify({ ...rest, Statement: statement });
}

describe("parsePolicy: what AWS takes", () => {
  it.each<[string, string, readonly Statement[]]>([
    ["a list of statements", policy([allow]), [allow as Statement]],
    ["a lone statement", policy(allow), [allow as Statement]],
    ["without a Version, with an Id", policy([allow], { Id: "x" }), [allow as Statement]],
    ["the older Version", policy([allow], { Version: "2008-10-17" }), [allow as Statement]],
    ["a Sid, which says nothing", policy([{ ...allow, Sid: "Lease" }]), [allow as Statement]],
    ["white space", ` \n\t${JSON.stringify({ Statement: [allow] }, undefined, 2)}\r\n`, [allow as Statement]],
    ["no statement", policy([]), []],
    [
      "numbers and booleans among condition values",
      policy([{ ...allow, Condition: { Bool: { "aws:SecureTransport": true }, NumericLessThan: { x: [1.5, 2] } } }]),
      [
        {
          ...allow,
          Condition: { Bool: { "aws:SecureTransport": "true" }, NumericLessThan: { x: ["1.5", "2"] } },
        } as Statement,
      ],
    ],
    [
      "all forms of a principal",
      policy([
        { ...allow, Principal: "*" },
        { ...allow, Principal: { AWS: "*", Service: ["ec2.amazonaws.com"], Federated: "x", CanonicalUser: "y" } },
        { ...allow, NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } },
      ]),
      [
        { ...allow, Principal: "*" },
        { ...allow, Principal: { AWS: "*", Service: ["ec2.amazonaws.com"], Federated: "x", CanonicalUser: "y" } },
        { ...allow, NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } },
      ] as readonly Statement[],
    ],
    [
      "what is left out",
      policy([{ Effect: "Deny", NotAction: ["iam:*"], NotResource: "x" }]),
      [{ Effect: "Deny", NotAction: ["iam:*"], NotResource: "x" }],
    ],
    [
      "a colon and braces within strings",
      policy([{ ...allow, Resource: '"a":{"b":1}' }]),
      [{ ...allow, Resource: '"a":{"b":1}' } as Statement],
    ],
  ])("%s", (_, text, statements) => {
    const { Sid, ...rest } = (parsePolicy(text).statements[0] ?? {}) as Statement;
    expect(Sid).toBeUndefined();
    expect(parsePolicy(text)).toEqual({ statements, doubts: [] });
    expect(rest).toEqual(statements[0] ?? {});
  });

  it("every policy of AWS's own", () => {
    for (const name of managedPolicyNames()) {
      const document = managedPolicyDocument(`arn:aws:iam::aws:policy/${name}`);
      expect(parsePolicy(JSON.stringify(document)).doubts, name).toEqual([]);
    }
  });
});

describe("parsePolicy: what is a doubt", () => {
  it.each<[string, string, string]>([
    ["no JSON", "{", "the policy is not JSON"],
    ["nothing", "", "the policy is not JSON"],
    ["a list", "[]", "the policy is not a JSON object"],
    ["a text", '"x"', "the policy is not a JSON object"],
    ["a byte order mark", `\uFEFF${policy([allow])}`, "the policy is not JSON"],
    ["a comment", `${policy([allow])}// x`, "the policy is not JSON"],
    ["no Statement", "{}", "the policy has no Statement"],
    ["another Version", policy([allow], { Version: "2012-10-18" }), "Version is none of AWS's two"],
    ["an unknown element of the policy", policy([allow], { Statements: [] }), "an unknown element Statements"],
    ["a statement that is none", policy(["x"]), "statement 1: not an object"],
    ["a null", policy(null), "statement 1: not an object"],
    ["an Effect of another case", policy([{ ...allow, Effect: "allow" }]), "its Effect is neither Allow nor Deny"],
    ["no Effect", policy([{ Action: "*", Resource: "*" }]), "its Effect is neither"],
    ["an element of another case", policy([{ ...allow, condition: {} }]), "an unknown element condition"],
    ["an unknown element", policy([allow, { ...allow, Conditions: {} }]), "statement 2: an unknown element Conditions"],
    ["Action and NotAction", policy([{ ...allow, NotAction: "iam:*" }]), "both Action and NotAction"],
    ["Resource and NotResource", policy([{ ...allow, NotResource: "x" }]), "both Resource and NotResource"],
    ["no action", policy([{ Effect: "Allow", Resource: "*" }]), "neither Action nor NotAction"],
    ["an action that is none", policy([{ ...allow, Action: 5 }]), "its Action is not a text"],
    ["a null among actions", policy([{ ...allow, Action: ["s3:*", null] }]), "its Action is not a text"],
    ["a Sid that is none", policy([{ ...allow, Sid: 5 }]), "its Sid is not a text"],
    ["a principal that is none", policy([{ ...allow, Principal: "dana" }]), "none of the forms of a principal"],
    [
      "a principal of another kind",
      policy([{ ...allow, Principal: { aws: "*" } }]),
      "none of the forms of a principal",
    ],
    ["a condition that is none", policy([{ ...allow, Condition: [] }]), "its Condition has not the form of one"],
    ["an operator without keys", policy([{ ...allow, Condition: { Bool: "x" } }]), "its Condition has not the form"],
    ["a value that is none", policy([{ ...allow, Condition: { Bool: { x: {} } } }]), "its Condition has not the form"],
    ["a null value", policy([{ ...allow, Condition: { Bool: { x: null } } }]), "its Condition has not the form"],
    [
      "a key twice",
      '{"Statement":[{"Effect":"Allow","Action":"a:b","Action":"*","Resource":"*"}]}',
      "a key stands twice",
    ],
    [
      "a key twice, differing in escapes",
      '{"Statement":[{"Effect":"Allow","Action":"a:b","\\u0041ction":"*","Resource":"*"}]}',
      "a key stands twice",
    ],
    ["two lists of statements", '{"Statement":[],"Statement":[]}', "a key stands twice"],
    [
      "an operator twice",
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"a":"true"},"Bool":{"b":"true"}}}}',
      "a key stands twice",
    ],
    ["an effect that is not known", policy([{ ...allow, Effect: unknownPart }]), "its Effect is neither"],
  ])("%s", (_, text, doubt) => expect(parsePolicy(text).doubts.join("; ")).toContain(doubt));

  it("a Deny in doubt denies nothing, nor does any where a key stands twice", () => {
    const deny = { Effect: "Deny", Action: "*", Resource: "*" };
    expect(parsePolicy(policy([allow, { ...deny, Conditions: {} }])).statements).toHaveLength(1);
    expect(parsePolicy(`{"Id":"a","Id":"b","Statement":${JSON.stringify([allow, deny])}}`).statements).toHaveLength(1);
    expect(parsePolicy(policy([allow, deny])).statements).toHaveLength(2);
  });

  it("keys of Object's own are keys like others", () => {
    expect(parsePolicy('{"Statement":[],"__proto__":{},"constructor":1}').doubts).toHaveLength(2);
  });

  it("a hundred thousand levels or keys are soon told", () => {
    const deep = `{"Statement":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect(parsePolicy(deep).doubts).not.toEqual([]);
    const wide = `{"Statement":[],${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join()}}`;
    const before = performance.now();
    expect(parsePolicy(wide).doubts.length).toBeGreaterThan(0);
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});

describe("isPolicy", () => {
  it.each([policy([allow]), policy(allow), ` ${policy([{ Effect: "Deny", NotAction: "*" }])}`])("%s", (text) =>
    expect(isPolicy(text)).toBe(true),
  );
  it.each([
    "",
    "{}",
    "[]",
    "x",
    '{"Statement":[]}',
    '{"Statement":"x"}',
    '{"rules":[{"Effect":"x"}]}',
    '{"Statement":[{"a":1}]}',
  ])("not %s", (text) => expect(isPolicy(text)).toBe(false));
});

describe("markUnknownParts", () => {
  it.each([
    ["arn:aws:s3:::${aws_s3_bucket.logs.id}/*", `arn:aws:s3:::${unknownPart}/*`],
    ["$${aws:username}", "${aws:username}"],
    ["%%{if x}", "%{if x}"],
    ['${jsonencode({ a = "}" })}', unknownPart],
    ["${a}${b}", unknownPart + unknownPart],
    ["%{ if var.x }a%{ endif }", `${unknownPart}a${unknownPart}`],
    ["${open", unknownPart],
    ["$ {x} % {y}", "$ {x} % {y}"],
  ])("%s", (raw, text) => expect(markUnknownParts(raw)).toBe(text));

  it("leaves a policy that still says what is known", () => {
    const raw = policy([{ ...allow, Resource: "arn:aws:s3:::${aws_s3_bucket.logs.id}/*" }]);
    const { statements, doubts } = parsePolicy(markUnknownParts(raw));
    const [entry] = accessOf({ sources: [{ id: 0, statements, doubts }], credential: "role" });
    expect(entry).toMatchObject({
      privilege: "data",
      bound: { kind: "standing" },
      permissions: [{ resources: ["arn:aws:s3:::(known after apply)/*"] }],
    });
  });
});
