import { describe, expect, it } from "vitest";
import { call, faultOf } from "./calling";

const start = "2026-11-23T09:00:00Z";
const end = "2026-11-23T10:00:00Z";

async function bounded(policy: unknown): Promise<unknown> {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  return JSON.parse(String(await call("time_bound_policy", text, start, end)));
}

/** The condition of one Allow, once it is bounded. */
async function tightened(Condition: unknown): Promise<unknown> {
  const Statement = { Effect: "Allow", Action: "*", Resource: "*", Condition };
  const policy = (await bounded({ Statement })) as { Statement: { Condition: unknown } };
  return policy.Statement.Condition;
}

const bounds = {
  DateGreaterThanEquals: { "aws:CurrentTime": start },
  DateLessThan: { "aws:CurrentTime": end },
};

describe("time_bound_policy", () => {
  it("bounds every Allow, keeps every Deny, and writes the shortest text in the order given", async () => {
    const policy = `{
      "Version": "2012-10-17",
      "Id": "mine",
      "Statement": [
        { "Sid": "Read", "Effect": "Allow", "Action": ["s3:Get*"], "Resource": "*" },
        { "Effect": "Deny", "Action": "s3:GetObject", "Resource": "*", "Condition": { "Null": { "aws:TokenIssueTime": true } } },
        { "Action": "sqs:*", "Condition": { "Bool": { "aws:SecureTransport": "true" } }, "Effect": "Allow", "Resource": "*" }
      ]
    }`;
    expect(await call("time_bound_policy", policy, start, end)).toBe(
      '{"Version":"2012-10-17","Id":"mine","Statement":[' +
        '{"Sid":"Read","Effect":"Allow","Action":["s3:Get*"],"Resource":"*","Condition":{"DateGreaterThanEquals":{"aws:CurrentTime":"2026-11-23T09:00:00Z"},"DateLessThan":{"aws:CurrentTime":"2026-11-23T10:00:00Z"}}},' +
        '{"Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"Null":{"aws:TokenIssueTime":true}}},' +
        '{"Action":"sqs:*","Condition":{"Bool":{"aws:SecureTransport":"true"},"DateGreaterThanEquals":{"aws:CurrentTime":"2026-11-23T09:00:00Z"},"DateLessThan":{"aws:CurrentTime":"2026-11-23T10:00:00Z"}},"Effect":"Allow","Resource":"*"}]}',
    );
  });

  it.each([
    ["a lone statement", { Effect: "Allow", Action: "*", Resource: "*" }],
    ["NotAction", { Effect: "Allow", NotAction: ["iam:*"], Resource: "*" }],
    ["NotResource", { Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::logs/*" }],
    [
      "a trust policy's",
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" },
    ],
    [
      "NotPrincipal",
      { Effect: "Allow", NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "s3:*", Resource: "*" },
    ],
    ["an empty condition", { Effect: "Allow", Action: "*", Resource: "*", Condition: {} }],
  ])("bounds %s", async (_, Statement) => {
    expect(await bounded({ Statement })).toEqual({ Statement: { ...Statement, Condition: bounds } });
  });

  it("leaves a policy without Allow as it is: it allows nothing anyway", async () => {
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };
    expect(await bounded(policy)).toEqual(policy);
  });

  it("adds no Version: without one, variables in the policy mean something else", async () => {
    expect(await bounded({ Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] })).not.toHaveProperty(
      "Version",
    );
  });

  it("bounds what is bounded already no further", async () => {
    const once = await call(
      "time_bound_policy",
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
      start,
      end,
    );
    expect(await call("time_bound_policy", once, start, end)).toBe(once);
  });

  describe("keeps the tighter of two bounds of one operator", () => {
    it.each([
      [
        "later start",
        { DateGreaterThanEquals: { "aws:CurrentTime": "2026-11-23T09:30:00Z" } },
        "2026-11-23T09:30:00Z",
        end,
      ],
      ["earlier start", { DateGreaterThanEquals: { "aws:CurrentTime": "2026-11-23T08:30:00Z" } }, start, end],
      ["earlier end", { DateLessThan: { "aws:CurrentTime": "2026-11-23T09:30:00Z" } }, start, "2026-11-23T09:30:00Z"],
      ["later end", { DateLessThan: { "aws:CurrentTime": "2099-01-01" } }, start, end],
      [
        "the same end in another zone",
        { DateLessThan: { "aws:CurrentTime": "2026-11-23T11:00:00+01:00" } },
        start,
        "2026-11-23T11:00:00+01:00",
      ],
      [
        "half a second earlier",
        { DateLessThan: { "aws:CurrentTime": "2026-11-23T09:59:59.5Z" } },
        start,
        "2026-11-23T09:59:59.5Z",
      ],
      ["half a second later", { DateLessThan: { "aws:CurrentTime": "2026-11-23T10:00:00.5Z" } }, start, end],
      ["epoch seconds", { DateLessThan: { "aws:CurrentTime": 1795426200 } }, start, 1795426200],
      [
        "two ends, of which the later counts",
        { DateLessThan: { "aws:CurrentTime": ["2026-11-23T09:10:00Z", "2026-11-23T11:00:00Z"] } },
        start,
        end,
      ],
      [
        "two ends, both earlier",
        { DateLessThan: { "aws:CurrentTime": ["2026-11-23T09:10:00Z", "2026-11-23T09:20:00Z"] } },
        start,
        ["2026-11-23T09:10:00Z", "2026-11-23T09:20:00Z"],
      ],
      [
        "two starts, of which the earlier counts",
        { DateGreaterThanEquals: { "aws:CurrentTime": ["2026-11-23T09:10:00Z", "2026-11-23T08:00:00Z"] } },
        start,
        end,
      ],
      [
        "an end before the start: then it allows nothing",
        { DateLessThan: { "aws:CurrentTime": "2026-11-23T08:00:00Z" } },
        start,
        "2026-11-23T08:00:00Z",
      ],
    ])("%s", async (_, condition, from, until) => {
      expect(await tightened(condition)).toEqual({
        DateGreaterThanEquals: { "aws:CurrentTime": from },
        DateLessThan: { "aws:CurrentTime": until },
      });
    });

    it("whatever the case of the key", async () => {
      expect(await tightened({ DateLessThan: { "AWS:currenttime": "2030-01-01T00:00:00Z" } })).toEqual({
        DateLessThan: { "AWS:currenttime": end },
        DateGreaterThanEquals: { "aws:CurrentTime": start },
      });
    });
  });

  it.each([
    ["another operator", { DateLessThanEquals: { "aws:CurrentTime": "2026-11-23T09:30:00Z" } }],
    ["a variant of the operator", { DateLessThanIfExists: { "aws:CurrentTime": "2099-01-01" } }],
    ["a set operator", { "ForAnyValue:DateLessThan": { "aws:CurrentTime": "tomorrow" } }],
    ["another key", { StringEquals: { "aws:PrincipalTag/__proto__": "x" } }],
  ])("keeps %s beside the bounds", async (_, condition) => {
    expect(await tightened(condition)).toEqual({ ...condition, ...bounds });
  });

  it("keeps another key of the same operator", async () => {
    expect(await tightened({ DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } })).toEqual({
      DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z", "aws:CurrentTime": end },
      DateGreaterThanEquals: { "aws:CurrentTime": start },
    });
  });

  const allow = (rest: string) => `{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"${rest}}]}`;
  it.each([
    ["no JSON", "policy", "this is not an IAM policy"],
    ["no object", "[]", "this is not an IAM policy"],
    ["no Statement", '{"Version":"2012-10-17"}', "this is not an IAM policy"],
    ["no statements", '{"Statement":[]}', "this is not an IAM policy"],
    ["no Effect", '{"Statement":[{"Action":"*","Resource":"*"}]}', "statement 1: its Effect is neither Allow nor Deny"],
    [
      "an Effect of another case",
      '{"Statement":[{"Effect":"allow","Action":"*"}]}',
      "its Effect is neither Allow nor Deny",
    ],
    ["no Action", '{"Statement":[{"Effect":"Allow","Resource":"*"}]}', "neither Action nor NotAction"],
    ["Action and NotAction", allow(',"NotAction":"s3:*"'), "both Action and NotAction"],
    ["an unknown element", allow(',"condition":{}'), "an unknown element condition"],
    ["an element twice", allow(',"Condition":{},"Condition":{}'), "a key stands twice in one object of the policy"],
    ["an element twice, once in disguise", allow(',"Sid":"a","\\u0053id":"b"'), "a key stands twice"],
    ["a Condition that is null", allow(',"Condition":null'), "its Condition has not the form of one"],
    ["a Condition that is a list", allow(',"Condition":[]'), "its Condition has not the form of one"],
    [
      "an unknown version",
      `{"Version":"2024-01-01",${allow("").slice(1)}`,
      "the policy's Version is none of AWS's two",
    ],
    ["a malformed Deny", '{"Statement":[{"Effect":"Deny","Action":5}]}', "its Action is not a text"],
    [
      "an unknown operator",
      allow(',"Condition":{"DateBefore":{"aws:CurrentTime":"2026-11-23"}}'),
      '"DateBefore" is no condition operator',
    ],
    [
      "an operator of another case",
      allow(',"Condition":{"datelessthan":{"aws:CurrentTime":"2026-11-23"}}'),
      '"datelessthan" is no condition operator',
    ],
    ["an operator without a key", allow(',"Condition":{"DateLessThan":{}}'), "DateLessThan names no key"],
    [
      "a key twice",
      allow(',"Condition":{"DateLessThan":{"aws:CurrentTime":"2026-11-23","aws:currentTime":"2026-11-24"}}'),
      "DateLessThan names aws:CurrentTime twice",
    ],
    [
      "an end that is no time",
      allow(',"Condition":{"DateLessThan":{"aws:CurrentTime":"tomorrow"}}'),
      'DateLessThan aws:CurrentTime "tomorrow" is no time in a form that AWS documents; write it like `2026-11-23T09:00:00Z`',
    ],
    [
      "an end that is a variable",
      allow(',"Condition":{"DateLessThan":{"aws:CurrentTime":"${aws:PrincipalTag/until}"}}'),
      "is no time in a form",
    ],
    [
      "a year, or seconds",
      allow(',"Condition":{"DateLessThan":{"aws:CurrentTime":2026}}'),
      '"2026" is no time in a form',
    ],
    [
      "one of two ends that is no time",
      allow(',"Condition":{"DateLessThan":{"aws:CurrentTime":["2026-11-23","2026-11-31"]}}'),
      '"2026-11-31" is no time in a form',
    ],
    [
      "no end at all",
      allow(',"Condition":{"DateLessThan":{"aws:CurrentTime":[]}}'),
      "DateLessThan aws:CurrentTime has no value",
    ],
    [
      "a number that JSON here cannot keep",
      allow(',"Condition":{"NumericLessThan":{"aws:x":12345678901234567890}}'),
      "the number 12345678901234567890 cannot be kept exactly: write it in quotes",
    ],
    [
      "a number of no size",
      allow(',"Condition":{"NumericLessThan":{"aws:x":1e999}}'),
      "the number 1e999 cannot be kept",
    ],
    ["controls in a name", allow(',"Condition":{"\\u001b[2J":{"a:b":"c"}}'), '"\\u001b[2J" is no condition operator'],
  ])("refuses a policy with %s", async (_, policy, why) => {
    const fault = await faultOf("time_bound_policy", policy, start, end);
    expect(fault).toMatch(/^policy: /);
    expect(fault).toContain(why);
  });

  it("refuses a window that does not end after it starts", async () => {
    expect(await faultOf("time_bound_policy", allow(""), end, start)).toBe(
      `end: a window ends after it starts, and ${start} is not after ${end}`,
    );
    expect(await faultOf("time_bound_policy", allow(""), start, start)).toMatch(/^end: /);
  });
});
