import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderRoot, toJson } from "../../src/terraform/json";
import { escapeLiteral, LiteralError, literal, literalFault } from "../../src/terraform/literal";
import type { Value } from "../../src/terraform/resource";

const kept: readonly (readonly [string, string])[] = [
  ["an interpolation", "${aws_iam_role.x.arn}"],
  ["a directive", "%{ if true }x%{ endif }"],
  ["an interpolation already doubled", "$${x} $$${x} $$$${x}"],
  ["a directive already doubled", "%%{x} %%%{x}"],
  ["signs that begin nothing", "$ $$ $1 $& % %% {} $ { $x{"],
  ["signs before each other", "$%{x} %${x}"],
  ["an open interpolation", "${"],
  ["quotes and backslashes", "\"'`\\ \\n \\${x} \\"],
  ["newlines and tabs", "a\nb\r\nc\td"],
  ["control characters", "\u0000\u0001\u001f\u007f\u0085"],
  ["separators of lines", "\u2028\u2029\ufeff"],
  ["four-byte characters", "😀𝒳"],
  ["composed accents", "é ü Å"],
  ["HTML", "<script>&amp;</script>"],
];

const refused: readonly (readonly [string, string, string])[] = [
  ["a lone high surrogate", "a\ud800b", "U+D800"],
  ["a lone low surrogate", "\udc00", "U+DC00"],
  ["a surrogate pair the wrong way round", "\udc00\ud800", "U+DC00"],
  ["a decomposed accent", "e\u0301", "U+0065"],
  ["a character that is another's double", "\u212b", "U+212B"],
];

describe("a literal", () => {
  it.each([
    ["${x}", "$${x}"],
    ["%{x}", "%%{x}"],
    ["$${x}", "$$${x}"],
    ["a ${x} b ${y}", "a $${x} b $${y}"],
    ["$&{x} $1", "$&{x} $1"],
  ])("is escaped: %s", (text, expected) => {
    expect(escapeLiteral(text)).toBe(expected);
  });

  it.each(kept)("passes: %s", (_, text) => {
    expect(literalFault(text)).toBeUndefined();
  });

  it.each(refused)("is refused, naming the character: %s", (_, text, character) => {
    expect(literalFault(text)?.character).toBe(character);
    expect(() => literal(text)).toThrow(LiteralError);
    expect(() => literal(text)).toThrow(character);
  });

  it("is escaped in keys too, and a key of any name is a key", () => {
    const value = JSON.parse('{"__proto__":"a","constructor":"${b}","${c}":"d"}') as Value;
    expect(JSON.stringify(toJson(value))).toBe('{"$${c}":"d","__proto__":"a","constructor":"$${b}"}');
  });
});

const terraform = spawnSync("terraform", ["version"], { encoding: "utf8" }).status === 0;
if (!terraform) console.log("SKIPPED: terraform is not on the PATH, so literals were not sent through it");

describe.skipIf(!terraform)("through real Terraform", () => {
  it("every text comes out as it went in, as a value and as a key", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    const pairs = [
      ...kept.map(([, text], i) => [`k${i}`, text] as const),
      ...names.map((name) => [name, name] as const),
    ];
    const flat = (entries: readonly (readonly [string, string])[]) => Object.fromEntries(entries);
    const text = renderRoot({
      estate: "acme",
      target: "x",
      backend: { type: "local", settings: { path: "terraform.tfstate" } },
      provider: { name: "aws", source: "hashicorp/aws", version: ">= 5.74, < 7", settings: {} },
      resources: [],
      outputs: [
        { name: "values", description: "${not} a template", value: flat(pairs) },
        { name: "keys", description: "", value: flat(pairs.map(([key, value]) => [value, key] as const)) },
        { name: "policy", description: "", value: JSON.stringify(flat(pairs)) },
      ],
    });
    // Without the provider, so that nothing has to be fetched.
    const root = JSON.parse(text);
    delete root.provider;
    delete root.terraform.required_providers;
    const out = outputsOf(JSON.stringify(root));
    expect(Object.entries(out.values as object).sort()).toEqual([...pairs].sort());
    expect(Object.entries(out.keys as object).sort()).toEqual(pairs.map(([key, value]) => [value, key]).sort());
    expect(Object.entries(JSON.parse(String(out.policy))).sort()).toEqual([...pairs].sort());
  });

  it("the refused texts are those that Terraform does change", () => {
    for (const [, text] of refused) {
      const root = JSON.stringify({ output: { values: { value: text } } });
      expect(outputsOf(root).values, JSON.stringify(text)).not.toBe(text);
    }
  });
});

function outputsOf(root: string): Record<string, unknown> {
  const directory = mkdtempSync(join(tmpdir(), "leasehold-literal-"));
  try {
    writeFileSync(join(directory, "main.tf.json"), root);
    const run = (...args: string[]) => spawnSync("terraform", args, { cwd: directory, encoding: "utf8" });
    const init = run("init", "-input=false", "-no-color");
    expect(init.status, init.stderr).toBe(0);
    const apply = run("apply", "-auto-approve", "-input=false", "-no-color");
    expect(apply.status, apply.stderr).toBe(0);
    const state = JSON.parse(readFileSync(join(directory, "terraform.tfstate"), "utf8")) as {
      outputs: Record<string, { value: unknown }>;
    };
    return Object.fromEntries(Object.entries(state.outputs).map(([name, { value }]) => [name, value]));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
