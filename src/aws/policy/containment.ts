import { wildcardMatch } from "./actions";

/**
 * One symbol of a pattern. A policy variable (`${aws:username}`) is a symbol of its own: nobody knows what it will
 * stand for, only that it is the same wherever it is written.
 */
type PatternSymbol =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "variable"; readonly value: string }
  | { readonly kind: "one" }
  /** `colons`: whether the text that it stands for may hold a colon. */
  | { readonly kind: "any"; readonly colons: boolean };

type Pattern = readonly PatternSymbol[];

/** Beyond this many states, or places in them, the question is given up and answered "no", which is the safe answer. */
const mostStates = 20_000;
const mostPlaces = 200_000;

/** Stands for every character that no pattern writes out. */
const other = "\u{10FFFF}";

/** Is every action that `inner` matches also matched by one of `outer`? Case is ignored. Exact; never wrongly yes. */
export function actionWithin(inner: string, outer: string | readonly string[]): boolean {
  const own = actionText(inner);
  const others = (typeof outer === "string" ? [outer] : outer).map(actionText);
  if (others.includes(own) || others.includes("*")) return true;
  // An action that is written out is within what matches it, and the automata need not be asked.
  if (![own, ...others].some((pattern) => pattern.includes("$")) && !/[*?]/.test(own)) {
    return others.some((pattern) => wildcardMatch(pattern, own));
  }
  return languageWithin(
    symbolsOf(own, true),
    others.map((pattern) => symbolsOf(pattern, true)),
  );
}

/**
 * Is every ARN that `inner` matches also matched by one of `outer`? AWS says that a `*` in the midst of a segment
 * stays in it, and yet is seen to match across colons; so the answer is yes only if it is yes either way.
 */
export function resourceWithin(inner: string, outer: string | readonly string[]): boolean {
  const others = typeof outer === "string" ? [outer] : outer;
  if (others.includes(inner) || others.includes("*")) return true;
  if (others.some((outer) => plainlyWithin(inner, outer))) return true;
  return [true, false].every((colons) =>
    languageWithin(
      symbolsOf(inner, colons),
      others.map((pattern) => symbolsOf(pattern, colons)),
    ),
  );
}

/**
 * Whether each part of the outer ARN matches the inner's text, stars and all: every star of the inner one is then swallowed by
 * a star of the outer, in the same place of its part. `false` says nothing.
 */
function plainlyWithin(inner: string, outer: string): boolean {
  if (/[?$]/.test(inner) || /[?$]/.test(outer)) return false;
  const [own, other] = [inner.split(":"), outer.split(":")];
  return own.length === other.length && own.every((part, at) => wildcardMatch(other[at] ?? "", part));
}

/** Could one action match both patterns? Case is ignored. */
export function actionsOverlap(a: string, b: string): boolean {
  return languagesOverlap(symbolsOf(actionText(a), true), symbolsOf(actionText(b), true));
}

/** Could one ARN match both patterns? A policy variable could stand for anything. */
export function resourcesOverlap(a: string, b: string): boolean {
  return languagesOverlap(symbolsOf(a, true), symbolsOf(b, true));
}

/** Every action has a service, so `*:*` says no more than `*`. */
function actionText(pattern: string): string {
  return pattern === "*:*" ? "*" : pattern.toLowerCase();
}

function symbolsOf(pattern: string, colons: boolean): Pattern {
  const symbols: PatternSymbol[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern.charAt(i);
    const end = c === "$" && pattern[i + 1] === "{" ? pattern.indexOf("}", i) : -1;
    if (end > 0) {
      const inside = pattern.slice(i + 2, end);
      symbols.push({ kind: ["*", "?", "$"].includes(inside) ? "text" : "variable", value: inside });
      i = end;
    } else if (c === "*") {
      const ofSegment = i + 1 === pattern.length || pattern[i + 1] === ":";
      symbols.push({ kind: "any", colons: colons || ofSegment });
    } else symbols.push(c === "?" ? { kind: "one" } : { kind: "text", value: c });
  }
  return symbols;
}

/**
 * Language inclusion: walks the inner pattern as an automaton beside the sets of places in which the outer ones could
 * be. Every place that the inner one can reach must leave some outer one a way to the end.
 */
function languageWithin(inner: Pattern, outer: readonly Pattern[]): boolean {
  const letters = new Set([other, ":"]);
  for (const symbol of outer.flat()) if (symbol.kind === "text") letters.add(symbol.value);
  const seen = new Set<string>();
  const waiting: { readonly at: number; readonly places: readonly Place[] }[] = [];
  let walked = 0;
  const visit = (at: number, places: readonly Place[]): boolean => {
    if (places.length === 0) return false;
    walked += places.length;
    const key = `${at}|${places.map((place) => `${place.pattern}.${place.at}`).join()}`;
    if (!seen.has(key)) {
      seen.add(key);
      waiting.push({ at, places });
    }
    return seen.size <= mostStates && walked <= mostPlaces;
  };
  if (
    !visit(
      0,
      closure(
        outer.map((_, pattern) => ({ pattern, at: 0 })),
        outer,
      ),
    )
  )
    return false;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { at, places } = next;
    const symbol = inner[at];
    if (symbol === undefined) {
      if (!places.some((place) => place.at === outer[place.pattern]?.length)) return false;
    } else if (symbol.kind === "text" || symbol.kind === "variable") {
      if (!visit(at + 1, step(places, symbol, outer))) return false;
    } else {
      if (symbol.kind === "any" && !visit(at + 1, places)) return false;
      for (const value of letters) {
        if (value === ":" && symbol.kind === "any" && !symbol.colons) continue;
        if (!visit(symbol.kind === "any" ? at : at + 1, step(places, { kind: "text", value }, outer))) return false;
      }
    }
  }
  return true;
}

interface Place {
  readonly pattern: number;
  readonly at: number;
}

/** Where the outer patterns can be after reading a character, or a variable whose value nobody knows. */
function step(
  places: readonly Place[],
  read: { readonly kind: "text" | "variable"; readonly value: string },
  outer: readonly Pattern[],
): readonly Place[] {
  const next: Place[] = [];
  for (const place of places) {
    const symbol = outer[place.pattern]?.[place.at];
    if (symbol === undefined) continue;
    if (symbol.kind === "any") {
      // What a variable stands for may hold a colon.
      if (symbol.colons || (read.kind === "text" && read.value !== ":")) next.push(place);
    } else if (
      symbol.kind === "one" ? read.kind === "text" : symbol.kind === read.kind && symbol.value === read.value
    ) {
      next.push({ pattern: place.pattern, at: place.at + 1 });
    }
  }
  return closure(next, outer);
}

/** Adds the places that are reached without reading: a `*` may stand for nothing. Sorted, without doubles. */
function closure(places: readonly Place[], outer: readonly Pattern[]): readonly Place[] {
  const reached = new Map<number, Place>();
  for (const place of places) {
    let at = place.at;
    for (;;) {
      reached.set(place.pattern * 100_000 + at, { pattern: place.pattern, at });
      if (outer[place.pattern]?.[at]?.kind !== "any") break;
      at++;
    }
  }
  return [...reached].sort(([a], [b]) => a - b).map(([, place]) => place);
}

function languagesOverlap(a: Pattern, b: Pattern): boolean {
  const loose = (symbol: PatternSymbol | undefined) => symbol?.kind === "any" || symbol?.kind === "variable";
  const seen = new Set<number>();
  const waiting: (readonly [number, number])[] = [];
  const visit = (i: number, j: number) => {
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) return;
    seen.add(key);
    waiting.push([i, j]);
  };
  visit(0, 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [i, j] = next;
    const x = a[i];
    const y = b[j];
    if (x === undefined && y === undefined) return true;
    if (loose(x)) {
      visit(i + 1, j);
      if (y !== undefined) visit(i, j + 1);
    }
    if (loose(y)) {
      visit(i, j + 1);
      if (x !== undefined) visit(i + 1, j);
    }
    if (x === undefined || y === undefined || loose(x) || loose(y)) continue;
    if (x.kind === "one" || y.kind === "one" || (x.kind === "text" && y.kind === "text" && x.value === y.value)) {
      visit(i + 1, j + 1);
    }
  }
  return false;
}
