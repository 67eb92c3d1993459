import { type Element_, element } from "./dom";

/** A list of what is what; what has no text is left out. */
export function facts(entries: readonly (readonly [name: string, texts: readonly string[]])[]): Element_ {
  const list = element("dl", { class: "facts" });
  for (const [name, texts] of entries) {
    if (texts.length === 0) continue;
    list.append(element("div", {}, element("dt", {}, name), ...texts.map((text) => element("dd", {}, text))));
  }
  return list;
}
