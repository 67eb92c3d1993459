import { describe, expect, it } from "vitest";
import type { Json } from "../../src/terraform/json";
import { binding, type Change, condition, edited, guard, role, said } from "./applied";

describe("what says the same in other words", () => {
  const policies = ["assume_role_policy", "policy"] as const;
  const everywhere =
    (change: (text: string) => string): Change =>
    (aws) => {
      aws.edit(role, policies[0], change);
      for (const one of [guard, "aws_iam_policy.operator"]) aws.edit(one, policies[1], change);
    };
  const deep = (change: (value: Json, key: string) => Json) => (text: string) =>
    JSON.stringify(JSON.parse(text, (key, value) => change(value, key)));

  it.each<[string, (text: string) => string]>([
    ["white space", (text) => JSON.stringify(JSON.parse(text), undefined, 4)],
    ["the order of statements", (text) => edited(text, (statements) => [...statements].reverse())],
    ["the order of lists", deep((value) => (Array.isArray(value) ? [...value].reverse() : value))],
    [
      "the order of keys",
      deep((value) => (isMap(value) ? Object.fromEntries(Object.entries(value).reverse()) : value)),
    ],
    [
      "a list of one for a text",
      deep((value, key) => ((key === "Action" || key === "Resource") && typeof value === "string" ? [value] : value)),
    ],
    [
      "a text for a list of one",
      deep((value) => (Array.isArray(value) && value.length === 1 && typeof value[0] === "string" ? value[0] : value)),
    ],
    [
      "a statement alone",
      (text) => {
        const whole = JSON.parse(text);
        return JSON.stringify(whole.Statement.length === 1 ? { ...whole, Statement: whole.Statement[0] } : whole);
      },
    ],
    [
      "the case of actions",
      deep((value, key) =>
        key === "Action" || key === "NotAction" ? [value].flat().map((one) => String(one).toUpperCase()) : value,
      ),
    ],
    ["the names of statements", deep((value, key) => (key === "Sid" ? `${value}x` : value))],
    [
      "another spelling of the dates",
      (text) => text.replaceAll("T09:00:00Z", "T10:00:00+01:00").replaceAll("T10:00:00Z", "T10:00Z"),
    ],
    ["the case of condition keys", (text) => text.replaceAll("aws:CurrentTime", "AWS:currenttime")],
    [
      "an empty condition",
      (text) => edited(text, (statements) => statements.map((one) => ({ Condition: {}, ...one }))),
    ],
    ["a statement twice", (text) => edited(text, (statements) => [...statements, ...statements])],
  ])("by %s is the same", (_, change) => {
    expect(said(everywhere(change))).toEqual([]);
  });

  it("in CEL is the same", () => {
    expect(
      said((_, gcp) =>
        gcp.set(binding, (values) => condition(values, (text) => ` ${text.split(" && ").reverse().join("  &&\n")} `)),
      ),
    ).toEqual([]);
  });

  it("under another title is the same", () => {
    expect(said((_, gcp) => gcp.set(binding, (values) => condition(values, () => "mine", "title")))).toEqual([]);
  });

  it("of a member in capitals is the same", () => {
    expect(said((_, gcp) => gcp.set(binding, (values) => ({ ...values, member: "user:Dana@ACME.example" })))).toEqual(
      [],
    );
  });
});

const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
