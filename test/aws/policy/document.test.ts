import { describe, expect, it } from "vitest";
import { asList, minify, policyDocument, sizeOf } from "../../../src/aws/policy/document";
import { managedPolicyDocument } from "../../../src/aws/policy/managed";
import { managedPolicyNames } from "../../../src/aws/policy/managed-texts";

describe("a policy document", () => {
  it("is minified, and counted as it is sent", () => {
    const document = policyDocument([{ Effect: "Deny", Action: "*", Resource: "*" }]);
    const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';
    expect(minify(document)).toBe(text);
    expect(sizeOf(document)).toBe(text.length);
  });

  it.each([
    [undefined, []],
    ["a", ["a"]],
    [
      ["a", "b"],
      ["a", "b"],
    ],
  ])("reads %j as a list", (value, list) => {
    expect(asList(value)).toEqual(list);
  });
});

describe("the documents of AWS managed policies", () => {
  it("are 1,568, each readable", () => {
    const names = managedPolicyNames();
    expect(names).toHaveLength(1568);
    expect(names).toEqual([...names].sort());
    for (const name of names) {
      const document = managedPolicyDocument(`arn:aws:iam::aws:policy/${name}`);
      expect(document?.Statement.length, name).toBeGreaterThan(0);
    }
  });

  it("speak of the partition that they are asked for", () => {
    const text = JSON.stringify(managedPolicyDocument("arn:aws-us-gov:iam::aws:policy/AmazonECS_FullAccess"));
    expect(text).toContain('"arn:aws-us-gov:');
    expect(text).not.toContain('"arn:aws:');
  });

  it.each([
    "arn:aws:iam::111122223333:policy/ReadOnlyAccess",
    "arn:aws:iam::aws:policy/ReadOnlyAcces",
    "arn:aws:iam::aws:policy/",
    "ReadOnlyAccess",
    "",
  ])("do not hold %j", (arn) => {
    expect(managedPolicyDocument(arn)).toBeUndefined();
  });
});
