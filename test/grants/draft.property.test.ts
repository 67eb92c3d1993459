import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { draftText } from "../../src/grants/draft";

const odd = fc.constantFrom(
  "\r",
  "\n",
  " ",
  "a",
  ":",
  "#",
  "\t",
  "\u0085",
  "\u2028",
  "\ufeff",
  "-",
  "'",
  '"',
  "|",
  "{",
);
const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: odd }));

describe("the file of a request", () => {
  it("says what was said, whatever that is", () => {
    fc.assert(
      fc.property(text, text, (justification, ticket) => {
        const draft = { role: "operator", identity: "dana", ttl: "1h", ticket, justification };
        expect(parse(draftText("g", draft))).toEqual({ version: 1, grants: { g: draft } });
      }),
      {
        numRuns: 500,
        examples: [
          [" \n", ""],
          ["\t\n a", " \n\n"],
        ],
      },
    );
  });
});
