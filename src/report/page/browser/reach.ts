import type { Position } from "../data";
import { drawn, type Element_, element } from "./dom";
import { type Graph, type GraphNode, graphOf } from "./graph";
import { type Layout, layoutOf, type Placed, size } from "./layout";
import type { Model, Shown } from "./model";
import { counted } from "./words";

/** What is chosen by choosing a node. */
export interface Choice {
  readonly identity?: Position;
  readonly target?: Position;
}

const letters = 24;

/** Who can reach what, as a picture that is walked with the arrow keys, and the same in words. */
export class Reach {
  readonly #hint = element("p", { class: "hint" });
  readonly #picture = element("div", { class: "picture" });
  readonly #words = element("ul", { class: "ways" });
  readonly #folded: Element_;
  #nodes: readonly { readonly placed: Placed; readonly drawn: Element_ }[] = [];
  #active = 0;

  constructor(
    place: Element_,
    private readonly model: Model,
    private readonly choose: (choice: Choice) => void,
  ) {
    this.#folded = element("details", { class: "in-words" }, element("summary", {}, "The same in words"), this.#words);
    place.append(this.#hint, this.#picture, this.#folded);
    this.#picture.addEventListener("keydown", (event) => {
      if (this.#press(event.key)) event.preventDefault();
    });
    this.#picture.addEventListener("click", ({ target }) => {
      const index = target?.closest("[data-node]")?.getAttribute("data-node");
      if (index !== null && index !== undefined) this.#pick(Number(index));
    });
  }

  show(shown: Shown, identity: Position | undefined): void {
    const graph = graphOf(this.model, shown, identity);
    const layout = layoutOf(graph);
    const left =
      graph.left === 0
        ? ""
        : ` ${counted(graph.left, "more role")} would be too much for one picture: those that are held now come first, then the gravest. Choose a person, a team or a target to see others.`;
    this.#hint.textContent =
      graph.nodes.size === 0
        ? "No role fits."
        : `From who asks, through agents and groups, to roles and where they lead. A thick line is a lease that runs now.${left}`;
    this.#folded.hidden = graph.nodes.size === 0;
    this.#draw(graph, layout);
    const text = (key: string): string => graph.nodes.get(key)?.text ?? "";
    this.#words.replaceChildren(
      ...graph.edges.map((edge) =>
        element("li", {}, element("b", {}, text(edge.from)), ` ${edge.text} `, element("b", {}, text(edge.to))),
      ),
    );
  }

  #draw({ nodes, edges }: Graph, { width, height, placed }: Layout): void {
    this.#active = 0;
    const places = new Map(placed.map((one) => [one.node.key, one]));
    const lines = edges.flatMap(({ from, to, running }) => {
      const [a, b] = [places.get(from), places.get(to)];
      if (a === undefined || b === undefined) return [];
      return [drawn("path", { d: curve(a, b), class: running ? "edge running" : "edge" })];
    });
    this.#nodes = placed.map((one, index) => ({ placed: one, drawn: box(one, index) }));
    const picture = drawn(
      "svg",
      {
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        role: "group",
        "aria-label": "Who can reach what. Arrow keys walk, Enter filters by what is chosen.",
      },
      drawn("g", { "aria-hidden": true }, ...lines),
      ...this.#nodes.map(({ drawn }) => drawn),
    );
    this.#picture.replaceChildren(...(nodes.size === 0 ? [] : [picture]));
  }

  /** Whether the key was for the picture. */
  #press(key: string): boolean {
    const from = this.#nodes[this.#active]?.placed;
    if (from === undefined) return false;
    switch (key) {
      case "ArrowDown":
      case "ArrowUp":
        this.#go((one) => (one.x === from.x ? (one.y - from.y) * (key === "ArrowDown" ? 1 : -1) : 0));
        return true;
      case "ArrowRight":
      case "ArrowLeft": {
        const ahead = key === "ArrowRight" ? 1 : -1;
        this.#go((one) =>
          (one.x - from.x) * ahead <= 0 ? 0 : Math.abs(one.x - from.x) * 1000 + Math.abs(one.y - from.y),
        );
        return true;
      }
      case "Enter":
      case " ":
        this.#pick(this.#active);
        return true;
      default:
        return false;
    }
  }

  /** To the nearest node of those with a distance above 0. */
  #go(distance: (placed: Placed) => number): void {
    let best: number | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const [index, { placed }] of this.#nodes.entries()) {
      const away = distance(placed);
      if (away > 0 && away < least) [best, least] = [index, away];
    }
    if (best === undefined) return;
    this.#nodes[this.#active]?.drawn.setAttribute("tabindex", "-1");
    this.#active = best;
    this.#nodes[best]?.drawn.setAttribute("tabindex", "0");
    this.#nodes[best]?.drawn.focus();
  }

  #pick(index: number): void {
    const { identity, target } = this.#nodes[index]?.placed.node ?? {};
    if (identity !== undefined) this.choose({ identity });
    else if (target !== undefined) this.choose({ target });
  }
}

function box({ node, x, y }: Placed, index: number): Element_ {
  const chooses = node.identity !== undefined || node.target !== undefined;
  return drawn(
    "g",
    {
      class: `node ${node.kind}${node.tone === undefined ? "" : ` tone-${node.tone}`}`,
      role: chooses ? "button" : "img",
      tabindex: index === 0 ? 0 : -1,
      "data-node": index,
      "aria-label": `${node.text}, ${node.kind}, ${node.sub}`,
      transform: `translate(${x} ${y})`,
    },
    drawn("title", {}, `${node.text}: ${node.sub}`),
    drawn("rect", { width: size.width, height: size.height, rx: 8 }),
    drawn("text", { x: 12, y: 17, class: "name" }, short(node)),
    drawn("text", { x: 12, y: 32, class: "what" }, clipped(node.sub, letters + 6)),
  );
}

function short({ text }: GraphNode): string {
  return clipped(text, letters);
}

/** The whole is in the title. */
function clipped(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

function curve(a: Placed, b: Placed): string {
  const [x1, y1, x2, y2] = [a.x + size.width, a.y + size.height / 2, b.x, b.y + size.height / 2];
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
