/** An element of XML. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/**
 * A small and strict reader of XML 1.0 without DTDs, comments or CDATA, none of which a report needs: whatever is not well
 * formed is thrown.
 */
export function parseXml(text: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error("no declaration");
  // What XML cannot hold, escaped or not.
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text))
    throw new Error("a character that is none of XML");
  let at = declaration.length;
  const take = (pattern: RegExp): RegExpExecArray => {
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
    sticky.lastIndex = at;
    const found = sticky.exec(text);
    if (!found) throw new Error(`not well formed at ${at}: ${text.slice(at, at + 60)}`);
    at += found[0].length;
    return found;
  };
  const element = (): Element => {
    const name = take(/<([a-z-]+)/)[1] ?? "";
    const attributes: Record<string, string> = {};
    while (/\s/.test(text[at] ?? "")) {
      const [, key = "", value = ""] = take(/\s+([a-z]+)="([^"<]*)"/);
      if (Object.hasOwn(attributes, key)) throw new Error(`${key} twice`);
      attributes[key] = unescaped(value);
    }
    if (take(/\/?>/)[0] === "/>") return { name, attributes, children: [], text: "" };
    const children: Element[] = [];
    let content = "";
    for (;;) {
      content += unescaped(take(/[^<]*/)[0]);
      if (text.startsWith("</", at)) break;
      children.push(element());
    }
    take(new RegExp(`</${name}>`));
    return { name, attributes, children, text: content };
  };
  const root = element();
  if (text.slice(at) !== "\n") throw new Error("something after the end");
  return root;
}

function unescaped(text: string): string {
  if (text.includes("]]>")) throw new Error("]]> in text");
  const names: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  return text.replace(/&([^;]*;?)/g, (_, reference: string) => {
    const found = /^(?:#(\d+)|(\w+));$/.exec(reference);
    if (!found) throw new Error(`not an entity: &${reference}`);
    const value = found[1] === undefined ? names[found[2] ?? ""] : String.fromCodePoint(Number(found[1]));
    if (value === undefined) throw new Error(`not an entity: &${reference}`);
    return value;
  });
}
