import type { Identity, Target } from "../../estate/types";
import type { Aspect, Direction, Effect } from "../change";

/** `a`, `a and b`, `a, b and c`; of more than `most` the first and how many more. */
export function listed(texts: readonly string[], most: number = Number.POSITIVE_INFINITY): string {
  const shown = texts.length > most ? [...texts.slice(0, most), `${texts.length - most} more`] : texts;
  const last = shown.at(-1) ?? "nobody";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

/** As many roles, places or actions as one reads in a sentence; people are all named. */
export const mostNamed = 12;

/** `1 role`, `3 roles`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function effect(direction: Direction, aspect: Aspect, text: string): Effect {
  return { direction, aspect, text };
}

/** `account 111122223333`, `project acme-prod`. */
export function placeText({ cloud }: Target): string {
  return cloud.kind === "aws" ? `account ${cloud.account}` : `${cloud.scope} ${cloud.id}`;
}

/** `orders-prod (account 111122223333)`. */
export function placed(target: Target): string {
  return `${target.name} (${placeText(target)})`;
}

/** Names in their order, each once. */
export function namesOf(things: Iterable<{ readonly name: string }>): readonly string[] {
  return [...new Set([...things].map(({ name }) => name))].sort();
}

/** What the first has and the second has not, in order. */
export function without(names: Iterable<string>, others: Iterable<string>): readonly string[] {
  const left = new Set(others);
  return [...new Set(names)].filter((name) => !left.has(name)).sort();
}

/** `dana`, `repair-agent (an AI agent)`. */
export function called({ name, kind }: Identity): string {
  switch (kind) {
    case "person":
      return name;
    case "workload":
      return `${name} (a workload)`;
    case "agent":
      return `${name} (an AI agent)`;
    case "group":
      return `everyone in ${name} (kept elsewhere)`;
  }
}
