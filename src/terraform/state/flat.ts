import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { mapOf } from "../plan/shape";
import { malformedState } from "./error";

/** Arguments that are numbers: the flat form has texts for all. */
const numbers: ReadonlySet<string> = new Set(["max_session_duration"]);

/**
 * Attributes in the flat form of Terraform 0.11 (`tags.%`, `tags.team`, `policies.#`, `policies.0`), in which every value is a
 * text. Lists and sets become lists, in the order in which they are counted; what counts says how many there are.
 *
 * @throws StateError where it is no such form, or elements are missing
 */
export function attributesOfFlat(value: Json | undefined, where: string): JsonMap {
  const flat = mapOf(value, where);
  const entries = new Map<string, string>();
  for (const [key, each] of Object.entries(flat)) {
    if (typeof each !== "string") throw malformedState(where, "an object of texts");
    entries.set(key, each);
  }
  return objectOf(entries, where);
}

function objectOf(entries: ReadonlyMap<string, string>, where: string): JsonMap {
  const groups = new Map<string, Map<string, string>>();
  const object: Record<string, Json> = Object.create(null);
  for (const [key, value] of entries) {
    const dot = key.indexOf(".");
    if (dot < 0) {
      object[key] = numbers.has(key) && /^\d+$/.test(value) ? Number(value) : value;
      continue;
    }
    const name = key.slice(0, dot);
    const group = groups.get(name) ?? new Map<string, string>();
    group.set(key.slice(dot + 1), value);
    groups.set(name, group);
  }
  for (const [name, group] of groups) object[name] = collection(group, where);
  return object;
}

function collection(group: ReadonlyMap<string, string>, where: string): Json {
  if (group.has("%")) return mapOfTexts(group, where);
  if (group.has("#")) return listOf(group, where);
  return objectOf(group, where);
}

/** Keys of maps may hold dots. */
function mapOfTexts(group: ReadonlyMap<string, string>, where: string): Json {
  const map: Record<string, Json> = Object.create(null);
  for (const [key, value] of group) if (key !== "%") map[key] = value;
  counted(group.get("%"), Object.keys(map).length, where);
  return map;
}

function listOf(group: ReadonlyMap<string, string>, where: string): Json {
  const elements = new Map<string, Map<string, string>>();
  for (const [key, value] of group) {
    if (key === "#") continue;
    const dot = key.indexOf(".");
    const position = dot < 0 ? key : key.slice(0, dot);
    const element = elements.get(position) ?? new Map<string, string>();
    element.set(dot < 0 ? "" : key.slice(dot + 1), value);
    elements.set(position, element);
  }
  counted(group.get("#"), elements.size, where);
  const inOrder = [...elements].sort(([a], [b]) => Number(a) - Number(b));
  return inOrder.map(([, element]) => element.get("") ?? collection(element, where));
}

function counted(said: string | undefined, found: number, where: string): void {
  if (said !== String(found)) throw malformedState(where, "whole: it counts other elements than it has");
}
