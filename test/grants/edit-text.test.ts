import { describe, expect, it } from "vitest";
import { changedGrant, type GrantChange } from "../../src/grants/edit-text";
import { EditFault } from "../../src/grants/yaml-entry";
import { at } from "../helpers/estate";

const now = at("2026-11-23T09:30:00Z");
const start: GrantChange = { kind: "stamp", key: "start", at: now };
const revoked: GrantChange = { kind: "stamp", key: "revoked", at: now };
const completed: GrantChange = { kind: "stamp", key: "completed", at: now };
const longer: GrantChange = { kind: "extend", by: "30m", at: now };

/** A file with the grant `a`, as some lines indented below it. */
const block = (...lines: readonly string[]): string =>
  `version: 1\ngrants:\n  a:\n${lines.map((line) => `    ${line}\n`).join("")}`;

describe("what is written into a grant", () => {
  it.each<[what: string, change: GrantChange, before: string, after: string]>([
    [
      "a start, behind who holds it",
      start,
      block("role: r # why", "identity: dana   # who", "ttl: 1h", "ticket: T"),
      block("role: r # why", "identity: dana   # who", "start: 2026-11-23T09:30:00Z", "ttl: 1h", "ticket: T"),
    ],
    [
      "an end, behind the last line",
      revoked,
      block("role: r", "identity: dana", "ttl: 1h"),
      block("role: r", "identity: dana", "ttl: 1h", "revoked: 2026-11-23T09:30:00Z"),
    ],
    [
      "behind a block of text, blank lines and comments below it",
      completed,
      `${block("role: r", "identity: dana", "ttl: 1h", "justification: |", "  One", "", "  two")}\n\n  # of b\n  b: { role: r, identity: erin, ttl: 1h }\n`,
      `${block("role: r", "identity: dana", "ttl: 1h", "justification: |", "  One", "", "  two", "completed: 2026-11-23T09:30:00Z")}\n\n  # of b\n  b: { role: r, identity: erin, ttl: 1h }\n`,
    ],
    [
      "behind a list",
      revoked,
      block("role: r", "identity: dana", "ttl: 1h", "approvals:", "  - by: frank # yes", "    step: 1"),
      block(
        "role: r",
        "identity: dana",
        "ttl: 1h",
        "approvals:",
        "  - by: frank # yes",
        "    step: 1",
        "revoked: 2026-11-23T09:30:00Z",
      ),
    ],
    [
      "at the end of a text without a last line break",
      revoked,
      block("role: r", "identity: dana", "ttl: 1h").trimEnd(),
      block("role: r", "identity: dana", "ttl: 1h", "revoked: 2026-11-23T09:30:00Z").trimEnd(),
    ],
    [
      "with the line breaks of Windows",
      revoked,
      block("role: r", "identity: dana", "ttl: 1h").replaceAll("\n", "\r\n"),
      block("role: r", "identity: dana", "ttl: 1h", "revoked: 2026-11-23T09:30:00Z").replaceAll("\n", "\r\n"),
    ],
    [
      "in a block that is indented by one",
      revoked,
      "version: 1\ngrants:\n a:\n  role: r\n  identity: dana\n  ttl: 1h\n",
      "version: 1\ngrants:\n a:\n  role: r\n  identity: dana\n  ttl: 1h\n  revoked: 2026-11-23T09:30:00Z\n",
    ],
    [
      "between braces",
      start,
      "version: 1\ngrants:\n  a: { role: r, identity: dana , ttl: 1h } # short\n",
      "version: 1\ngrants:\n  a: { role: r, identity: dana, start: 2026-11-23T09:30:00Z , ttl: 1h } # short\n",
    ],
    [
      "between braces over several lines, with a comma at the end",
      revoked,
      "version: 1\ngrants: {\n  a: {\n    role: r, # why\n    identity: dana,\n    ttl: 1h,\n  },\n}\n",
      "version: 1\ngrants: {\n  a: {\n    role: r, # why\n    identity: dana,\n    ttl: 1h, revoked: 2026-11-23T09:30:00Z,\n  },\n}\n",
    ],
    [
      "in JSON",
      longer,
      '{"version": 1, "grants": {"a": {"role": "r", "identity": "dana", "ttl": "1h"}}}',
      '{"version": 1, "grants": {"a": {"role": "r", "identity": "dana", "ttl": "1h", "extensions": [{ "by": "30m", "at": "2026-11-23T09:30:00Z" }]}}}',
    ],
    [
      "a first extension",
      longer,
      block("role: r", "identity: dana", "ttl: 1h"),
      block("role: r", "identity: dana", "ttl: 1h", "extensions: [{ by: 30m, at: 2026-11-23T09:30:00Z }]"),
    ],
    [
      "an extension behind another between brackets",
      longer,
      block("role: r", "extensions: [{ by: 5m, at: 2026-11-23T09:00:00Z }] # late", "identity: dana", "ttl: 1h"),
      block(
        "role: r",
        "extensions: [{ by: 5m, at: 2026-11-23T09:00:00Z }, { by: 30m, at: 2026-11-23T09:30:00Z }] # late",
        "identity: dana",
        "ttl: 1h",
      ),
    ],
    [
      "an extension into an empty list",
      longer,
      block("role: r", "identity: dana", "ttl: 1h", "extensions: []"),
      block("role: r", "identity: dana", "ttl: 1h", "extensions: [{ by: 30m, at: 2026-11-23T09:30:00Z }]"),
    ],
    [
      "an extension below another",
      longer,
      block("role: r", "identity: dana", "extensions:", "  - by: 5m", "    at: 2026-11-23T09:00:00Z # late", "ttl: 1h"),
      block(
        "role: r",
        "identity: dana",
        "extensions:",
        "  - by: 5m",
        "    at: 2026-11-23T09:00:00Z # late",
        "  - by: 30m",
        "    at: 2026-11-23T09:30:00Z",
        "ttl: 1h",
      ),
    ],
    [
      "a time in the place of a later one",
      revoked,
      block("role: r", "identity: dana", 'revoked: "2026-11-24T09:30:00Z" # tomorrow', "ttl: 1h"),
      block("role: r", "identity: dana", "revoked: 2026-11-23T09:30:00Z # tomorrow", "ttl: 1h"),
    ],
    [
      "into a grant that is anchored and that nobody else uses",
      revoked,
      "version: 1\ngrants:\n  a: &a\n    role: r\n    identity: dana\n    ttl: 1h\n",
      "version: 1\ngrants:\n  a: &a\n    role: r\n    identity: dana\n    ttl: 1h\n    revoked: 2026-11-23T09:30:00Z\n",
    ],
    [
      "behind an alias",
      start,
      "version: 1\ngrants:\n  b: { role: r, identity: &who dana, ttl: 1h }\n  a: { role: r, identity: *who , ttl: 1h }\n",
      "version: 1\ngrants:\n  b: { role: r, identity: &who dana, ttl: 1h }\n  a: { role: r, identity: *who, start: 2026-11-23T09:30:00Z , ttl: 1h }\n",
    ],
  ])("%s", (_, change, before, after) => {
    expect(changedGrant(before, "a", change)).toBe(after);
  });
});

describe("what cannot be changed alone is refused, with the place", () => {
  it.each<[what: string, text: string, why: RegExp, line: number]>([
    [
      "a grant that is an alias",
      "version: 1\ngrants:\n  b: &b { role: r, identity: dana, ttl: 1h }\n  a: *b\n",
      /written as an alias/,
      4,
    ],
    [
      "a grant that another is an alias of",
      "version: 1\ngrants:\n  a: &b { role: r, identity: dana, ttl: 1h }\n  c: *b\n",
      /without changing something else/,
      3,
    ],
    [
      "a grant whose keys are written with question marks",
      "version: 1\ngrants:\n  a:\n    ? role\n    : r\n    ? identity\n    : dana\n    ? ttl\n    : 1h\n",
      /without changing something else/,
      3,
    ],
  ])("%s", (_, text, why, line) => {
    let thrown: unknown;
    try {
      changedGrant(text, "a", revoked);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(EditFault);
    const fault = thrown as EditFault;
    expect(fault.why).toMatch(why);
    expect(text.slice(0, fault.offset).split("\n")).toHaveLength(line);
  });
});
