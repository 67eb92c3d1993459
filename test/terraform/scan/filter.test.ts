import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/terraform/json";
import { ScanError } from "../../../src/terraform/scan/filter";
import { filtered } from "./reference";
import { cut, scan } from "./scan";

const places = fc.array(fc.nat({ max: 5_000 }), { maxLength: 12 });
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What JSON.parse makes of bytes that must be UTF-8. */
function parsed(bytes: Uint8Array): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(strict.decode(bytes)) };
  } catch {
    return undefined;
  }
}

function scanned(pieces: readonly Uint8Array[]): { readonly value: Json } | { readonly reason: string } {
  try {
    return { value: scan(pieces) };
  } catch (error) {
    if (error instanceof ScanError) return error.fault;
    throw error;
  }
}

/** JSON's own texts, and what is nearly JSON. */
const shreds = fc.oneof(
  fc.json({ maxDepth: 4, noUnicodeString: false }),
  fc
    .array(
      fc.constantFrom(
        ...[
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          '"',
          '"a"',
          '"\\u00e9"',
          '"\\ud800"',
          '"\\x"',
          '"\\u12g4"',
          "\\",
          "0",
          "-",
          "-0",
          "01",
        ],
        ...[
          "1",
          "1.",
          "1.5",
          ".5",
          "1e",
          "1e+",
          "1e9",
          "1E-2",
          "+1",
          "NaN",
          "Infinity",
          "true",
          "tru",
          "false",
          "null",
          "nul",
        ],
        ...[
          " ",
          "\n",
          "\t",
          "\r",
          "\f",
          "\u00a0",
          "\ufeff",
          "\u0000",
          '"\u001f"',
          '"\u007f"',
          '"é"',
          '"😀"',
          "'a'",
          "//",
          "{}",
          "[]",
        ],
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

describe("the filter's grammar", () => {
  it("takes what JSON.parse takes and refuses what it refuses, wherever the text is cut", () => {
    fc.assert(
      fc.property(shreds, places, (text, at) => {
        const bytes = Buffer.from(text);
        const expected = parsed(bytes);
        const found = scanned(cut(bytes, at));
        expect("value" in found ? "taken" : "refused").toBe(expected === undefined ? "refused" : "taken");
      }),
      { numRuns: 4_000 },
    );
  });

  it("does so for texts of which bytes were changed, put in or taken out", () => {
    const change = fc.record({
      at: fc.nat({ max: 2_000 }),
      byte: fc.nat({ max: 255 }),
      how: fc.constantFrom("set", "insert", "remove"),
    });
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4, noUnicodeString: false }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        places,
        (text, changes, at) => {
          const bytes = [...Buffer.from(`{"other":${text}}`)];
          for (const { at: place, byte, how } of changes) {
            bytes.splice(place % (bytes.length + 1), how === "insert" ? 0 : 1, ...(how === "remove" ? [] : [byte]));
          }
          const mutated = Uint8Array.from(bytes);
          const found = scanned(cut(mutated, at));
          expect("value" in found).toBe(parsed(mutated) !== undefined);
        },
      ),
      { numRuns: 4_000 },
    );
  });

  it.each([
    ["a lone continuation", [0x80], 0],
    ["an overlong form", [0xc0, 0xaf], 0],
    ["an overlong form of three bytes", [0xe0, 0x9f, 0xbf], 1],
    ["half a surrogate pair", [0xed, 0xa0, 0x80], 1],
    ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 1],
    ["a lead that no sign has", [0xf5, 0x80, 0x80, 0x80], 0],
    ["a sign that is cut off", [0xe2, 0x82, 0x22], 2],
  ])("refuses %s, in a part that is dropped, and says where", (_, bytes, wrong) => {
    const before = Buffer.from('{"planned_values":{"a":["');
    const text = Buffer.concat([before, Uint8Array.from(bytes), Buffer.from('"]}}')]);
    for (let at = 0; at <= text.length; at++) {
      expect(scanned(cut(text, [at]))).toMatchObject({ reason: "not-utf8", offset: before.length + wrong });
    }
  });

  it("refuses nesting beyond a thousand, without nesting itself", () => {
    const nested = (depth: number): Buffer => Buffer.from(`{"other":${"[".repeat(depth)}${"]".repeat(depth)}}`);
    expect(scanned([nested(999)])).toHaveProperty("value");
    expect(scanned([nested(1_000)])).toMatchObject({ reason: "too-deep" });
    expect(scanned([nested(100_000)])).toMatchObject({ reason: "too-deep" });
    expect(
      scanned([Buffer.from(`{"configuration":{"root_module":${'{"module_calls":{"a":{"module":'.repeat(5_000)}`)]),
    ).toMatchObject({
      reason: "too-deep",
    });
  });

  it.each([
    ["at the top", '{"a":1,"a":1}'],
    ["at the top, behind an escape", '{"errored":true,"err\\u006fred":false}'],
    ["in a resource that is kept", '{"resource_changes":[{"type":"aws_iam_role","change":{"after":{"x":1,"x":2}}}]}'],
    ["between two types", '{"resource_changes":[{"type":"aws_instance","type":"aws_iam_role"}]}'],
    ["in the configuration", '{"configuration":{"root_module":{"resources":[],"resources":[]}}}'],
  ])("refuses a key that stands twice %s", (_, text) => {
    expect(scanned([Buffer.from(text)])).toMatchObject({ reason: "duplicate-key" });
  });

  it("does not hold an element of any size", () => {
    const filter = (): unknown => {
      const piece = Buffer.alloc(1 << 20, "x");
      const pieces = Array.from({ length: 40 }, () => piece);
      return scanned([Buffer.from('{"resource_changes":[{"type":"aws_instance","a":"'), ...pieces]);
    };
    expect(filter()).toMatchObject({ reason: "too-large" });
    const dropped = Array.from({ length: 40 }, () => Buffer.alloc(1 << 20, "x"));
    expect(
      scanned([Buffer.from('{"planned_values":"x","output_changes":["'), ...dropped, Buffer.from('"]}')]),
    ).toHaveProperty("value");
  });
});

const types = fc.constantFrom(
  "aws_instance",
  "aws_iam_role",
  "aws_s3_bucket",
  "google_project_iam_member",
  "null_resource",
  "aws_caller_identity",
);
const keys = fc.constantFrom(
  "policy",
  "policies",
  "document",
  "name",
  "type",
  "mode",
  "tags",
  "é",
  "__proto__",
  "constructor",
);
const texts = fc.oneof(
  fc.constantFrom(
    "{}",
    ' {"Version":"2012-10-17"}',
    "\n\t{",
    "x{",
    "",
    "[{}]",
    "managed",
    "${a.b}",
    "\\{",
    "aws_iam_role",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    texts,
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 3 }) as fc.Arbitrary<Json>,
  ),
}));
const element: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      { address: fc.string(), mode: fc.constantFrom("managed", "data"), type: types, values: value, change: value },
      { requiredKeys: ["type"] },
    ) as fc.Arbitrary<Json>,
  },
  { weight: 1, arbitrary: value },
);
const list = fc.oneof(
  { weight: 6, arbitrary: fc.array(element, { maxLength: 6 }) as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: value },
);
const module = fc.letrec<{ module: Json; state: Json }>((tie) => ({
  module: fc.record(
    {
      resources: list,
      outputs: value,
      variables: value,
      module_calls: fc.dictionary(
        fc.constantFrom("a", "b", "__proto__"),
        fc.record({ module: tie("module"), expressions: value, source: value }, { requiredKeys: [] }),
        { maxKeys: 2 },
      ),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Json>,
  state: fc.record(
    { resources: list, address: texts, child_modules: fc.array(tie("state"), { maxLength: 2 }) },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Json>,
}));
const plan = fc
  .record(
    {
      format_version: fc.constant("1.2"),
      planned_values: value,
      resource_changes: list,
      resource_drift: list,
      deferred_changes: list,
      prior_state: fc.record({ values: fc.record({ root_module: module.state }) }),
      configuration: fc.record({ provider_config: value, root_module: module.module, other: value }),
      complete: value,
    },
    { requiredKeys: [] },
  )
  // In any order of keys, though the state stands behind the changes as Terraform has it.
  .chain((whole) =>
    fc
      .shuffledSubarray(Object.keys(whole), { minLength: Object.keys(whole).length })
      .map((order) => [whole, order] as const),
  )
  .map(([whole, order]) => {
    const sorted = [
      ...order.filter((key) => !/^(prior|config)/.test(key)),
      ...order.filter((key) => /^(prior|config)/.test(key)),
    ];
    return JSON.stringify(Object.fromEntries(sorted.map((key) => [key, whole[key as keyof typeof whole]])));
  });

describe("what the filter keeps", () => {
  it("is what JSON.parse gives of it, wherever the text is cut", () => {
    fc.assert(
      fc.property(plan, places, fc.boolean(), (text, at, spaced) => {
        const bytes = Buffer.from(spaced ? JSON.stringify(JSON.parse(text), null, 2) : text);
        // JSON.stringify escapes lone surrogates in keys: those elements are kept whatever they are.
        expect(scan(cut(bytes, at))).toEqual(filtered(JSON.parse(text)));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ["with its type last", '{"change":{"after":{}},"type":"aws_iam_role"}', true],
    ["with a key behind an escape", '{"\\u0074ype":"aws_iam_role","type":"aws_instance"}', true],
    ["with a type behind an escape", '{"type":"aws\\u005fiam_role"}', true],
    ["without a type", '{"mode":"managed"}', true],
    ["with a type that is no text", '{"type":["aws_instance"]}', true],
    ["with a text that begins like an object", '{"type":"x","a":{"b":[" \\n\\t{"]}}', true],
    ["with a text that begins so behind an escape", '{"type":"x","a":"\\u007b}"}', true],
    ["with a policy that is not known", '{"type":"x","change":{"after_unknown":{"policy":true}}}', true],
    ["with another attribute that is not known", '{"type":"x","change":{"after_unknown":{"arn":true}}}', false],
    ["with a text that holds an object further on", '{"type":"x","a":"a{"}', false],
    ["of a type deeper down", '{"type":"x","a":{"type":"aws_iam_role"}}', false],
  ])("a change %s", (_, text, kept) => {
    const bytes = Buffer.from(`{"resource_changes":[${text},{"type":"x"},${text}]}`);
    for (let at = 0; at <= bytes.length; at++) {
      const found = scanned(cut(bytes, [at]));
      if ("value" in found)
        expect((found.value as { resource_changes: Json[] }).resource_changes).toHaveLength(kept ? 2 : 0);
      else expect(found.reason).toBe("duplicate-key");
    }
  });
});
