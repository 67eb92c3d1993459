import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { changedGrant, type GrantChange } from "../../src/grants/edit-text";
import { withoutGrants } from "../../src/grants/remove-entries";
import { formatInstant } from "../../src/time/instant";
import { at } from "../helpers/estate";

const now = at("2026-11-23T09:30:00Z");

const comment = fc.constantFrom("", "", "", " # why", "   # - { odd: [", " # 'it");
const scalar = fc.constantFrom(
  "plain",
  '"in: quotes, # and {"',
  "'it''s'",
  "a b c",
  "x#y",
  '"\\u00e9"',
  "päivää",
  "T-1",
);
const order = fc.shuffledSubarray(["role: r", "identity: dana", "ttl: 90m"], { minLength: 3, maxLength: 3 });

/** The lines or the braces of one grant, indented by four. */
const body = fc.oneof(
  fc
    .tuple(
      order,
      scalar,
      fc.array(comment, { minLength: 8, maxLength: 8 }),
      fc.constantFrom("ticket", "text", "list", "flow"),
    )
    .map(([keys, value, comments, last]) => {
      const more = {
        ticket: [`ticket: ${value}`],
        text: ["justification: |", "  One", "", "  two # no comment"],
        list: ["approvals:", "  - by: frank", "    step: 1"],
        flow: [`approvals: [{ by: frank }, { by: gail }]`],
      }[last];
      const lines = [...keys.map((key, index) => key + (comments[index] ?? "")), ...more];
      return `\n${lines.map((line) => (line === "" ? "\n" : `    ${line}\n`)).join("")}`;
    }),
  fc
    .tuple(order, scalar, comment, fc.constantFrom(", ", " , ", ",\n      "))
    .map(
      ([keys, value, after, comma]) =>
        ` { ${[...keys, `ticket: ${value.includes(" ") && !/^["']/.test(value) ? `"${value}"` : value}`].join(comma)} }${after}\n`,
    ),
);

const between = fc.constantFrom("", "", "\n", "  # about the next\n", "\n  # two\n  # lines\n\n", "    # deeper\n");

/** A file of several grants, and the one that is meant. */
const file = fc
  .record({
    head: fc.constantFrom(
      "version: 1\n",
      "# top\nversion: 1 # one\n",
      "---\nversion: 1\n",
      "version: 1\nteams: { t: { members: [dana] } }\n",
    ),
    bodies: fc.array(fc.tuple(between, body), { minLength: 1, maxLength: 5 }),
    tail: fc.constantFrom("", "\n", "# end\n", "targets:\n  prod: { owner: t } # last\n"),
    windows: fc.boolean(),
    cut: fc.boolean(),
    pick: fc.nat(),
  })
  .map(({ head, bodies, tail, windows, cut, pick }) => {
    const entries = bodies.map(([before, text], index) => `${before}  g${index}:${text}`);
    const whole = `${head}grants:\n${entries.join("")}${tail}`;
    const text = cut ? whole.trimEnd() : whole;
    return {
      text: windows ? text.replaceAll("\n", "\r\n") : text,
      name: `g${pick % bodies.length}`,
      count: bodies.length,
    };
  });

const change = fc.constantFrom<GrantChange>(
  { kind: "stamp", key: "start", at: now },
  { kind: "stamp", key: "revoked", at: now },
  { kind: "stamp", key: "completed", at: now },
  { kind: "extend", by: "30m", at: now },
);

interface Plain {
  grants?: Record<string, Record<string, unknown>> | null;
}

describe("whatever a file looks like", () => {
  it("a change only adds one piece to it, and says only what is meant", () => {
    fc.assert(
      fc.property(file, change, ({ text, name }, made) => {
        const after = changedGrant(text, name, made);
        const begin = commonStart(text, after);
        expect(text.slice(begin)).toBe(after.slice(after.length - (text.length - begin)));
        const wanted = parse(text) as Plain;
        const grant = wanted.grants?.[name] ?? {};
        if (made.kind === "stamp") grant[made.key] = formatInstant(now);
        else grant.extensions = [{ by: "30m", at: formatInstant(now) }];
        expect(parse(after)).toEqual(wanted);
        expect([...after.matchAll(/(?<!\r)\n/g)].length > 0).toBe([...text.matchAll(/(?<!\r)\n/g)].length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it("taking grants out keeps every other line, comments too", () => {
    fc.assert(
      fc.property(file, fc.nat(), ({ text, name, count }, second) => {
        const names = new Set([name, `g${second % count}`]);
        const after = withoutGrants(text, names);
        const wanted = parse(text) as Plain;
        for (const one of names) delete wanted.grants?.[one];
        if (after === undefined) {
          expect(Object.keys(wanted).filter((key) => key !== "version")).toEqual(["grants"]);
          expect(wanted.grants).toEqual({});
          return;
        }
        const left = parse(after) as Plain;
        expect({ ...left, grants: left.grants ?? {} }).toEqual(wanted);
        const own = /^$|^ {2}\S.*:|^ {4}(?!# deeper)/;
        const lines = after.split(/\r?\n/);
        for (const line of text.split(/\r?\n/)) {
          if (line.includes("grants:") || (own.test(line) && !/^ *#/.test(line))) continue;
          expect(lines).toContain(line);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
