import { describe, expect, it } from "vitest";
import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import { ofKind } from "../../../src/facts/fact";
import type { ProviderConfiguration, ResourceInstance } from "../../../src/terraform/instance";
import { stack } from "./stack";

const provider: ProviderConfiguration = {
  key: "aws",
  source: "hashicorp/aws",
  configured: { default_tags: [{ tags: { constant: { team: "platform", stage: "prod" }, references: [] } }] },
};

describe("ownership", () => {
  type Case = readonly [
    string,
    Partial<ResourceInstance>,
    readonly ProviderConfiguration[],
    Readonly<Record<string, string>>,
    boolean,
  ];
  const cases: readonly Case[] = [
    ["its own tags", { values: { tags: { team: "payments" } } }, [], { team: "payments" }, false],
    [
      "all tags, the provider's included",
      { values: { tags: { a: "1" }, tags_all: { a: "1", team: "platform" } } },
      [],
      { a: "1", team: "platform" },
      false,
    ],
    [
      "the provider's, where all are not worked out yet",
      { values: { tags: { team: "payments" } }, unknown: { tags_all: true } },
      [provider],
      { stage: "prod", team: "payments" },
      false,
    ],
    ["no tags", { values: {}, unknown: { tags_all: true } }, [], {}, false],
    [
      "a tag that is not known yet",
      { values: { tags: { team: "payments" } }, unknown: { tags: { digest: true }, tags_all: true } },
      [],
      { team: "payments" },
      true,
    ],
    ["tags that are not known yet", { values: {}, unknown: { tags: true, tags_all: true } }, [], {}, true],
    [
      "tags that are secret",
      { values: { tags: { team: "payments", pin: "1234" } }, sensitive: { tags: { pin: true } } },
      [],
      { team: "payments" },
      true,
    ],
    [
      "the provider's, which are not known yet",
      { values: {}, unknown: { tags_all: true } },
      [{ ...provider, configured: { default_tags: [{ tags: { references: ["var.tags"] } }] } }],
      {},
      true,
    ],
  ];
  it.each(cases)("%s", (_, also, providers, tags, partial) => {
    const landscape = stack({ "aws_iam_role.it": {} }, { providers, also: { "aws_iam_role.it": also } });
    expect(ofKind(readResourceSide(landscape, principalsOf(landscape)), "ownership")).toMatchObject([
      { tags, partial, from: { address: "aws_iam_role.it" } },
    ]);
  });

  it("is asked of what takes part in access", () => {
    const types = [
      "aws_iam_role",
      "aws_iam_user",
      "aws_iam_policy",
      "aws_ssoadmin_permission_set",
      "aws_s3_bucket",
      "aws_iam_group",
    ];
    const landscape = stack(Object.fromEntries(types.map((type) => [`${type}.it`, {}])));
    const asked = ofKind(readResourceSide(landscape, principalsOf(landscape)), "ownership").map(
      ({ from }) => from.type,
    );
    expect(asked).toEqual(["aws_iam_role", "aws_iam_user", "aws_iam_policy", "aws_ssoadmin_permission_set"]);
  });
});
