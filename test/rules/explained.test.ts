import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codes } from "../../src/diagnostics/table";
import { explained, ruleNames } from "../../src/report/explained";

const root = join(__dirname, "../..");

function sources(): readonly string[] {
  const found = ["src", "constructs"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  return found.filter((file) => file.endsWith(".ts"));
}

/** Names that a source writes as the rule of a finding: the gate's come from their own files, `check`'s from the table of codes. */
function namesIn(file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8");
  // The schema of what lists findings says of a rule that it is text.
  const literals = /\brule: "(?!string")([^"]*)"|\bofRule\("([^"]*)"\)|\bkindOf\("([^"]*)"\)/g;
  return [...text.matchAll(literals)].map(([, ...groups]) => groups.find((name) => name !== undefined) ?? "");
}

describe("every name that a finding can have as its rule", () => {
  const literal = sources().flatMap((file) => namesIn(file).map((name) => ({ name, file })));

  it("is looked for where there are some", () => {
    const names = literal.map(({ name }) => name);
    for (const name of ["approval-missing", "base-empty", "lease-not-approved", "unreadable"])
      expect(names).toContain(name);
  });

  it.each(literal)("$name, which $file writes, is explained", ({ name }) => {
    expect(ruleNames).toContain(name);
    expect(explained(name)).toContain(`# ${name}\n`);
  });

  it("is explained where it is a code: all but errors of structure, which are no findings", () => {
    for (const [name, { severity, concern }] of Object.entries(codes)) {
      const isFinding = severity !== "error" || concern !== "structure";
      expect(explained(name) !== undefined, name).toBe(isFinding);
    }
  });

  it("is written nowhere past the tables: a finding that is built from a text has it from one of them", () => {
    const built = sources().filter((file) => /\brule: [`'][^`']*/.test(readFileSync(join(root, file), "utf8")));
    expect(built).toEqual([]);
  });
});
