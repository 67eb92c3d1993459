import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BlockFault, mergeBlock } from "../../../src/review/codeowners/block";

const lines = ["/access/ @acme/security", "/access/a.yaml @acme/payments"];
const merge = (present: string, with_ = lines, estate = "acme") => mergeBlock(present, with_, estate).text;

describe("the marked block", () => {
  it.each([
    ["of an empty file", "", ""],
    ["after other lines", "* @acme/all\n", "* @acme/all\n\n"],
    ["after a line without an end", "* @acme/all", "* @acme/all\n\n"],
    ["after lines with the ends of Windows", "* @acme/all\r\n", "* @acme/all\r\n\r\n"],
  ])("is put %s", (_, present, before) => {
    const text = merge(present);
    expect(text.startsWith(`${before}# leasehold: begin`)).toBe(true);
    expect(text).toMatch(/# leasehold: end\r?\n$/);
    expect(text.includes("\r\n")).toBe(present.includes("\r\n"));
  });

  it.each([
    ["lines around it", "* @a\n\n# leasehold: begin\n/old @b\n# leasehold: end\n\n# ours\n", "* @a\n\n", "\n# ours\n"],
    ["no end of the last line", "* @a\n# leasehold: begin\n# leasehold: end", "* @a\n", ""],
    ["a byte order mark", "\uFEFF# leasehold: begin\n# leasehold: end\n", "\uFEFF", ""],
    ["spaces around the marks", " # leasehold: begin \n#  leasehold: end\t\nx @a\n", "", "x @a\n"],
  ])("is replaced with %s kept", (_, present, before, after) => {
    const text = merge(present);
    expect(text.startsWith(`${before}# leasehold: begin`)).toBe(true);
    expect(text.endsWith(`# leasehold: end${present.endsWith("end") ? "" : "\n"}${after}`)).toBe(true);
    expect(text).not.toContain("/old");
    expect(merge(text)).toBe(text);
  });

  it("leaves every byte outside of it, and is written once", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "#", " ", "\n", "\r\n", "é", "\t", "@x", "leasehold:") });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const first = merge(before);
        expect(first.startsWith(before)).toBe(true);
        expect(merge(first)).toBe(first);
        const whole = first.replace(/\r?\n$/, "\n") + after;
        const second = merge(whole, ["/other/ @acme/platform"]);
        expect(second.startsWith(before)).toBe(true);
        expect(second.endsWith(after)).toBe(true);
        expect(second).toContain("/other/ @acme/platform");
        expect(second).not.toContain("/access/");
        expect(merge(second, ["/other/ @acme/platform"])).toBe(second);
      }),
    );
  });

  it.each([
    ["begin alone", "# leasehold: begin\n/a @b\n"],
    ["end alone", "/a @b\n# leasehold: end\n"],
    ["turned round", "# leasehold: end\n# leasehold: begin\n"],
    ["twice", "# leasehold: begin\n# leasehold: end\n# leasehold: begin\n# leasehold: end\n"],
    ["begun twice", "# leasehold: begin\n# leasehold: begin\n# leasehold: end\n"],
    ["ended twice", "# leasehold: begin\n# leasehold: end\n# leasehold: end\n"],
  ])("is refused with its marks %s, by their lines", (_, present) => {
    expect(() => merge(present)).toThrow(BlockFault);
    expect(() => merge(present)).toThrow(/in line 1|in line 2/);
  });

  it("of another estate is refused", () => {
    expect(() => merge(merge("", lines, "acme"), lines, "other")).toThrow(/estate "acme".*estate "other"/);
  });

  it.each([
    ["an entry after it", "* @a\n", 3],
    ["a comment after it", "# theirs\n\n", undefined],
    ["nothing after it", "", undefined],
  ])("knows %s", (_, after, line) => {
    const present = `# leasehold: begin\n# leasehold: end\n${after}`;
    expect(mergeBlock(present, lines, "acme").entryAfter).toBe(line);
  });
});
