import type { BlockContent, ListItem, Paragraph, PhrasingContent, RootContent, TableRow } from "mdast";
import { markdownWriter } from "../markdown-writer";
import { plain } from "../plain";
import type { Block, Item, Noun, Page, Phrase, Section } from "./page";

/** By this line the comment is found again, and changed in place. */
export const marker = "<!-- leasehold:review -->";

/** A comment may have 65,536 characters; some are kept for what a bot puts round it. */
const longest = 60_000;

/** How much of everything is shown; what is left out is counted. */
interface Room {
  /** Entries of one list or table that stand open, and those folded beneath. */
  readonly open: number;
  readonly folded: number;
  /** Lines beneath one entry. */
  readonly under: number;
  /** Characters of one text; a longer one is not shown at all. */
  readonly text: number;
}

/** From all that anybody reads to what always fits. */
const rooms: readonly Room[] = [
  { open: 15, folded: 400, under: 20, text: 600 },
  { open: 15, folded: 150, under: 12, text: 600 },
  { open: 12, folded: 60, under: 8, text: 400 },
  { open: 10, folded: 20, under: 5, text: 300 },
  { open: 6, folded: 6, under: 4, text: 200 },
  { open: 3, folded: 0, under: 2, text: 120 },
  { open: 1, folded: 0, under: 1, text: 60 },
];

/** The comment on a pull request: short enough for every host, with whole lines only, and all that was declared as text. */
export async function reviewMarkdown(page: Page): Promise<string> {
  const write = await markdownWriter();
  let text = "";
  for (const room of rooms) {
    text = `${marker}\n${write(new Comment(room).of(page))}`;
    if (text.length <= longest) return text;
  }
  return text;
}

class Comment {
  constructor(readonly room: Room) {}

  of({ heading, lead, sections, footer }: Page): RootContent[] {
    return [
      { type: "heading", depth: 2, children: [this.#words(heading)] },
      ...(lead === undefined ? [] : [this.#paragraph(lead)]),
      ...sections.flatMap((section) => this.#section(section)),
      this.#paragraph(footer),
    ];
  }

  #section({ title, blocks, folded }: Section): RootContent[] {
    const content = blocks.flatMap((block) => this.#block(block));
    if (folded === true) return foldedIn(this.#cut(title), content);
    return [{ type: "heading", depth: 3, children: [this.#words(title)] }, ...content];
  }

  #block(block: Block): RootContent[] {
    switch (block.kind) {
      case "line":
        return [this.#paragraph(block.phrase)];
      case "items": {
        const title: RootContent[] = block.title === undefined ? [] : [this.#paragraph([{ strong: block.title }])];
        return [...title, ...this.#some(block.items, block.noun, (items) => [this.#list(items)])];
      }
      case "table":
        return this.#some(block.rows, block.noun, (rows) => [
          {
            type: "table",
            children: [this.#row(block.head.map((name) => [name])), ...rows.map((row) => this.#row(row))],
          },
        ]);
    }
  }

  /** The first entries, more of them folded, and how many are left out. */
  #some<T>(entries: readonly T[], noun: Noun, show: (entries: readonly T[]) => RootContent[]): RootContent[] {
    const { open, folded } = this.room;
    const shown = show(entries.slice(0, open));
    const beneath = entries.slice(open, open + folded);
    const left = entries.length - open - beneath.length;
    const more = left > 0 ? [this.#paragraph([`… and ${moreText(left, noun)} (--format json shows all)`])] : [];
    if (beneath.length === 0) return [...shown, ...more];
    return [...shown, ...foldedIn(moreText(entries.length - open, noun), [...show(beneath), ...more])];
  }

  #list(items: readonly Item[]): RootContent {
    return { type: "list", ordered: false, spread: false, children: items.map((item) => this.#item(item)) };
  }

  #item({ phrase, under = [] }: Item): ListItem {
    const shown = under.slice(0, this.room.under);
    const left = under.length - shown.length;
    const lines: readonly Phrase[] = left > 0 ? [...shown, [`… and ${left} more`]] : shown;
    const beneath: BlockContent[] =
      lines.length === 0
        ? []
        : [
            {
              type: "list",
              ordered: false,
              spread: false,
              children: lines.map((line) => ({ type: "listItem", spread: false, children: [this.#paragraph(line)] })),
            },
          ];
    return { type: "listItem", spread: false, children: [this.#paragraph(phrase), ...beneath] };
  }

  #row(cells: readonly Phrase[]): TableRow {
    return {
      type: "tableRow",
      children: cells.map((phrase) => ({ type: "tableCell", children: this.#phrasing(phrase) })),
    };
  }

  #paragraph(phrase: Phrase): Paragraph {
    return { type: "paragraph", children: this.#phrasing(phrase) };
  }

  #phrasing(phrase: Phrase): PhrasingContent[] {
    return phrase.map((part): PhrasingContent => {
      if (typeof part === "string") return this.#words(part);
      if ("strong" in part) return { type: "strong", children: [this.#words(part.strong)] };
      // An empty name would be no code at all, and end it for what follows.
      return part.code === "" ? this.#words("(empty)") : { type: "inlineCode", value: this.#cut(part.code) };
    });
  }

  #words(text: string): PhrasingContent {
    return { type: "text", value: this.#cut(text) };
  }

  /** Never a part of a line: the whole of it, or that it is there. */
  #cut(text: string): string {
    const said = plain(text);
    return said.length > this.room.text ? `(${said.length} characters, too long to be shown here)` : said;
  }
}

/** Beneath a line that is opened by a click. What stands in it is Markdown again. */
function foldedIn(summary: string, content: readonly RootContent[]): RootContent[] {
  return [
    { type: "html", value: `<details>\n<summary>${summary}</summary>` },
    ...content,
    { type: "html", value: "</details>" },
  ];
}

function moreText(count: number, noun: Noun): string {
  return `${count} more ${count === 1 ? noun.one : noun.many}`;
}
