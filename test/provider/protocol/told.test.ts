import { describe, expect, it } from "vitest";
import { diagnosticsOf, fails, pathOf } from "../../../src/provider/protocol/told";
import type { ValueType } from "../../../src/provider/protocol/value";

const type: ValueType = [
  "object",
  {
    text: "string",
    names: ["list", "string"],
    tags: ["map", ["object", { inner: "string" }]],
    members: ["set", ["object", { inner: "string" }]],
    pair: ["tuple", ["string", ["map", "bool"]]],
    any: "dynamic",
  },
];

describe("the place of what is told", () => {
  it.each([
    { path: ["text"], steps: [{ attribute_name: "text" }] },
    { path: ["names", 0], steps: [{ attribute_name: "names" }, { element_key_int: 0 }] },
    {
      path: ["tags", "a key", "inner"],
      steps: [{ attribute_name: "tags" }, { element_key_string: "a key" }, { attribute_name: "inner" }],
    },
    {
      path: ["pair", 1, "k"],
      steps: [{ attribute_name: "pair" }, { element_key_int: 1 }, { element_key_string: "k" }],
    },
    { path: [], steps: [] },
  ])("is named step by step: $path", ({ path, steps }) => {
    expect(pathOf(path, type)).toEqual({ steps });
  });

  it.each([
    { why: "an element of a set has no name", path: ["members", 0, "inner"], steps: [{ attribute_name: "members" }] },
    { why: "there is no such attribute", path: ["constructor"], steps: [] },
    { why: "a list has no names", path: ["names", "first"], steps: [{ attribute_name: "names" }] },
    { why: "nothing is within a text", path: ["text", 0], steps: [{ attribute_name: "text" }] },
    { why: "the type is open", path: ["any", "a"], steps: [{ attribute_name: "any" }] },
    { why: "a tuple has no third", path: ["pair", 2, 0], steps: [{ attribute_name: "pair" }, { element_key_int: 2 }] },
  ])("ends where Terraform could not follow, since $why", ({ path, steps }) => {
    expect(pathOf(path, type)).toEqual({ steps });
  });
});

describe("what is told", () => {
  const error = { severity: "error", summary: "A", detail: "B", path: ["text"] } as const;
  const warning = { severity: "warning", summary: "C", detail: "D" } as const;

  it("is sent with its severity, and its place where it has one", () => {
    expect(diagnosticsOf([error, warning], type)).toEqual([
      { severity: 1, summary: "A", detail: "B", attribute: { steps: [{ attribute_name: "text" }] } },
      { severity: 2, summary: "C", detail: "D", attribute: undefined },
    ]);
  });

  it("fails where there is an error in it", () => {
    expect(fails([warning, error])).toBe(true);
    expect(fails([warning])).toBe(false);
    expect(fails([])).toBe(false);
  });
});
