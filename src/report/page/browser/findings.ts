import type { PageFinding } from "../data";
import { type Element_, element } from "./dom";
import { Pages } from "./pages";

/** What `check` found, the gravest first, as it comes. */
export class Findings {
  readonly #pages: Pages<PageFinding>;

  constructor(place: Element_) {
    this.#pages = new Pages(place, { one: "finding", many: "findings", none: "Nothing is found." }, (finding) => [
      findingItem(finding),
    ]);
  }

  show(findings: readonly PageFinding[]): void {
    this.#pages.show(findings);
  }

  whole(): void {
    this.#pages.whole();
  }
}

function findingItem({ rule, severity, message, fix, place, waivedBy, about }: PageFinding): Element_ {
  return element(
    "article",
    { class: `finding ${severity}` },
    element(
      "p",
      { class: "finding-head" },
      element("b", { class: "severity" }, severity),
      " ",
      element("code", {}, rule),
      place === undefined ? undefined : element("span", { class: "place" }, place),
      about === undefined ? element("span", { class: "place" }, "the whole estate") : undefined,
      waivedBy === undefined ? undefined : element("span", { class: "place" }, `waived by ${waivedBy}`),
    ),
    element("p", {}, message),
    element("p", { class: "fix" }, fix),
  );
}
