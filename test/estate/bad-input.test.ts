import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadEstate } from "../../src/estate/load";
import { complaints, directoryOf, emptyDirectory, least, withMore } from "./directory";

describe("a directory that is no estate", () => {
  it("is said to be missing, to be a file, or to be empty", () => {
    const directory = directoryOf({ "notes.txt": "nothing" });
    expect(complaints(directory)).toEqual([".:1:1 no-files"]);
    expect(complaints(directory, loadEstate(path.join(directory, "none")))).toEqual(["none:1:1 directory-unreadable"]);
    expect(complaints(directory, loadEstate(path.join(directory, "notes.txt")))).toEqual([
      "notes.txt:1:1 directory-unreadable",
    ]);
  });

  it("hides nothing in hidden files, node_modules and other endings", () => {
    const directory = directoryOf({
      ".hidden.yaml": "]",
      ".git/a.yaml": "]",
      "node_modules/a/a.yaml": "]",
      "a.json": "]",
      "a/b/c.yml": least,
    });
    expect(complaints(directory)).toEqual([]);
  });
});

const deep = 10_000;
const letters = [..."abcdefghijkl"];

const texts: readonly (readonly [what: string, content: string | Uint8Array, expected: readonly string[]])[] = [
  ["a byte order mark", `\uFEFF${least}`, []],
  ["lines that end as on Windows", least.replaceAll("\n", "\r\n"), []],
  ["UTF-16 with its mark", Buffer.from(`\uFEFF${least}`, "utf16le"), ["1:1 file-encoding"]],
  ["UTF-16 without it", Buffer.from(least, "utf16le"), ["1:1 file-encoding"]],
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d", "hex"), ["3:1 file-encoding"]],
  ["a byte of Latin-1", Buffer.concat([Buffer.from(`${least}# ä `), Buffer.from([0xe4])]), ["8:5 file-encoding"]],
  ["nothing", "", ["1:1 version-missing"]],
  ["a comment alone", "# soon\n", ["1:1 version-missing"]],
  ["a list", "- version: 1\n", ["1:1 wrong-type"]],
  ["another version", least.replace("version: 1", "version: 2"), ["1:10 version-unknown"]],
  ["a version in quotes", least.replace("version: 1", 'version: "1"'), ["1:10 version-unknown"]],
  ["a tab for indentation", `${least}\tx: 1\n`, ["8:1 yaml-syntax"]],
  ["a list that is left open", `${least}grants: [a\n`, ["9:1 yaml-syntax"]],
  ["two documents", `${least}---\n${least}`, ["8:1 yaml-not-plain"]],
  ["YAML 1.1", `%YAML 1.1\n---\n${least}`, ["1:1 yaml-not-plain"]],
  ["a tag of JavaScript", `${least}grants:\n  a: !!js/function "x"\n`, ["9:20 yaml-not-plain"]],
  ["a tag of one's own", `${least}grants:\n  a: !own { role: b }\n`, ["9:11 yaml-not-plain"]],
  ["bytes", `${least}grants:\n  a: !!binary aGFsbG8=\n`, ["9:15 yaml-not-plain"]],
  ["a merge key", `${least}grants:\n  a: { <<: { role: b } }\n`, ["9:8 yaml-not-plain"]],
  ["a map for a key", `${least}grants:\n  ? { a: b }\n  : c\n`, ["9:5 yaml-not-plain"]],
  ["an alias to nothing", `${least}grants:\n  a: *b\n`, ["9:6 yaml-not-plain"]],
  ["an alias within itself", `${least}grants:\n  a: &a [*a]\n`, ["9:10 yaml-not-plain"]],
  [
    "an alias bomb",
    `${least}grants:\n  a: &a [${Array(10).fill("x")}]\n${letters
      .slice(1)
      .map((letter, position) => `  ${letter}: &${letter} [${Array(10).fill(`*${letters[position]}`)}]\n`)
      .join("")}`,
    ["9:3 wrong-type", "10:3 wrong-type", "11:3 wrong-type", "12:31 too-many-aliases"],
  ],
  [`${deep} lists in a line`, "[".repeat(deep) + "]".repeat(deep), ["1:101 too-deep"]],
  [`${deep} maps in a line`, "{a: ".repeat(deep) + "}".repeat(deep), ["1:398 too-deep"]],
  [`${deep} lists that are left open`, "[".repeat(deep), ["1:101 too-deep"]],
  [`${deep} dashes`, `${"- ".repeat(deep)}a`, ["1:200 too-deep"]],
  [`${deep} keys that ask`, `${"? ".repeat(deep)}a`, ["1:200 too-deep"]],
  [
    "maps, each deeper than the last",
    Array.from({ length: 1000 }, (_, indent) => `${" ".repeat(indent)}a:`).join("\n"),
    ["100:101 too-deep"],
  ],
  ["15 MB of `a,`, whose nodes do not fit into memory", `[${"a,".repeat(7 * 1048576)}]`, ["1:3333334 too-many-signs"]],
  ["100 MB", Buffer.alloc(100 * 1048576, "a"), ["1:1 file-too-large"]],
];

describe("a file with", () => {
  it.each(texts)("%s", (_, content, expected) => {
    const directory = directoryOf({ "a.yaml": content });
    const start = performance.now();
    // Twice, since what the parser leaves behind has ended processes at the second time.
    loadEstate(directory);
    expect(complaints(directory)).toEqual(expected.map((place) => `a.yaml:${place}`));
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  it("more than the estate may hold together is refused before any is read", () => {
    const part = Buffer.alloc(10 * 1048576, "# x\n");
    const files = Object.fromEntries(Array.from({ length: 7 }, (_, position) => [`${position}.yaml`, part]));
    expect(complaints(directoryOf(files))).toEqual([".:1:1 file-too-large"]);
  });
});

describe("what is no file", () => {
  it("is refused: a pipe, a link that leads out, nowhere or in a circle", () => {
    const directory = directoryOf({ "a.yaml": least });
    const other = directoryOf({ "b.yaml": "version: 1\n" });
    execFileSync("mkfifo", [path.join(directory, "b.yaml")]);
    fs.symlinkSync(path.join(other, "b.yaml"), path.join(directory, "c.yaml"));
    fs.symlinkSync(other, path.join(directory, "d"));
    fs.symlinkSync("nowhere.yaml", path.join(directory, "e.yaml"));
    fs.symlinkSync("f.yaml", path.join(directory, "f.yaml"));
    expect(complaints(directory)).toEqual([
      "b.yaml:1:1 file-unreadable",
      "c.yaml:1:1 symbolic-link",
      "d:1:1 symbolic-link",
      "e.yaml:1:1 symbolic-link",
      "f.yaml:1:1 symbolic-link",
    ]);
  });

  it("is refused by its name, where that is not UTF-8", () => {
    const directory = directoryOf({ "a.yaml": least });
    fs.writeFileSync(
      Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([0xff]), Buffer.from(".yaml")]),
      "version: 1\n",
    );
    const { diagnostics } = loadEstate(directory);
    expect(diagnostics.map(({ code, fix }) => [code, fix])).toEqual([
      ["file-unreadable", "Rename it: its name is not UTF-8."],
    ]);
  });

  it("is followed where a link stays within, and nothing is read twice", () => {
    const directory = directoryOf({ "..data/a.yaml": least, "b/c.yaml": "version: 1\n" });
    fs.symlinkSync("..data/a.yaml", path.join(directory, "a.yaml"));
    fs.symlinkSync("b/c.yaml", path.join(directory, "d.yaml"));
    fs.symlinkSync(directory, path.join(directory, "b", "up"));
    expect(complaints(directory)).toEqual([]);
  });
});

describe("keys and names", () => {
  it("that come twice in one map are refused, in linear time", () => {
    const entries = Array.from({ length: 40_000 }, (_, position) => `  g${position}: {}\n`).join("");
    const directory = directoryOf(withMore(`waivers:\n${entries}  g1: {}\n`));
    const { diagnostics } = loadEstate(directory);
    const twice = diagnostics.filter(({ code }) => code === "duplicate-key");
    expect(twice.map(({ location, message }) => [location?.line, message.includes(":10:3")])).toEqual([[40_009, true]]);
  });

  it("that nobody knows, thousands of them, are told in linear time", () => {
    const many = Array.from({ length: 20_000 }, (_, position) => position);
    const keys = many.map((position) => `    k${position}: x\n`).join("");
    const people = many.map((position) => `  q${position}: { kind: person }\n`).join("");
    const members = many.map((position) => `p${position}`).join(", ");
    const team = `teams:\n  security: { members: [${members}] }\n`;
    const start = performance.now();
    const unknown = complaints(directoryOf(withMore(`grants:\n  a:\n${keys}`)));
    const missing = complaints(
      directoryOf({
        "a.yaml": `version: 1\nname: acme\npolicy: { governance: security }\n${team}identities:\n${people}`,
      }),
    );
    expect(performance.now() - start).toBeLessThan(50_000);
    expect(unknown.filter((line) => line.endsWith("unknown-key")).at(-1)).toBe("access.yaml:20009:5 unknown-key");
    expect(missing.filter((line) => line.endsWith("unknown-reference"))).toHaveLength(20_000);
  });

  it("that stand in two files are refused, and both places named", () => {
    const directory = directoryOf({
      "a.yaml": least,
      "b.yaml":
        "version: 1\nname: acme\npolicy: { governance: security, prefix: x }\nidentities:\n  hana: { kind: person }\n",
    });
    expect(complaints(directory)).toEqual([
      "b.yaml:2:1 duplicate-estate-name",
      "b.yaml:3:11 duplicate-key",
      "b.yaml:5:3 duplicate-name",
    ]);
    expect(loadEstate(directory).diagnostics[2]?.message).toContain("a.yaml:7:3");
  });

  it("may stand in several files where they differ", () => {
    const directory = directoryOf({ "a.yaml": least, "b.yaml": "version: 1\npolicy: { prefix: x }\ngrants:\n" });
    const { estate, diagnostics } = loadEstate(directory);
    expect(diagnostics).toEqual([]);
    expect(estate?.policy).toMatchObject({ prefix: "x", governance: { name: "security" } });
  });

  it("that JavaScript gives a meaning are names like others, or refused", () => {
    const directory = directoryOf(
      withMore(
        "targets:\n  constructor: { owner: security, gcp: { project: acme-prod } }\n  __proto__: { owner: security }\n",
      ),
    );
    const { estate } = loadEstate(directory);
    expect(estate?.targets.get("constructor")?.name).toBe("constructor");
    expect(complaints(directory)).toContain("access.yaml:10:3 malformed-name");
    expect(complaints(directoryOf(withMore("grants:\n  a: { __proto__: { role: x } }\n")))).toEqual([
      "access.yaml:9:8 unknown-key",
    ]);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });
});

describe("what may not be read", () => {
  const root = process.getuid?.() === 0;

  it.skipIf(!root)(
    "is said to need permission (skipped unless run as root, which can become another user)",
    async () => {
      const directory = directoryOf({ "a.yaml": least, "b.yaml": "version: 1\n", "c/d.yaml": "version: 1\n" });
      fs.chmodSync(directory, 0o755);
      fs.chmodSync(path.join(directory, "b.yaml"), 0o600);
      fs.chmodSync(path.join(directory, "c"), 0o700);
      const closed = emptyDirectory();
      fs.chmodSync(closed, 0o700);
      const nobody = 65_534;
      const [group, user] = [process.getegid?.() ?? 0, process.geteuid?.() ?? 0];
      process.setegid?.(nobody);
      process.seteuid?.(nobody);
      let found: string[];
      try {
        found = [...complaints(directory), ...complaints(closed)];
      } finally {
        process.seteuid?.(user);
        process.setegid?.(group);
      }
      expect(found).toEqual(["b.yaml:1:1 file-unreadable", "c:1:1 file-unreadable", ".:1:1 directory-unreadable"]);
    },
  );
});
