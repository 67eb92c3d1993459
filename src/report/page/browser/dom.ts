// What the script uses of a browser, and no more: the rest of the package is compiled without a browser's globals, so that
// nothing else can use one by mistake.

export interface Node_ {
  textContent: string | null;
}

export interface KeyPress {
  readonly key: string;
  readonly target: Element_ | null;
  preventDefault(): void;
}

export interface Element_ extends Node_ {
  id: string;
  hidden: boolean;
  disabled: boolean;
  value: string;
  open: boolean;
  tabIndex: number;
  scrollTop: number;
  readonly clientHeight: number;
  readonly clientWidth: number;
  readonly style: { setProperty(name: string, value: string): void };
  readonly classList: { toggle(name: string, on: boolean): void };
  append(...children: (Node_ | string)[]): void;
  replaceChildren(...children: (Node_ | string)[]): void;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  addEventListener(type: string, listener: (event: KeyPress) => void): void;
  closest(selector: string): Element_ | null;
  querySelectorAll(selector: string): Iterable<Element_>;
  focus(options?: { readonly preventScroll?: boolean }): void;
  scrollIntoView(options?: { readonly block?: "nearest" | "start" }): void;
}

interface Document_ {
  getElementById(id: string): Element_ | null;
  createElement(name: string): Element_;
  createElementNS(namespace: string, name: string): Element_;
  querySelectorAll(selector: string): Iterable<Element_>;
  readonly documentElement: Element_;
}

interface Window_ {
  addEventListener(type: string, listener: () => void): void;
  requestAnimationFrame(callback: () => void): number;
  getComputedStyle(element: Element_): { getPropertyValue(name: string): string };
}

declare const document: Document_;
declare const window: Window_;

export const view = window;

/** An element of the page's own markup. */
export function byId(id: string): Element_ {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element ${id}`);
  return found;
}

export function allOf(selector: string): Iterable<Element_> {
  return document.querySelectorAll(selector);
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node_ | string | undefined;

/** An element with attributes and children; text goes in as text. `false` and `undefined` leave an attribute out. */
export function element(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Element_ {
  return filled(document.createElement(name), attributes, children);
}

/** The same in SVG. */
export function drawn(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Element_ {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(made: Element_, attributes: Attributes, children: readonly Child[]): Element_ {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}
