import type { Fact } from "../facts/fact";
import type { Finding } from "../rules/finding";
import type { Landscape } from "../terraform/instance";
import type { Json } from "../terraform/json";

/** What stands in the place of a value that must not be shown. */
const hidden = "(sensitive)";
/** A shorter value would take away parts of every other word. */
const shortest = 4;
/** The words of every policy tell nothing. */
const vocabulary = /^(?:\*|Allow|Deny|20(?:08|12)-10-17|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;

/** The texts of findings and facts that are made of what a plan holds. */
const shown = new Set([
  "message",
  "principal",
  "scope",
  "because",
  "name",
  "text",
  "said",
  "protects",
  "credential",
  "eligible",
]);

/** Takes out of findings and facts what the plan marks as sensitive, be it only a part of a policy (law 6). */
export class Sensitive {
  readonly #values: readonly string[];

  constructor(...landscapes: readonly Landscape[]) {
    const values = new Set<string>();
    for (const { instances } of landscapes) {
      for (const { values: held, sensitive } of instances) collect(held, sensitive, values);
    }
    // The longest first: one may be a part of another.
    this.#values = [...values].sort((a, b) => b.length - a.length);
  }

  /** The same, without them in what is shown of it; Terraform lets nothing sensitive into an address. */
  without<T extends Finding | Fact>(those: readonly T[]): readonly T[] {
    return this.#values.length === 0 ? those : those.map((one) => this.#cleaned(one, "") as T);
  }

  #cleaned(value: unknown, key: string): unknown {
    if (typeof value === "string") {
      if (!shown.has(key)) return value;
      return this.#values.reduce((text, secret) => text.replaceAll(secret, hidden), value);
    }
    if (Array.isArray(value)) return value.map((each) => this.#cleaned(each, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.#cleaned(each, name)]));
  }
}

function collect(value: Json | undefined, sensitive: Json | undefined, into: Set<string>): void {
  if (sensitive === true) texts(value, into);
  if (typeof sensitive !== "object" || sensitive === null || typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(sensitive)) {
    if (Object.hasOwn(value, key)) collect((value as Record<string, Json>)[key], each, into);
  }
}

function texts(value: Json | undefined, into: Set<string>): void {
  if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) texts(each, into);
  } else if (typeof value === "string" && value.length >= shortest && !vocabulary.test(value)) {
    into.add(value);
    // A policy is shown in parts.
    if (/^\s*[[{]/.test(value)) texts(parsed(value), into);
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
