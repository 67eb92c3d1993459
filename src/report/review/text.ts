import { aligned } from "../aligned";
import { coloursFor } from "../colours";
import type { ReportContext } from "../context";
import type { Judgement } from "../judgement";
import { plain, withoutCommands } from "../plain";
import { summaryLine } from "../summary";
import { wrapped } from "../wrap";
import type { Block, Item, Page, Phrase } from "./page";

/** As many entries of one list as one reads on a terminal. */
const shown = 40;
/** Text is not squeezed into fewer columns than this, however narrow the terminal. */
const narrowest = 40;

/** The review for a terminal: the verdict first, and again, in a line, last. */
export function reviewText(page: Page, judgement: Judgement, context: ReportContext): string {
  const colours = coloursFor(context.colour);
  const paint = judgement.verdict === "pass" ? colours.green : colours.red;
  const wrap = (line: string, indent: string, hanging: string): string[] => {
    const columns =
      context.width === undefined ? Number.POSITIVE_INFINITY : Math.max(narrowest, context.width - hanging.length);
    return wrapped(line, columns).map((each, position) => `${position === 0 ? indent : hanging}${each}`);
  };
  const blocks = [
    wrap(plain(page.heading), "", "").map(paint),
    ...(page.lead === undefined ? [] : [wrap(wordsOf(page.lead), "", "")]),
    ...page.sections.flatMap(({ title, blocks: contents }) => [
      [colours.bold(plain(title)), ...contents.flatMap((block) => blockLines(block, wrap))],
    ]),
    [wordsOf(page.footer), paint(summaryLine(judgement))],
  ];
  return withoutCommands(`${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`, "\\u003a");
}

type Wrap = (line: string, indent: string, hanging: string) => string[];

function blockLines(block: Block, wrap: Wrap): readonly string[] {
  switch (block.kind) {
    case "line":
      return wrap(wordsOf(block.phrase), "  ", "  ");
    case "items": {
      const title = block.title === undefined ? [] : [`  ${plain(block.title)}:`];
      const lines = block.items.slice(0, shown).flatMap((item) => itemLines(item, wrap));
      return [...title, ...lines, ...left(block.items.length, block.noun.many)];
    }
    case "table": {
      const rows = [
        block.head.map((name) => name.toUpperCase()),
        ...block.rows.slice(0, shown).map((row) => row.map(wordsOf)),
      ];
      return [...aligned(rows).map((line) => `  ${line}`), ...left(block.rows.length, block.noun.many)];
    }
  }
}

function itemLines({ phrase, under = [] }: Item, wrap: Wrap): readonly string[] {
  return [...wrap(wordsOf(phrase), "  - ", "    "), ...under.flatMap((line) => wrap(wordsOf(line), "    ", "      "))];
}

function left(count: number, many: string): readonly string[] {
  return count > shown ? [`  … and ${count - shown} more ${many} (--format json shows all)`] : [];
}

function wordsOf(phrase: Phrase): string {
  return plain(
    phrase.map((part) => (typeof part === "string" ? part : "code" in part ? part.code : part.strong)).join(""),
  );
}
