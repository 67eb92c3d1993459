import { maximumOf } from "../../../check/ceilings";
import type { IdentityKind, Role } from "../../../estate/types";
import { humanDuration } from "../../../time/duration";
import type { Effect } from "../../change";
import { counted, effect, listed } from "../words";

const kinds: readonly Exclude<IdentityKind, "group">[] = ["person", "workload", "agent"];
const whoOf = { person: "a person", workload: "a workload", agent: "an agent", group: "a group" } as const;

/** For how long a role may be held, by kind of identity, and how far a lease may be made longer. */
export function maximumEffects(was: Role, is: Role): readonly Effect[] {
  const found: Effect[] = [];
  for (const [from, to, alike] of byChange(was, is)) {
    const who = alike.length === kinds.length ? "anybody" : listed(alike.map((kind) => whoOf[kind]));
    const text = `${who} may hold ${is.name} for ${humanDuration(to)} instead of ${humanDuration(from)}`;
    found.push(effect(to > from ? "widens" : "tightens", "maximum", text));
  }
  return [...found, ...extensionEffects(was, is)];
}

function byChange(was: Role, is: Role): readonly (readonly [number, number, readonly (typeof kinds)[number][]])[] {
  const found = new Map<string, [number, number, (typeof kinds)[number][]]>();
  for (const kind of kinds) {
    const [from, to] = [maximumOf(was, kind), maximumOf(is, kind)];
    if (from === to) continue;
    const those = found.get(`${from} ${to}`);
    if (those) those[2].push(kind);
    else found.set(`${from} ${to}`, [from, to, [kind]]);
  }
  return [...found.values()];
}

function extensionEffects(was: Role, is: Role): readonly Effect[] {
  const [before, after] = [was.extensions, is.extensions];
  if (before?.count === after?.count && before?.upTo === after?.upTo) return [];
  const said = (extensions: Role["extensions"]): string =>
    extensions === undefined || extensions.count === 0
      ? "not at all"
      : `${counted(extensions.count, "time")} by at most ${humanDuration(extensions.upTo)}`;
  if (said(before) === said(after)) return [];
  const wider = (after?.count ?? 0) > (before?.count ?? 0) || (after?.upTo ?? 0) > (before?.upTo ?? 0);
  const text = `a lease of ${is.name} may be extended ${said(after)} instead of ${said(before)}`;
  return [effect(wider && said(after) !== "not at all" ? "widens" : "tightens", "maximum", text)];
}
