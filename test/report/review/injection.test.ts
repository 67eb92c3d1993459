import { Marked } from "marked";
import { describe, expect, it } from "vitest";
import { plain } from "../../../src/report/plain";
import { renderReview } from "../../../src/report/review/render";
import { injections } from "../hostile";
import { context } from "../sample";
import { decoded, htmlOf } from "./rendered";
import { hostileReport } from "./sample";

const harmless = "harmless";
const cases = Object.entries(injections);
const comment = (text: string) => renderReview("markdown", hostileReport(text), context);

/** What a code host would make links of, in text that is not code. */
const live = [
  /@[\w-]/,
  /(?<!&)#\d/,
  /(?<![\w])!\d/,
  /GH-\d/i,
  /:\/\/\w/,
  /www\.\w/i,
  /(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i,
  /:[\w+-]+:/,
];

/** Every tag in its order: what a reader sees as headings, lists, tables and folds. */
const tagsOf = (html: string): readonly string[] =>
  [...html.replaceAll("<!-- -->", "").matchAll(/<(\/?[a-z][^\s>]*|!--)[^>]*>/gi)].map(([, tag = ""]) => tag);

describe.each([
  ["marked", (text: string) => String(new Marked({ gfm: true }).parse(text))],
  ["markdown-it", htmlOf],
] as const)("the comment rendered by %s", (_, toHtml) => {
  it.each(cases)("is built as with harmless words where there was %s", async (_name, text) => {
    const html = toHtml(await comment(text));
    expect(tagsOf(html)).toEqual(tagsOf(toHtml(await comment(harmless))));
    const parts = html.replace(/<code>.*?<\/code>/gs, " ").split(/<!-- -->|<[^>]*>/);
    for (const part of parts) for (const pattern of live) expect(decoded(part)).not.toMatch(pattern);
    const shown = decoded(html.replaceAll("<!-- -->", "").replace(/<[^>]*>/g, "")).replace(/\s+/g, " ");
    expect(shown).toContain(plain(text).replace(/\s+/g, " ").trim());
  });
});

describe.each(["text", "json", "markdown", "sarif", "junit", "github"] as const)("a review as %s", (format) => {
  it.each(cases)("gives no orders to a terminal or a build server: %s", async (_, text) => {
    const report = await renderReview(format, hostileReport(text), context);
    expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200b\u202e\ufeff]/u);
    expect(report).not.toMatch(/##(?:vso|teamcity)?\[/i);
    if (format !== "github") expect(report).not.toMatch(/^\s*::/m);
  });
});
