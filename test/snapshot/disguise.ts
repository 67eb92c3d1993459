import type { Random } from "../../bench/random";
import type { Json } from "../../src/terraform/json";

/** How a policy's text comes out of an API. `object`: as the AWS command line prints it. */
export type Coding = "encoded" | "small-hex" | "plain" | "object";

/** Writes a policy another way that says the same: order, case of actions, a text for a list of one, white space. */
export function disguised(text: string, random: Random, coding: Coding): string | { readonly [key: string]: Json } {
  const document = other(JSON.parse(text) as Json, "", random) as { readonly [key: string]: Json };
  return coded(document, coding, random.pick([0, 1, 4, "\t"]));
}

/** A policy as Terraform's AWS provider hands it over, and as the API tells it again: keys in order, no white space. */
export function undisguised(text: string, coding: Coding): string | { readonly [key: string]: Json } {
  return coded(inOrder(JSON.parse(text) as Json) as { readonly [key: string]: Json }, coding, 0);
}

function coded(document: { readonly [key: string]: Json }, coding: Coding, space: number | string) {
  if (coding === "object") return document;
  const spaced = JSON.stringify(document, undefined, space);
  if (coding === "plain") return spaced;
  const encoded = rfc3986(spaced);
  return coding === "encoded" ? encoded : encoded.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase());
}

function inOrder(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => inOrder(each));
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([key, each]) => [key, inOrder(each as Json)]));
}

/** RFC 3986: everything but letters, digits and `-._~`. */
export function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const left = [...list];
  const found: T[] = [];
  while (left.length > 0) found.push(...left.splice(random.below(left.length), 1));
  return found;
}

const lists = new Set(["Action", "NotAction", "Resource", "NotResource", "AWS", "Service", "Federated"]);

function other(value: Json, key: string, random: Random): Json {
  if (typeof value === "string") {
    const said = key === "Action" || key === "NotAction" ? otherCase(value, random) : value;
    return lists.has(key) && random.below(2) === 0 ? [said] : said;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const all = shuffled(value as readonly Json[], random).map((each) => inList(each, key, random));
    const [only] = all;
    return all.length === 1 && only !== undefined && random.below(2) === 0 ? only : all;
  }
  return Object.fromEntries(
    shuffled(Object.entries(value), random).map(([name, each]) => [name, other(each as Json, name, random)]),
  );
}

function inList(value: Json, key: string, random: Random): Json {
  if (typeof value !== "string") return other(value, key, random);
  return key === "Action" || key === "NotAction" ? otherCase(value, random) : value;
}

function otherCase(action: string, random: Random): string {
  return random.pick([action, action.toLowerCase(), action.toUpperCase()]);
}
