import type { PageData } from "../data";
import { type Element_, element, view } from "./dom";
import { leaseDetails } from "./lease-details";
import { type LeaseRow, leaseRow, rowsOf } from "./lease-row";
import type { LeaseView } from "./model";
import { type Range, ticks } from "./times";

const day = 86_400;
const scales = [
  { text: "a day", length: day },
  { text: "a week", length: 7 * day },
  { text: "a month", length: 30 * day },
  { text: "a quarter", length: 91 * day },
  { text: "all", length: 0 },
] as const;

/** As many rows beyond each edge as keep a fast scroll from showing gaps. */
const spare = 6;

/** As `page.css` has it, in pixels. */
const headingHeight = 44;

/** The leases as rows along one axis of time. Of thousands only those in sight are drawn; printing draws all. */
export class TimeLine {
  #rows: readonly LeaseRow[] = [];
  #headings: readonly number[] = [];
  readonly #all: Range;
  #range: Range;
  #active = 0;
  #open = false;
  #whole = false;
  #waiting = false;
  readonly #axis = element("div", { class: "axis", "aria-hidden": true });
  readonly #before = element("div", { role: "presentation" });
  readonly #after = element("div", { role: "presentation" });
  readonly #body = element("div", { role: "rowgroup" });
  readonly #grid: Element_;
  readonly #details = element("section", { class: "details", "aria-label": "The chosen lease", "aria-live": "polite" });
  readonly #scale = element("select", { id: "time-scale" });
  readonly #empty = element("p", { class: "empty" }, "No lease fits.");

  constructor(
    place: Element_,
    private readonly data: PageData,
  ) {
    this.#grid = element("div", {
      class: "lines",
      role: "grid",
      tabindex: 0,
      "aria-label": "Leases by time. Arrow keys choose a lease, Enter shows all of it.",
      "aria-colcount": 3,
    });
    this.#grid.append(this.#before, this.#body, this.#after);
    this.#all = extent(data);
    const first = this.#firstScale();
    for (const [index, { text }] of scales.entries()) {
      this.#scale.append(element("option", { value: index, selected: index === first }, text));
    }
    this.#range = this.#rangeOf(first);
    const legend = element(
      "p",
      { class: "hint" },
      "Times are in UTC. The line marks now; a dashed bar is how long a lease would hold if it began now.",
    );
    const label = element("label", {}, "Show ", this.#scale, " around now");
    this.#details.hidden = true;
    place.append(element("div", { class: "tools" }, label, legend), this.#axis, this.#grid, this.#empty, this.#details);
    this.#listen();
  }

  /** Shows these leases, in this order. */
  show(leases: readonly LeaseView[]): void {
    this.#rows = rowsOf(leases);
    this.#headings = this.#rows.flatMap((row, index) => ("state" in row ? [index] : []));
    this.#active = this.#rows.findIndex((row) => "view" in row);
    this.#grid.setAttribute("aria-rowcount", String(this.#rows.length));
    this.#grid.hidden = leases.length === 0;
    this.#axis.hidden = leases.length === 0;
    this.#empty.hidden = leases.length > 0;
    this.#grid.scrollTop = 0;
    this.#close();
    this.draw();
  }

  /** Draws every row, for paper. */
  whole(on: boolean): void {
    this.#whole = on;
    this.draw();
  }

  draw(again = true): void {
    this.#waiting = false;
    const { scrollTop, clientHeight } = this.#grid;
    const from = this.#whole ? 0 : Math.max(0, this.#rowAt(scrollTop) - spare);
    const to = this.#whole
      ? this.#rows.length
      : Math.min(this.#rows.length, this.#rowAt(scrollTop + clientHeight) + spare);
    this.#before.style.setProperty("height", `${this.#top(from)}px`);
    this.#after.style.setProperty("height", `${this.#top(this.#rows.length) - this.#top(to)}px`);
    const { data } = this;
    const range = this.#range;
    this.#body.replaceChildren(
      ...this.#rows
        .slice(from, to)
        .map((row, index) =>
          leaseRow(row, { data, range, index: from + index, active: from + index === this.#active }),
        ),
    );
    // An empty grid is low: how much is in sight is known once it is as high as its rows.
    if (again && this.#grid.clientHeight !== clientHeight) this.draw(false);
    this.#drawAxis();
    const active = this.#active >= from && this.#active < to;
    if (active) this.#grid.setAttribute("aria-activedescendant", `lease-${this.#active}`);
    else this.#grid.removeAttribute("aria-activedescendant");
  }

  #drawAxis(): void {
    const { start, end } = this.#range;
    const share = (at: number): string => `${((at - start) / (end - start)) * 100}%`;
    const most = Math.max(2, Math.floor(this.#axis.clientWidth / 130));
    const line = element("div", { class: "track" });
    for (const { at, text } of ticks(this.#range, most)) {
      // Its text would be cut off.
      if (at > end - (end - start) * 0.08) continue;
      const tick = element("span", { class: "tick" }, text);
      tick.style.setProperty("left", share(at));
      line.append(tick);
    }
    const now = element("span", { class: "tick now" }, "now");
    now.style.setProperty("left", share(this.data.now));
    line.append(now);
    this.#axis.replaceChildren(line);
  }

  #listen(): void {
    this.#scale.addEventListener("change", () => {
      this.#range = this.#rangeOf(Number(this.#scale.value));
      this.draw();
    });
    this.#grid.addEventListener("scroll", () => this.#later());
    view.addEventListener("resize", () => this.#later());
    this.#grid.addEventListener("click", ({ target }) => {
      const index = target?.closest("[data-row]")?.getAttribute("data-row");
      if (index === null || index === undefined) return;
      this.#active = Number(index);
      this.#show();
    });
    this.#grid.addEventListener("keydown", (event) => {
      if (this.#press(event.key)) event.preventDefault();
    });
    this.#details.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#leave();
    });
    this.#details.addEventListener("click", ({ target }) => {
      if (target?.closest("button")) this.#leave();
    });
  }

  #later(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    view.requestAnimationFrame(() => this.draw());
  }

  /** Whether the key was for the time line. */
  #press(key: string): boolean {
    const page = Math.max(1, Math.floor(this.#grid.clientHeight / this.#rowHeight()) - 1);
    switch (key) {
      case "ArrowDown":
        return this.#move(this.#active + 1, 1);
      case "ArrowUp":
        return this.#move(this.#active - 1, -1);
      case "PageDown":
        return this.#move(Math.min(this.#rows.length - 1, this.#active + page), 1);
      case "PageUp":
        return this.#move(Math.max(0, this.#active - page), -1);
      case "Home":
        return this.#move(0, 1);
      case "End":
        return this.#move(this.#rows.length - 1, -1);
      case "Enter":
      case " ":
        this.#show();
        return true;
      case "Escape":
        if (!this.#open) return false;
        this.#close();
        return true;
      default:
        return false;
    }
  }

  /** Goes to the next lease from there on; headings are passed over. */
  #move(to: number, by: 1 | -1): boolean {
    let index = to;
    while (this.#rows[index] !== undefined && !("view" in (this.#rows[index] ?? {}))) index += by;
    if (this.#rows[index] === undefined) return true;
    this.#active = index;
    const { scrollTop, clientHeight } = this.#grid;
    // The heading above the first lease of a group stays in sight.
    const above = this.#top(index) - headingHeight;
    const below = this.#top(index + 1);
    if (above < scrollTop) this.#grid.scrollTop = above;
    else if (below > scrollTop + clientHeight) this.#grid.scrollTop = below - clientHeight;
    if (this.#open) this.#show();
    else this.draw();
    return true;
  }

  #show(): void {
    const row = this.#rows[this.#active];
    if (row === undefined || !("view" in row)) return;
    this.#open = true;
    this.#details.replaceChildren(...leaseDetails(row.view, this.data));
    this.#details.hidden = false;
    this.draw();
  }

  #close(): void {
    this.#open = false;
    this.#details.hidden = true;
    this.#details.replaceChildren();
  }

  #leave(): void {
    this.#close();
    this.#grid.focus({ preventScroll: true });
  }

  /** Where a row begins, in pixels. */
  #top(index: number): number {
    const height = this.#rowHeight();
    const headings = this.#headings.filter((heading) => heading < index).length;
    return index * height - headings * (height - headingHeight);
  }

  /** The last row that begins at or above a place. */
  #rowAt(place: number): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#top(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #rowHeight(): number {
    return Number.parseFloat(view.getComputedStyle(this.#grid).getPropertyValue("--row")) || 56;
  }

  #rangeOf(index: number): Range {
    const length = scales[index]?.length ?? 0;
    const { now } = this.data;
    return length === 0 ? this.#all : { start: now - length / 2, end: now + length / 2 };
  }

  /** The shortest that shows every lease that runs, and one at least. */
  #firstScale(): number {
    const { leases, now } = this.data;
    const near = leases.filter(({ start, end }) => start !== undefined && end !== undefined && end > start);
    const running = near.filter(({ start = 0, end = 0 }) => start <= now && now < end);
    const found = scales.findIndex(({ length }) => {
      const [from, to] = [now - length / 2, now + length / 2];
      return (
        running.every(({ start = 0, end = 0 }) => start >= from && end <= to) &&
        near.some(({ start = 0, end = 0 }) => start < to && end > from)
      );
    });
    return found < 0 ? (near.length > 0 ? scales.length - 1 : 0) : found;
  }
}

/** All the time that leases take, now among it, with some air. */
function extent({ leases, now }: PageData): Range {
  let start = now;
  let end = now;
  for (const lease of leases) {
    if (lease.start !== undefined && lease.start < start) start = lease.start;
    const last = lease.end ?? now + lease.ttl;
    if (last > end) end = last;
  }
  const air = Math.max(3600, (end - start) * 0.03);
  return { start: start - air, end: end + air };
}
