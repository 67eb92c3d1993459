/** An element of an answer of an AWS query API: its text, and its children by name. */
export interface Element {
  readonly text: string;
  readonly children: readonly { readonly name: string; readonly element: Element }[];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads the plain XML that AWS's query APIs answer with: elements and text; attributes are passed over. */
export function parseXml(source: string): Element {
  interface Open {
    readonly name: string;
    text: string;
    readonly children: { name: string; element: Element }[];
  }
  const root: Open = { name: "", text: "", children: [] };
  const stack: Open[] = [root];
  for (const [, closing, name, empty, text] of source.matchAll(/<(?:[?!][^>]*|(\/?)([\w:.-]+)[^>]*?(\/?))>|([^<]+)/g)) {
    const top = stack[stack.length - 1] ?? root;
    if (text !== undefined) top.text += decodeEntities(text);
    else if (closing === "/") {
      stack.pop();
      stack[stack.length - 1]?.children.push({ name: top.name, element: top });
    } else if (name !== undefined && empty === "/") top.children.push({ name, element: { text: "", children: [] } });
    else if (name !== undefined) stack.push({ name, text: "", children: [] });
  }
  return root;
}

/** The first element on the way of names, from anywhere below for the first name. */
export function find(element: Element, ...names: readonly string[]): Element | undefined {
  const [first, ...rest] = names;
  if (first === undefined) return element;
  for (const child of element.children) {
    const found = child.name === first ? find(child.element, ...rest) : find(child.element, ...names);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of the first element on the way of names. */
export function textOf(element: Element, ...names: readonly string[]): string | undefined {
  return find(element, ...names)?.text.trim();
}

/** The members of the list that has this name. */
export function members(element: Element, list: string): readonly Element[] {
  const found = find(element, list);
  return (found?.children ?? []).filter((child) => child.name === "member").map((child) => child.element);
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number.parseInt(decimal, 10));
    return entities[name] ?? whole;
  });
}
