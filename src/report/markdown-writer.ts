import type { Nodes, Root, RootContent, Text } from "mdast";

/** Writes a document as Markdown. */
export type WriteMarkdown = (children: readonly RootContent[]) => string;

/** What writes Markdown in which all text stays text: it marks nothing, names nobody and links to nothing (law 4). */
export async function markdownWriter(): Promise<WriteMarkdown> {
  const [{ toMarkdown, defaultHandlers }, { gfmTableToMarkdown }] = await Promise.all([
    import("mdast-util-to-markdown"),
    import("mdast-util-gfm-table"),
  ]);
  return (children) =>
    toMarkdown({ type: "root", children: [...children] } satisfies Root as Nodes, {
      bullet: "-",
      extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
      handlers: {
        text: (node: Text, parent, state, info) => inert(defaultHandlers.text(node, parent, state, info)),
      },
    });
}

/**
 * Code hosts look for mentions, references, addresses and emoji in text that is already rendered, where no escape is left; an
 * empty comment in the midst of one keeps them apart and is not seen. Strikes and formulae are signs of their own dialects.
 */
function inert(text: string): string {
  return text
    .replace(/@|#(?=\d)|!(?=\d)|GH-(?=\d)|:\/\/|www\.|:(?=[\w+-]+:)/gi, (found) => `${found}${apart}`)
    .replace(/(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/gi, (hash) => hash.replace(/.{4}(?=.)/g, `$&${apart}`))
    .replaceAll("~", "&#126;")
    .replaceAll("$", "&#36;");
}

const apart = "<!-- -->";
