import type { PageFinding } from "../data";
import { type Element_, element } from "./dom";
import { Pages } from "./pages";
import { counted } from "./words";

/** What `check` found, the gravest first, as it comes; notes, of which nothing has to be done, are folded away. */
export class Findings {
  readonly #grave: Pages<PageFinding>;
  readonly #notes: Pages<PageFinding>;
  readonly #title = element("summary", {});
  readonly #folded = element("details", { class: "notes" }, this.#title);

  constructor(place: Element_) {
    const item = (finding: PageFinding): Element_[] => [findingItem(finding)];
    this.#grave = new Pages(place, { one: "finding", many: "findings", none: "No error and no warning." }, item);
    place.append(this.#folded);
    this.#notes = new Pages(this.#folded, { one: "note", many: "notes", none: "" }, item);
  }

  show(findings: readonly PageFinding[]): void {
    const notes = findings.filter(({ severity }) => severity === "note");
    this.#grave.show(findings.filter(({ severity }) => severity !== "note"));
    this.#notes.show(notes);
    this.#folded.hidden = notes.length === 0;
    this.#title.textContent = `${counted(notes.length, "note")}: good to know before you approve; nothing has to be done`;
  }

  whole(): void {
    this.#grave.whole();
    this.#notes.whole();
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
