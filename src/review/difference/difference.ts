import type { Estate } from "../../estate/types";
import { factDifference } from "../../facts/difference";
import type { Fact } from "../../facts/fact";
import type { Instant } from "../../time/instant";
import type { Change, Difference } from "../change";
import { affected } from "./affected";
import type { Context } from "./context";
import { directions, effectsOf } from "./effects";
import { differingEntries, type Pair, parts } from "./entries";
import { EstateFacts } from "./estate-facts";
import { standingOf } from "./standing";
import { Uses } from "./uses";
import { Views } from "./views";

/**
 * What the head of a change declares otherwise than its base: each entry with its consequences for people, and all of it as
 * facts. Meaning is compared, not spelling: neither files nor order, nor how a duration is written. Details are worked out only
 * for what differs. Neither estate need be governed.
 *
 * @param options.now tells leases and exceptions that have ended from those that have not; without it none counts as ended
 */
export function differenceOf(base: Estate, head: Estate, options: { readonly now?: Instant } = {}): Difference {
  const { now } = options;
  const pairs = differingEntries(base, head);
  const context: Context = {
    base,
    head,
    before: new Uses(base, now),
    after: new Uses(head, now),
    views: new Views(base, head),
    ...(now === undefined ? {} : { now }),
  };
  const [were, are] = [new EstateFacts(base), new EstateFacts(head)];
  const before: Fact[] = [];
  const after: Fact[] = [];
  for (const subject of affected(pairs, base, head)) {
    before.push(...were.of(subject));
    after.push(...are.of(subject));
  }
  return {
    changes: gravestFirst(pairs.map((pair) => changeOf(pair, context))),
    facts: factDifference(before, after),
    standing: { before: standingOf(base, now), after: standingOf(head, now) },
  };
}

function changeOf(pair: Pair, context: Context): Change {
  const { part, name, was, is, fields } = pair;
  const path = part === "name" || part === "policy" ? [part] : [part, name];
  const location = (is === undefined ? context.base : context.head).locate(path);
  return {
    subject: { part, name },
    kind: was === undefined ? "added" : is === undefined ? "removed" : "changed",
    fields,
    effects: effectsOf(pair, context),
    ...(location === undefined ? {} : { location }),
    ...details(pair, context),
  };
}

function details(pair: Pair, { views }: Context): Pick<Change, "grant" | "role"> {
  switch (pair.part) {
    case "grants":
      return { grant: sides(pair.was, pair.is, (grant) => views.grant(grant)) };
    case "roles":
      return { role: sides(pair.was, pair.is, (role) => views.role(role)) };
    case "breakGlass":
      return { role: sides(pair.was, pair.is, (role) => views.breakGlass(role)) };
    default:
      return {};
  }
}

function sides<T, V>(
  was: T | undefined,
  is: T | undefined,
  view: (side: T) => V,
): { readonly was?: V; readonly is?: V } {
  return { ...(was === undefined ? {} : { was: view(was) }), ...(is === undefined ? {} : { is: view(is) }) };
}

/** By the gravest effect, then by what people look at first, then by name. */
function gravestFirst(changes: readonly Change[]): readonly Change[] {
  const gravity = ({ effects: [first] }: Change): number =>
    first === undefined ? directions.length : directions.indexOf(first.direction);
  return [...changes].sort(
    (a, b) =>
      gravity(a) - gravity(b) ||
      parts.indexOf(a.subject.part) - parts.indexOf(b.subject.part) ||
      (a.subject.name < b.subject.name ? -1 : 1),
  );
}
