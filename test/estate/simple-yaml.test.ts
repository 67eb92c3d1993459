import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap } from "yaml";
import { PlainReader } from "../../src/estate/plain";
import { readSimpleYaml, type SimpleText } from "../../src/estate/simple-yaml";
import { parseYaml, withoutEnvironment } from "../../src/estate/yaml";

/** A text as the YAML library reads it, each value with the offsets that belong to it; undefined where anything is said of it. */
function byLibrary(text: string): unknown {
  let said = false;
  const parsed = withoutEnvironment(() => parseYaml(text));
  if ("faults" in parsed || !parsed.contents || !isMap(parsed.contents)) return undefined;
  const report = () => {
    said = true;
  };
  const reader = new PlainReader(report, () => ({ file: "", line: 1, column: 1 }));
  const found = reader.pairs(parsed.contents).map(({ key, keyOffset, value }) => {
    const from = reader.offsets.length;
    reader.offsets.push(keyOffset);
    const plain = reader.value(value, keyOffset, 1);
    return { key, keyOffset, value: plain, offsets: reader.offsets.slice(from), index: from };
  });
  return said ? undefined : found;
}

function bySubset({ pairs, offsets }: SimpleText): unknown {
  return pairs.map(({ key, keyOffset, value, index }, position) => ({
    key,
    keyOffset,
    value,
    offsets: offsets.slice(index, pairs[position + 1]?.index),
    index,
  }));
}

/** Whether a text is within the subset; what is must be the same to both, and the entries of maps must be where they say. */
function agrees(text: string): boolean {
  const simple = readSimpleYaml(text);
  if (simple === undefined) return false;
  expect(bySubset(simple), text).toEqual(byLibrary(text));
  for (const { value, entries } of simple.pairs) {
    const isPlainMap = typeof value === "object" && value !== null && !Array.isArray(value);
    expect(entries?.map((entry) => [entry.key, entry.value])).toEqual(isPlainMap ? Object.entries(value) : undefined);
    for (const { key, index } of entries ?? []) {
      expect(text.slice(simple.offsets[index]).replace(/^"/, "").startsWith(key), text).toBe(true);
    }
  }
  return true;
}

const pieces = [
  ...[
    "a",
    "b1",
    "true",
    "null",
    "Yes",
    "12",
    "007",
    "0x1f",
    "1e3",
    "1.5",
    "2026-10-01",
    "2026-11-23T09:00:00Z",
    "90d",
    "-1",
  ],
  ...[
    "ec2:Start*",
    "*",
    "^(INC|CHG)-[0-9]+$",
    "arn:aws:s3:::b/*",
    "it's so",
    'say "x"',
    "a#b",
    "a #b",
    "a: b",
    "a:",
    "~",
    ".",
  ],
  ...[
    '"q"',
    '"a: b # c"',
    '"\\n"',
    "'s'",
    "'it''s'",
    '""',
    "''",
    '"open',
    "'open",
    "&x",
    "*x",
    "!t",
    "|",
    ">",
    "%",
    "@",
    "`",
    "- x",
  ],
  ...[
    "é",
    "日本",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\t",
    "😀",
    "a  b",
    " a",
    "a ",
    "a,b",
    "a]",
    "{",
    "}",
    "[",
    "?",
    "? a",
    "-",
    "--- ",
  ],
];
const word = fc.constantFrom(...pieces);
const good = fc.constantFrom(
  "a",
  "b-1",
  "true",
  "12",
  "90d",
  "ec2:Start*",
  '"q: r"',
  "'s'",
  "it's so",
  "^[0-9]+$",
  "x y",
  '"*"',
);
const keys = fc.constantFrom(
  "a",
  "b",
  "c-d",
  "e_f.g",
  "h/i",
  "true",
  "null",
  '"aws:x"',
  '"k"',
  "1",
  '"1"',
  "__proto__",
  "<<",
  "a b",
);
const goodKeys = fc.constantFrom("a", "b", "c-d", "e_f.g", "h/i", "true", '"aws:x"', '"k"', "m", "n", "o");
const comment = fc.constantFrom("", "", "", "", " # why", "  ", "#no", "\t");

interface Parts {
  readonly key: fc.Arbitrary<string>;
  readonly scalar: fc.Arbitrary<string>;
  readonly tail: fc.Arbitrary<string>;
  readonly step: fc.Arbitrary<number>;
}

function flow(parts: Parts, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return parts.scalar;
  const inner = fc.oneof({ weight: 3, arbitrary: parts.scalar }, { weight: 1, arbitrary: flow(parts, depth - 1) });
  const gap = fc.constantFrom("", " ");
  return fc.oneof(
    fc.tuple(fc.array(inner, { maxLength: 3 }), gap).map(([all, around]) => `[${around}${all.join(", ")}${around}]`),
    fc
      .tuple(fc.array(fc.tuple(parts.key, inner), { maxLength: 3 }), gap)
      .map(([all, around]) => `{${around}${all.map(([name, value]) => `${name}: ${value}`).join(", ")}${around}}`),
  );
}

/** Lines of a block, not yet indented. */
function block(parts: Parts, depth: number): fc.Arbitrary<string[]> {
  const onLine = fc.oneof({ weight: 3, arbitrary: parts.scalar }, { weight: 2, arbitrary: flow(parts, 2) });
  const value = fc.tuple(onLine, parts.tail).map(([text, tail]) => [`${text}${tail}`]);
  const pair = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(parts.key, value).map(([name, [text = ""]]) => [`${name}: ${text}`]) },
    ...(depth === 0
      ? []
      : [
          {
            weight: 2,
            arbitrary: fc
              .tuple(parts.key, parts.tail, parts.step, block(parts, depth - 1))
              .map(([name, tail, step, lines]) => [`${name}:${tail}`, ...indented(lines, step)]),
          },
        ]),
  );
  const item = fc.oneof(value, ...(depth === 0 ? [] : [block(parts, depth - 1)])).map((lines) => dashed(lines));
  const noise = fc.constantFrom([], [], [], [""], ["# a comment"], ["   "], ["    # far in"]);
  return fc
    .tuple(fc.boolean(), fc.array(fc.tuple(pair, item, noise), { minLength: 1, maxLength: 4 }))
    .map(([list, all]) => all.flatMap(([ofMap, ofList, between]) => [...(list ? ofList : ofMap), ...between]));
}

const indented = (lines: readonly string[], step: number): string[] => lines.map((line) => " ".repeat(step) + line);
const dashed = ([first = "", ...rest]: readonly string[]): string[] => [`- ${first}`, ...indented(rest, 2)];

const tidy: Parts = {
  key: goodKeys,
  scalar: good,
  tail: fc.constantFrom("", "", "  ", " # why"),
  step: fc.constant(2),
};
const wild: Parts = {
  key: fc.oneof({ weight: 4, arbitrary: goodKeys }, { weight: 1, arbitrary: keys }),
  scalar: fc.oneof({ weight: 3, arbitrary: good }, { weight: 2, arbitrary: word }),
  tail: comment,
  step: fc.constantFrom(0, 1, 2, 2, 2, 4),
};
const textOf = (parts: Parts) => block(parts, 3).map((lines) => lines.join("\n"));
/** A text with one piece of it exchanged, taken out or put in. */
const spoiled = fc
  .tuple(
    textOf(tidy),
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.oneof(word, fc.constantFrom("\n", " ", "  ", ":", ",", "#", "\n- ", "\r\n")),
  )
  .map(([text, place, cut, piece]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + piece + text.slice(at + cut);
  });

describe("simple YAML", () => {
  const examples = join(__dirname, "../../examples");
  const files = readdirSync(examples, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));

  it.each(files)("%s is read as the library reads it", (file) => {
    agrees(readFileSync(join(examples, file), "utf8"));
  });

  it("holds the whole estate of the example", () => {
    for (const file of files.filter((name) => name.startsWith("acme/access"))) {
      expect(agrees(readFileSync(join(examples, file), "utf8")), file).toBe(true);
    }
  });

  it.each([
    ["", false],
    ["# nothing\n", false],
    ["a: 1", true],
    ["a: 1\n", true],
    ["a:\n- b\n- c: d\n  e: f\ng: h\n", true],
    ["a: { b: [1, two, \"three\", 'four'] } # five\n", true],
    ["a: b\n  c\n", false],
    ["a:\n  b\n", false],
    ["a:\nb: c\n", false],
    ["a: b\na: c\n", false],
    ["a: [b,\n  c]\n", false],
    ["a: [b, ]\n", false],
    ["a: |\n  b\n", false],
    ["a: &x b\nc: *x\n", false],
    ["a: !!str 1\n", false],
    ["---\na: b\n", false],
    ["a: b\n...\n", false],
    ["a: b\r\n", false],
    ["a:\tb\n", false],
    [" a: b\n", false],
    ["a: b\n c: d\n", false],
    ["a: { __proto__: b }\n", false],
    ["a: { 1: b }\n", false],
    [`a: ${"[".repeat(60)}${"]".repeat(60)}\n`, false],
  ])("%j: %s", (text, within) => {
    expect(agrees(text)).toBe(within);
  });

  it.each([
    ["tidy", textOf(tidy), 4000, 0.15],
    ["wild", textOf(wild), 4000, 0.02],
    ["spoiled", spoiled, 6000, 0.05],
  ] as const)(
    "is the same to the library: %s texts",
    (_, texts, numRuns, least) => {
      let read = 0;
      fc.assert(
        fc.property(texts, (text) => {
          if (agrees(text)) read++;
        }),
        { numRuns },
      );
      expect(read / numRuns).toBeGreaterThan(least);
    },
    60_000,
  );
});
