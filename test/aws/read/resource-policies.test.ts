import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import { ofKind } from "../../../src/facts/fact";
import { accessIn, all, bucket, foreign, read, said } from "./bucket-policies";
import { type Arguments, later, ourselves, policy, raw, stack } from "./stack";

describe("whom a bucket's policy lets in", () => {
  const cases: readonly (readonly [string, readonly unknown[], readonly string[]])[] = [
    ["another account", [{ ...all, Principal: { AWS: foreign } }], [`foreign ${foreign}: escalation, standing`]],
    [
      "another account by its id",
      [{ ...read, Principal: { AWS: "999988887777" } }],
      [`foreign ${foreign}: data, standing`],
    ],
    ["our own account, which leaves it to IAM", [{ ...all, Principal: { AWS: "111122223333" } }], []],
    [
      "our own account's root, which leaves it to IAM",
      [{ ...all, Principal: { AWS: "arn:aws:iam::111122223333:root" } }],
      [],
    ],
    ["everybody, to read objects: a site", [{ ...read, Principal: "*" }], ["anyone *: data, standing, by design"]],
    [
      "everybody, to write objects",
      [{ ...read, Principal: { AWS: ["*"] }, Action: "s3:PutObject" }],
      ["anyone *: data, standing"],
    ],
    [
      "everybody but one, whom NotPrincipal names",
      [{ ...read, NotPrincipal: { AWS: foreign } }],
      ["anyone *: data, standing, by design"],
    ],
    [
      "a user, who is a person",
      [{ ...all, Principal: { AWS: "arn:aws:iam::111122223333:user/dana" } }],
      ["person arn:aws:iam::111122223333:user/dana: escalation, standing"],
    ],
    [
      "a role that is only named",
      [{ ...read, Principal: { AWS: "arn:aws:iam::111122223333:role/app" } }],
      ["unknown arn:aws:iam::111122223333:role/app: data, standing"],
    ],
    [
      "a service",
      [{ ...read, Principal: { Service: "cloudfront.amazonaws.com" } }],
      ["service cloudfront.amazonaws.com: data, standing"],
    ],
    [
      "AWS's own account that delivers logs",
      [{ ...read, Action: "s3:PutObject", Principal: { AWS: "arn:aws:iam::127311923021:root" } }],
      ["service arn:aws:iam::127311923021:root: data, standing"],
    ],
    [
      "a Deny alone",
      [{ ...all, Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
      [],
    ],
    [
      "somebody until a date",
      [
        {
          ...read,
          Principal: { AWS: foreign },
          Condition: { DateLessThan: { "aws:CurrentTime": "2026-12-01T00:00:00Z" } },
        },
      ],
      [`foreign ${foreign}: data, leased`],
    ],
    [
      "somebody whom the same policy denies everything",
      [
        { ...all, Principal: { AWS: foreign } },
        { ...all, Effect: "Deny", Principal: "*" },
      ],
      [],
    ],
    [
      "everything, which on a bucket is S3's",
      [{ ...read, Action: "*", Principal: { AWS: foreign } }],
      [`foreign ${foreign}: escalation, standing`],
    ],
    [
      "another service's actions, which a bucket has not",
      [{ Effect: "Allow", Resource: "*", NotAction: "s3:*", Principal: { AWS: foreign } }],
      [],
    ],
  ];
  it.each(cases)("%s", (_, statements, expected) => {
    expect(said(accessIn(bucket(...statements)))).toEqual(expected);
  });
});

describe("where a policy of a resource stands", () => {
  const statement = { Effect: "Allow", Principal: { AWS: foreign }, Action: "sqs:SendMessage", Resource: "*" };
  const cases: readonly (readonly [string, string, Arguments, readonly string[]])[] = [
    ["a type that nobody has heard of", "aws_future_thing.it", { document: policy(statement) }, ["data"]],
    ["deep inside one", "aws_future_thing.it", { settings: [{ rules: { text: policy(statement) } }] }, ["data"]],
    [
      "written with escapes and white space",
      "aws_future_thing.it",
      { document: `\n {"\\u0053tatement" : ${JSON.stringify(statement)} }\n` },
      ["data"],
    ],
    [
      "an opensearch domain",
      "aws_opensearch_domain.it",
      { access_policies: policy({ ...statement, Action: "es:ESHttpGet" }) },
      ["data"],
    ],
    [
      "a repository, whose policy has no Resource",
      "aws_ecr_repository_policy.it",
      { repository: "app", policy: policy({ Effect: "Allow", Principal: { AWS: foreign }, Action: "ecr:*" }) },
      ["escalation"],
    ],
    ["a mirror of what another resource manages", "aws_sqs_queue.it", { computed: { policy: policy(statement) } }, []],
    [
      "an endpoint's policy, which only limits",
      "aws_vpc_endpoint.it",
      { policy: policy({ ...statement, Principal: "*" }) },
      [],
    ],
    [
      "an organization's policy, which only limits",
      "aws_organizations_policy.it",
      { content: policy({ Effect: "Allow", Action: "*", Resource: "*" }) },
      [],
    ],
    [
      "a session's policy",
      "aws_transfer_user.it",
      { policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }) },
      [],
    ],
    ["a lifecycle policy", "aws_ecr_lifecycle_policy.it", { policy: '{"rules":[]}' }, []],
    ["a data protection policy", "aws_sns_topic_data_protection_policy.it", { policy: policy(statement) }, []],
    ["an object's contents", "aws_s3_object.it", { content: policy(statement) }, []],
    ["tags", "aws_future_thing.it", { tags: { policy: policy(statement) } }, []],
    ["what is no policy", "aws_future_thing.it", { document: '{"Statement": "of account"}' }, []],
    [
      "a statement that names nobody, of a type that nobody has heard of",
      "aws_future_thing.it",
      { document: policy({ Effect: "Allow", Action: "*", Resource: "*" }) },
      ["administrative"],
    ],
  ];
  it.each(cases)("%s", (_, address, given, expected) => {
    expect(accessIn({ ...ourselves, [address]: given }).map(({ privilege }) => privilege)).toEqual(expected);
  });

  it("is not judged where nothing of it is known, but said to be unknown", () => {
    const facts = accessIn({
      ...ourselves,
      "aws_s3_bucket_policy.it": { bucket: "data", policy: later("aws_s3_bucket.it.arn") },
    });
    expect(said(facts)).toEqual(["unknown whoever the policy of aws_s3_bucket_policy.it names: ?, indeterminate"]);
  });

  it.each([
    ["a policy of its own that is not there", { "aws_s3_bucket_policy.it": { bucket: "data", policy: null } }, 1],
    ["a policy of its own that is no policy", { "aws_s3_bucket_policy.it": { bucket: "data", policy: "x" } }, 1],
    ["a queue whose policy is not set", { "aws_sqs_queue.it": { policy: null } }, 0],
    ["a queue whose policy is empty", { "aws_sqs_queue.it": { policy: "" } }, 0],
  ] as const)("%s", (_, resources, count) => {
    const facts = accessIn({ ...ourselves, ...resources });
    expect(facts.map(({ principal, bound }) => `${principal.kind} ${bound.kind}`)).toEqual(
      Array.from({ length: count }, () => "unknown indeterminate"),
    );
  });

  it("a policy that is lost although the configuration writes one", () => {
    const landscape = stack(
      { ...ourselves, "aws_kms_key.it": {} },
      { also: { "aws_kms_key.it": { configured: { policy: { references: [] } } } } },
    );
    expect(said(ofKind(readResourceSide(landscape, principalsOf(landscape)), "access"))).toEqual([
      "unknown whoever the policy of aws_kms_key.it names: ?, indeterminate",
    ]);
  });

  it("is not taken for harmless where an action is not known", () => {
    const text = policy({ ...read, Principal: { AWS: foreign }, Action: "${var.action}" });
    expect(said(accessIn({ ...ourselves, "aws_s3_bucket_policy.it": { bucket: "data", policy: raw(text) } }))).toEqual([
      `foreign ${foreign}: ?, standing`,
    ]);
  });

  it("is read from raw text, and its own resource need not be known", () => {
    const text = policy({
      ...read,
      Principal: { Service: "cloudfront.amazonaws.com" },
      Resource: "${aws_s3_bucket.it.arn}/*",
    });
    expect(said(accessIn({ ...ourselves, "aws_s3_bucket_policy.it": { bucket: "data", policy: raw(text) } }))).toEqual([
      "service cloudfront.amazonaws.com: data, standing",
    ]);
  });

  it("is read of each of the documents among which an index chooses", () => {
    const statement = [
      { actions: ["sqs:SendMessage"], principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }] },
    ];
    const facts = accessIn({
      ...ourselves,
      "data.aws_iam_policy_document.it": { statement },
      "aws_sqs_queue_policy.it": { queue_url: "q", policy: later("data.aws_iam_policy_document.it", "each.key") },
    });
    expect(said(facts)).toEqual(["service sns.amazonaws.com: data, standing"]);
  });

  it("shows nothing of a policy that is marked sensitive", () => {
    const landscape = stack(bucket({ ...all, Principal: { AWS: foreign } }), {
      also: { "aws_s3_bucket_policy.it": { sensitive: { policy: true } } },
    });
    const facts = readResourceSide(landscape, principalsOf(landscape));
    expect(
      JSON.stringify(
        facts.map((fact) => (fact.kind === "access" ? { ...fact, principal: { ...fact.principal, key: "" } } : fact)),
      ),
    ).not.toContain("999988887777");
    expect(facts).toHaveLength(1);
  });

  it("does not overrule what a principal's own policies deny it", () => {
    const landscape = stack(bucket({ ...all, Principal: { AWS: "arn:aws:iam::111122223333:role/lease" } }));
    const end = {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { DateGreaterThanEquals: { "aws:CurrentTime": "2026-12-01T00:00:00Z" } },
    } as const;
    const facts = readResourceSide(landscape, principalsOf(landscape), { facts: [], denies: () => [end] });
    expect(said(ofKind(facts, "access"))).toEqual(["unknown arn:aws:iam::111122223333:role/lease: escalation, leased"]);
  });
});
