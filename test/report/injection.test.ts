import { readFileSync } from "node:fs";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020";
import { Marked } from "marked";
import { describe, expect, it } from "vitest";
import { plain } from "../../src/report/plain";
import { type Format, formats, render } from "../../src/report/render";
import { hostileJudgement, injections } from "./hostile";
import { context } from "./sample";
import { parseXml } from "./xml";

const markdownIt: (preset: string, options: object) => { render(text: string): string } = require("markdown-it");

const cases = Object.entries(injections);
const rendered = (format: Format, text: string) => render(format, hostileJudgement(text), context);

/** Of no report may a line give orders to a terminal, or to the build server that keeps it. */
describe.each(formats)("%s", (format) => {
  it.each(cases)("shows %s as text", async (_, text) => {
    const report = await rendered(format, text);
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u202e\ufeff]/u);
    expect(report).not.toMatch(/##(?:vso|teamcity)?\[/i);
    if (format !== "github") expect(report).not.toMatch(/^\s*::/m);
  });
});

describe("annotations of GitHub", () => {
  it.each(cases)("are one command to a finding, whatever it says: %s", async (_, text) => {
    const lines = (await rendered("github", text)).trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    for (const line of lines.slice(0, 4)) {
      const [, properties = "", data = ""] = /^::(?:error|warning|notice) ([^:]*)::(.*)$/.exec(line) ?? [];
      expect(properties).toMatch(/^(?:file=[^,]*,line=1,col=1,)?title=[^,]*$/);
      const unescaped = data.replaceAll("%0A", "\n").replaceAll("%25", "%");
      expect(unescaped).toBe(`${plain(text)}\n${plain(text)}`);
    }
  });
});

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const decoded = (html: string): string =>
  html.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10))
      : (entities[name] ?? whole),
  );

/** What a code host would make links of, in text that is not code. */
const live = [
  /@[\w-]/,
  /(?<!&)#\d/,
  /!\d/,
  /GH-\d/i,
  /:\/\/\w/,
  /www\.\w/i,
  /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i,
  /:[\w+-]+:/,
];
const allowed = /^\/?(?:h2|h3|p|table|thead|tbody|tr|th|td|code|strong)$/;

describe.each([
  // As code hosts do: tables, and links made of bare addresses.
  ["marked", (text: string) => String(new Marked({ gfm: true }).parse(text))],
  ["markdown-it", (text: string): string => markdownIt("default", { html: true, linkify: true }).render(text)],
] as const)("Markdown rendered by %s", (_, toHtml) => {
  it.each(cases)("holds nothing but text where there was %s", async (_name, text) => {
    const html = toHtml(await rendered("markdown", text));
    const parts = html.split(/<!-- -->/);
    for (const tag of parts.join("").matchAll(/<([^\s>]*)[^>]*>/g)) expect(tag[1]).toMatch(allowed);
    for (const part of parts.flatMap((each) => each.replace(/<code>.*?<\/code>/gs, " ").split(/<[^>]*>/))) {
      for (const pattern of live) expect(decoded(part)).not.toMatch(pattern);
    }
    expect(html.match(/<h[1-6]/g)).toHaveLength(5);
    expect(html.match(/<table/g)).toHaveLength(4);
    const shown = decoded(html.replaceAll("<!-- -->", "").replace(/<[^>]*>/g, "")).replace(/\s+/g, " ");
    expect(shown).toContain(plain(text).replace(/\s+/g, " ").trim());
  });
});

describe("Markdown", () => {
  it.each(cases)("holds no formula and no strike, which only some code hosts know: %s", async (_, text) => {
    const source = (await rendered("markdown", text)).replace(/(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
    expect(source).not.toMatch(/[$~]/);
  });
});

describe("JUnit", () => {
  it.each(cases)("is XML whatever is said, and says it: %s", async (_, text) => {
    const root = parseXml(await rendered("junit", text));
    expect(root).toMatchObject({ name: "testsuites", attributes: { tests: "4", failures: "3", errors: "0" } });
    const [suite] = root.children;
    expect(suite?.children.map(({ name }) => name)).toEqual(Array.from({ length: 4 }, () => "testcase"));
    for (const one of suite?.children ?? []) {
      expect(one.children).toHaveLength(1);
      expect(one.attributes.name).toBe(text.split("\n").map(plain).join(" "));
      for (const { name, attributes } of one.children) {
        expect(Object.keys(attributes)).toEqual(name === "failure" ? ["type", "message"] : []);
      }
    }
  });
});

describe("JSON", () => {
  const validate = new Ajv2020({ allErrors: true, validateFormats: false }).compile(
    JSON.parse(readFileSync("schemas/judgement.schema.json", "utf8")),
  );
  it.each(cases)("comes back as it went in, and follows its schema: %s", async (_, text) => {
    const judgement = hostileJudgement(text);
    const parsed = JSON.parse(await rendered("json", text));
    expect(parsed).toEqual(judgement);
    validate(parsed);
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe("SARIF", () => {
  const {
    $schema: _draft4,
    id: _id,
    ...schema
  } = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
  const validate = new Ajv({ allErrors: true, validateFormats: false, strict: false, unicodeRegExp: false }).compile(
    schema,
  );
  it.each(cases)("follows its schema and holds no link: %s", async (_, text) => {
    const log = JSON.parse(await rendered("sarif", text));
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    for (const { message } of log.runs[0].results) expect(message.text).not.toMatch(/(?<!\\)\[[^\]]*(?<!\\)\]\(/);
  });
});
