import { describe, expect, it } from "vitest";
import type { Backend, Estate, Target } from "../../src/estate/types";
import { compileRoots, renderRoots } from "../../src/synth/roots";
import { renderRoot } from "../../src/terraform/json";
import { allowing, awsRole, dana, target } from "../aws/emit/sample";
import { estate, gcpTarget, grant } from "../lease/sample";

const rootOf = (of: Target, policy: Partial<Estate["policy"]> = {}) => {
  const { roots, diagnostics } = compileRoots(estate({ targets: [of], policy }));
  expect(diagnostics).toEqual([]);
  return JSON.parse(roots.map(renderRoot).join(""));
};
const s3: Backend = {
  type: "s3",
  settings: { bucket: "state-{estate}", key: "{estate}/{target}.tfstate", nested: { a: ["{target}"] }, encrypt: true },
};

describe("a root", () => {
  it("keeps its state beside it by default, by a path without a machine in it", () => {
    expect(rootOf(target()).terraform.backend).toEqual({ local: { path: "terraform.tfstate" } });
  });

  it("fills estate and target into the backend, at any depth", () => {
    expect(rootOf(target(), { backend: s3 }).terraform.backend).toEqual({
      s3: { bucket: "state-acme", key: "acme/orders-prod.tfstate", nested: { a: ["orders-prod"] }, encrypt: true },
    });
  });

  it("has the target's own backend rather than the estate's", () => {
    const own = { type: "gcs", settings: { bucket: "b", prefix: "{target}" } };
    expect(rootOf({ ...target(), backend: own }, { backend: s3 }).terraform.backend).toEqual({
      gcs: { bucket: "b", prefix: "orders-prod" },
    });
  });

  it("asks for the provider by a range, without a host", () => {
    expect(rootOf(target()).terraform.required_providers).toEqual({
      aws: { source: "hashicorp/aws", version: ">= 5.74, < 7" },
    });
    expect(rootOf(gcpTarget("g")).terraform.required_providers).toEqual({
      google: { source: "hashicorp/google", version: ">= 6, < 8" },
    });
  });

  it.each([
    [target(), { aws: [{ region: "eu-central-1", allowed_account_ids: ["111122223333"] }] }],
    [
      target({ assumeRole: "arn:aws:iam::111122223333:role/deploy", externalId: "x" }),
      {
        aws: [
          {
            region: "eu-central-1",
            allowed_account_ids: ["111122223333"],
            assume_role: [
              { role_arn: "arn:aws:iam::111122223333:role/deploy", external_id: "x", session_name: "leasehold" },
            ],
          },
        ],
      },
    ],
    [gcpTarget("g"), { google: [{ project: "acme-orders-prod" }] }],
    [
      gcpTarget("g", { scope: "folder", id: "12345", impersonate: "d@p.iam.gserviceaccount.com" }),
      { google: [{ impersonate_service_account: "d@p.iam.gserviceaccount.com" }] },
    ],
  ])("names whose account or project it is, and no credentials", (of, provider) => {
    expect(rootOf(of).provider).toEqual(provider);
  });

  it("is there for every declared target, or for those asked for", () => {
    const of = estate({ targets: [target({}, "b"), target({ account: "444455556666" }, "a"), gcpTarget("c")] });
    expect(compileRoots(of).roots.map((root) => root.target)).toEqual(["a", "b", "c"]);
    expect(compileRoots(of, { targets: ["c"] }).roots.map((root) => root.target)).toEqual(["c"]);
  });
});

describe("roots as text", () => {
  it("are what is compiled, guards with their shared pieces among it", () => {
    const place = target({}, "a");
    const role = awsRole("reader", { targets: [place], statements: [allowing(["s3:GetObject"])] });
    const grants = ["g", "h"].map((name) => grant(name, role, { identity: dana() }));
    const of = estate({ targets: [place, gcpTarget("b")], roles: [role], grants });
    const texts = renderRoots(of).roots.map(({ text }) => text.toString());
    expect(texts).toEqual(compileRoots(of).roots.map(renderRoot));
    expect(texts.map((text) => text.split("BeforeStart").length - 1)).toEqual([2, 0]);
    expect(renderRoots(of, { targets: ["b"] }).roots.map((root) => root.target)).toEqual(["b"]);
  });
});

describe("what stands in the way of a root", () => {
  const found = (of: Estate) => {
    const { diagnostics } = compileRoots(of);
    // Whoever only wants the text is told the same, and never by a fault of what writes it.
    expect(renderRoots(of).diagnostics).toEqual(diagnostics);
    return diagnostics.map(({ code, message }) => [code, message]);
  };

  it("is one state for two targets", () => {
    const shared = { type: "s3", settings: { bucket: "b", key: "{estate}" } };
    const targets = [target({}, "a"), target({ account: "444455556666" }, "b")];
    expect(found(estate({ targets, policy: { backend: shared } }))).toEqual([
      ["backend-shared", 'Targets "a", "b" would keep their state in one and the same place (backend s3).'],
    ]);
    const absolute = { type: "local", settings: { path: "/state/acme" } };
    expect(found(estate({ targets, policy: { backend: absolute } })).map(([code]) => code)).toEqual(["backend-shared"]);
  });

  it("is one IAM name for two targets of one account", () => {
    const targets = [target({}, "a"), target({ region: "eu-west-1" }, "b")];
    const role = awsRole("reader", { targets, statements: [allowing(["s3:GetObject"])] });
    const of = estate({ targets, roles: [role], grants: [grant("g", role, { identity: dana() })] });
    expect(found(of)).toEqual([
      [
        "aws-name-claimed-twice",
        'IAM policy "leasehold-acme-reader" of account aws:111122223333 is claimed by "a: aws_iam_policy.reader", "b: aws_iam_policy.reader".',
      ],
      [
        "aws-name-claimed-twice",
        'IAM role "leasehold-acme-g" of account aws:111122223333 is claimed by "a: aws_iam_role.g", "b: aws_iam_role.g".',
      ],
    ]);
  });

  it.each([
    ["a lone surrogate", "state\ud800", "U+D800"],
    ["a decomposed accent", "e\u0301tat", "U+0065"],
  ])("is a text that Terraform would change: %s", (_, bucket, character) => {
    const backend = { type: "s3", settings: { bucket, key: "{target}" } };
    expect(found(estate({ targets: [target()], policy: { backend } }))).toEqual([
      [
        "literal-not-kept",
        `The backend of target "orders-prod" holds ${character}, which Terraform would not keep as it is.`,
      ],
    ]);
  });

  it("is a name in a trust policy that IAM would not take", () => {
    const place = target();
    const role = awsRole("reader", { targets: [place], statements: [allowing(["s3:GetObject"])] });
    const saml = {
      kind: "saml",
      provider: "arn:aws:iam::111122223333:saml-provider/a",
      subject: "dana\u2019s",
    } as const;
    const of = estate({ targets: [place], roles: [role], grants: [grant("g", role, { identity: dana(saml) })] });
    expect(found(of)).toEqual([
      ["aws-policy-character", 'The pin of identity "dana" holds U+2019, which IAM does not take in a policy.'],
    ]);
  });

  it("is, as a warning, an account that many targets fill together", () => {
    const targets = [target({}, "a"), target({}, "b")];
    const [a, b] = targets.map((place, i) =>
      awsRole(`reader-${i}`, { targets: [place], statements: [allowing(["s3:GetObject"])] }),
    );
    if (!a || !b) throw new Error("no roles");
    const grants = [a, b].flatMap((role, r) =>
      Array.from({ length: 501 }, (_, i) => grant(`g-${r}-${i}`, role, { identity: dana() })),
    );
    const { diagnostics } = compileRoots(estate({ targets, roles: [a, b], grants }));
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["aws-account-roles", "warning"]]);
    expect(diagnostics[0]?.message).toContain("1002 lease roles");
  });
});
