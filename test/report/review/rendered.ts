const markdownIt: (preset: string, options: object) => { render(text: string): string } = require("markdown-it");

/** The comment as HTML, about as a code host makes it. */
export function htmlOf(markdown: string): string {
  return markdownIt("default", { html: true, linkify: true }).render(markdown);
}

/** What a reader takes for the parts of a comment. */
export interface Outline {
  /** `h2 Approved: …`, `h3 Leases`, with what is said in them as text. */
  readonly headings: readonly string[];
  /** The lines that open a fold. */
  readonly folds: readonly string[];
  /** Links, pictures and whatever else nobody wrote on purpose. */
  readonly foreign: readonly string[];
  /** Elements that are opened and never closed. */
  readonly open: readonly string[];
}

const expected = new Set("h2 h3 p ul li table thead tbody tr th td code strong details summary".split(" "));
const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Signs in the place of what stands for them in HTML. */
export function decoded(html: string): string {
  return html.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10))
      : (entities[name] ?? whole),
  );
}

/** Reads the parts of a rendered comment. */
export function outlineOf(html: string): Outline {
  const open: string[] = [];
  const foreign: string[] = [];
  for (const [tag, end, name = ""] of html.replace(/<!--.*?-->/gs, "").matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/gi)) {
    if (!expected.has(name)) foreign.push(tag);
    if (end === "") open.push(name);
    else if (open.at(-1) === name) open.pop();
    else foreign.push(tag);
  }
  return {
    headings: contentsOf(html, "h[1-6]"),
    folds: contentsOf(html, "summary").map((said) => said.replace(/^\S+ /, "")),
    foreign,
    open,
  };
}

function contentsOf(html: string, element: string): readonly string[] {
  const found = html.matchAll(new RegExp(`<(${element})>(.*?)</\\1>`, "gs"));
  return [...found].map(([, name = "", content = ""]) => `${name} ${textOf(content)}`);
}

function textOf(html: string): string {
  return decoded(html.replace(/<!--.*?-->|<[^>]*>/gs, ""));
}
