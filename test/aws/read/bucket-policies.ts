import { principalsOf } from "../../../src/aws/read/principals";
import { readResourceSide } from "../../../src/aws/read/resource-side";
import { type AccessFact, ofKind } from "../../../src/facts/fact";
import { type Arguments, ourselves, policy, stack } from "./stack";

/** What the policies of resources let in. */
export function accessIn(resources: Readonly<Record<string, Arguments>>): readonly AccessFact[] {
  const landscape = stack(resources);
  return ofKind(readResourceSide(landscape, principalsOf(landscape)), "access");
}

/** `kind name: privilege, bound`, and what is by design. */
export function said(facts: readonly AccessFact[]): readonly string[] {
  return facts
    .map(
      ({ principal, privilege, bound, publicByDesign }) =>
        `${principal.kind} ${principal.name}: ${privilege ?? "?"}, ${bound.kind}${publicByDesign === true ? ", by design" : ""}`,
    )
    .sort();
}

/** A bucket's policy, and whose account it is. */
export const bucket = (...statements: readonly unknown[]) => ({
  ...ourselves,
  "aws_s3_bucket_policy.it": { bucket: "data", policy: policy(...statements) },
});

export const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" };
export const all = { Effect: "Allow", Action: "s3:*", Resource: ["arn:aws:s3:::data", "arn:aws:s3:::data/*"] };
export const foreign = "arn:aws:iam::999988887777:root";
