import { describe, expect, it } from "vitest";
import { withoutGrants } from "../../src/grants/remove-entries";
import { EditFault } from "../../src/grants/yaml-entry";

const dana = "{ role: r, identity: dana, ttl: 1h }";
const erin = "{ role: r, identity: erin, ttl: 1h }";

describe("taking grants out of a file", () => {
  it.each<[what: string, names: string[], before: string, after: string | undefined]>([
    [
      "keeps the comments beside them",
      ["a"],
      "version: 1\ngrants:\n  # of a\n  a:\n    role: r # why\n    identity: dana\n    ttl: 1h\n\n  # of b\n  b:\n    role: r\n    identity: erin\n    ttl: 1h\n",
      "version: 1\ngrants:\n  # of a\n\n  # of b\n  b:\n    role: r\n    identity: erin\n    ttl: 1h\n",
    ],
    [
      "keeps the line breaks of Windows",
      ["b"],
      `version: 1\r\ngrants:\r\n  a: ${dana}\r\n  b: ${erin}\r\n`,
      `version: 1\r\ngrants:\r\n  a: ${dana}\r\n`,
    ],
    [
      "takes the key along with the last of them, where other entries stay",
      ["a", "b"],
      `version: 1\ngrants:\n  a: ${dana}\n  b: ${erin}\nteams: { t: { members: [dana] } }\n`,
      "version: 1\nteams: { t: { members: [dana] } }\n",
    ],
    [
      "keeps the key where a comment stands by it",
      ["a"],
      `version: 1\ngrants: # of this week\n  a: ${dana}\n  # more to come\n`,
      "version: 1\ngrants: {} # of this week\n  # more to come\n",
    ],
    [
      "takes the first out from between braces",
      ["a"],
      `{version: 1, grants: {a: ${dana}, b: ${erin}}}`,
      `{version: 1, grants: {b: ${erin}}}`,
    ],
    [
      "takes the last out from between braces",
      ["b"],
      `{version: 1, grants: {a: ${dana}, b: ${erin}}}`,
      `{version: 1, grants: {a: ${dana}}}`,
    ],
    [
      "takes whole lines out from between braces",
      ["a"],
      `version: 1\ngrants: {\n  a: ${dana},\n  b: ${erin}, # b\n}\n`,
      `version: 1\ngrants: {\n  b: ${erin}, # b\n}\n`,
    ],
    [
      "keeps a comment that stands before a comma",
      ["a"],
      `version: 1\ngrants: {\n  a: ${dana} # of a\n  , b: ${erin}\n}\n`,
      `version: 1\ngrants: {\n   # of a\n   b: ${erin}\n}\n`,
    ],
    ["leaves nothing of a file that holds nothing else", ["a"], `version: 1\ngrants:\n  a: ${dana}\n`, undefined],
    [
      "nor of one that besides only helps editors",
      ["a"],
      `# yaml-language-server: $schema=../schema.json\n---\nversion: 1\ngrants: { a: ${dana} }\n`,
      undefined,
    ],
    [
      "nor of JSON",
      ["a"],
      '{"grants": {"a": {"role": "r", "identity": "dana", "ttl": "1h"}}, "version": 1}',
      undefined,
    ],
    [
      "leaves a file with a comment",
      ["a"],
      `# Of the payments team\nversion: 1\ngrants:\n  a: ${dana}\n`,
      "# Of the payments team\nversion: 1\n",
    ],
    [
      "takes out an alias, and leaves what it is of",
      ["b"],
      `version: 1\ngrants:\n  a: &a ${dana}\n  b: *a\n`,
      `version: 1\ngrants:\n  a: &a ${dana}\n`,
    ],
    [
      "takes out a block of text at the end",
      ["b"],
      `version: 1\ngrants:\n  a: ${dana}\n  b:\n    role: r\n    identity: erin\n    ttl: 1h\n    justification: |\n      One\n\n      two`,
      `version: 1\ngrants:\n  a: ${dana}\n`,
    ],
  ])("%s", (_, names, before, after) => {
    expect(withoutGrants(before, new Set(names))).toBe(after);
  });

  it("refuses to take out an anchor that is used elsewhere", () => {
    const text = `version: 1\ngrants:\n  a: &a ${dana}\n  b: *a\n`;
    expect(() => withoutGrants(text, new Set(["a"]))).toThrow(EditFault);
  });
});
