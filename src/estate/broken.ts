import type { DeclarationPath } from "../diagnostics/diagnostic";
import type { Declaration } from "./declaration";
import type { References } from "./references";
import { type Section, sections } from "./schema";

/** Where an entry names others: the keys that lead there (`*` is every item of a list), and the section that is meant. */
const owners = [
  [["owners", "entitlement"], "teams"],
  [["owners", "platform"], "teams"],
  [["owners", "business"], "teams"],
] as const;

const named: Readonly<Record<Section, readonly (readonly [readonly string[], Section])[]>> = {
  teams: [
    [["members", "*"], "identities"],
    [["escalation", "*"], "teams"],
  ],
  identities: [
    [["sponsor"], "identities"],
    [["team"], "teams"],
    [["members", "*"], "identities"],
  ],
  tasks: [[["agents", "*"], "identities"]],
  targets: [[["owner"], "teams"]],
  approvalGroups: [
    [["team"], "teams"],
    [["members", "*"], "identities"],
  ],
  roles: [
    ...owners,
    [["eligible", "*"], "identities"],
    [["approval", "steps", "*", "group"], "approvalGroups"],
    [["approval", "auto", "for", "*"], "identities"],
    [["aws", "targets", "*"], "targets"],
    [["gcp", "targets", "*"], "targets"],
  ],
  grants: [
    [["role"], "roles"],
    [["identity"], "identities"],
    [["task"], "tasks"],
    [["targets", "*"], "targets"],
    [["approvals", "*", "by"], "identities"],
  ],
  waivers: [
    [["owner"], "teams"],
    [["acceptedBy"], "identities"],
  ],
  breakGlass: [...owners, [["target"], "targets"], [["people", "*"], "identities"]],
};

/** Reports the dangling names of entries that were left out for other mistakes, so that all are told at once. */
export function checkBroken(declaration: Declaration, references: References): void {
  const { entries, written } = references.read;
  const known = new Map<string, ReadonlyMap<string, true>>(
    sections.map((section) => [section, new Map([...written[section]].map((name) => [name, true]))]),
  );
  for (const section of sections) {
    for (const [name, raw] of declaration[section] ?? []) {
      if (entries[section].has(name)) continue;
      for (const [keys, meant] of named[section]) {
        for (const { text, path } of textsAt(raw, keys, [section, name])) {
          references.one(meant, known.get(meant) ?? new Map(), text, path);
        }
      }
    }
  }
}

function textsAt(
  value: unknown,
  keys: readonly string[],
  path: DeclarationPath,
): readonly { readonly text: string; readonly path: DeclarationPath }[] {
  const [key, ...rest] = keys;
  if (key === undefined) return typeof value === "string" ? [{ text: value, path }] : [];
  if (key === "*") {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.flatMap((item, position) => textsAt(item, rest, [...path, position]));
  }
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return [];
  return textsAt((value as Record<string, unknown>)[key], rest, [...path, key]);
}
