import { type Element_, element } from "./dom";
import { counted } from "./words";

const atOnce = 40;

/** A long list of which a part is drawn, and more when somebody asks; printing draws all. */
export class Pages<T> {
  readonly #list: Element_;
  readonly #more = element("button", { type: "button", class: "more" });
  #items: readonly T[] = [];
  #shown = 0;

  constructor(
    place: Element_,
    private readonly words: { readonly one: string; readonly many: string; readonly none: string },
    private readonly drawn: (item: T, index: number, items: readonly T[]) => readonly Element_[],
  ) {
    this.#list = element("div", { class: "pages" });
    place.append(this.#list, this.#more);
    this.#more.addEventListener("click", () => this.#draw(this.#shown + 2 * atOnce));
  }

  show(items: readonly T[]): void {
    this.#items = items;
    this.#shown = 0;
    this.#list.replaceChildren();
    if (items.length === 0) this.#list.append(element("p", { class: "empty" }, this.words.none));
    this.#draw(atOnce);
  }

  /** Draws every item, for paper; what was drawn stays. */
  whole(): void {
    this.#draw(this.#items.length);
  }

  #draw(to: number): void {
    for (; this.#shown < Math.min(to, this.#items.length); this.#shown += 1) {
      const item = this.#items[this.#shown];
      if (item !== undefined) this.#list.append(...this.drawn(item, this.#shown, this.#items));
    }
    const left = this.#items.length - this.#shown;
    this.#more.hidden = left === 0;
    this.#more.textContent = `Show more of the ${counted(left, this.words.one, this.words.many)} left`;
  }
}
