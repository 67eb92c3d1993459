import fs from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { estateJsonSchema } from "../../src/estate/json-schema";

const schema = estateJsonSchema();
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
const example = parse(fs.readFileSync(path.join(__dirname, "design-example.yaml"), "utf8")) as Record<string, unknown>;

describe("the JSON Schema", () => {
  it("takes the example of the design", () => {
    validate(example);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ["an unknown key", { nonsense: {} }],
    ["an unknown key of a role", { roles: { reader: { ...role(), maxTTL: "4h" } } }],
    ["a name in capitals", { roles: { Reader: role() } }],
    ["a duration without a unit", { roles: { reader: { ...role(), maxTtl: 4 } } }],
    ["a duration in months", { roles: { reader: { ...role(), maxTtl: "P1M" } } }],
    [
      "a time without an offset",
      { grants: { a: { role: "a", identity: "b", ttl: "4h", start: "2026-11-23T09:00:00" } } },
    ],
    ["a role without owners, which governance demands", { roles: { reader: { ...role(), owners: undefined } } }],
    ["a role without an accountable owner", { roles: { reader: { ...role(), owners: {} } } }],
    ["an agent without a sponsor", { identities: { a: { kind: "agent" } } }],
    ["a group as a member of GCP", { identities: { a: { kind: "person", gcp: { member: "group:a@b.example" } } } }],
    [
      "an account that is a number",
      { targets: { a: { owner: "b", aws: { account: 111122223333, region: "eu-central-1" } } } },
    ],
    ["no version", { version: undefined }],
  ])("refuses %s", (_, change) => {
    expect(validate(JSON.parse(JSON.stringify({ version: 1, ...change })))).toBe(false);
  });

  it("describes every key, for editors to show", () => {
    const silent: string[] = [];
    const visit = (value: unknown, way: string): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        if (key === "properties") {
          for (const [name, property] of Object.entries(inner as Record<string, { description?: string }>)) {
            if (!property.description) silent.push(`${way}.${name}`);
            visit(property, `${way}.${name}`);
          }
        } else visit(inner, Array.isArray(value) ? way : `${way}/${key}`);
      }
    };
    visit(schema, "");
    expect(silent).toEqual([]);
  });
});

function role() {
  return {
    owners: { entitlement: "a" },
    sensitivity: "low",
    maxTtl: "4h",
    eligible: ["b"],
    approval: { none: "Read only" },
  };
}
