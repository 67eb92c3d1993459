import type { Change, Direction } from "../../review/change";
import { isOneOfMany, nounOf } from "../../review/words";
import type { Block, Item, Part, Phrase, Section } from "./page";

/** What is widened or tightened besides leases; what first catches the eye stands elsewhere. */
const groups: readonly { readonly direction: Direction; readonly title: string; readonly folded: boolean }[] = [
  { direction: "gains", title: "Gains", folded: false },
  { direction: "widens", title: "Widened", folded: false },
  { direction: "loses", title: "Loses", folded: false },
  { direction: "tightens", title: "Tightened", folded: false },
  { direction: "restates", title: "Said otherwise", folded: true },
];

/** What changes besides leases, by what it comes to. */
export function changeSections(changes: readonly Change[]): readonly Section[] {
  const rest = changes.filter(({ subject }) => subject.part !== "grants");
  const section = (folded: boolean, title: string): readonly Section[] => {
    const blocks = groups
      .filter((group) => group.folded === folded)
      .flatMap((group): Block[] => {
        const items = itemsOf(rest, group.direction);
        if (items.length === 0) return [];
        return [{ kind: "items", title: group.title, items, noun: { one: "entry", many: "entries" } }];
      });
    return blocks.length === 0 ? [] : [{ title, blocks, folded }];
  };
  return [
    ...section(false, "What changes in the rules"),
    ...section(true, "Said otherwise, with no more or less access"),
  ];
}

/** Each entry of which something goes in this direction, with what. */
export function itemsOf(changes: readonly Change[], direction: Direction): readonly Item[] {
  return changes.flatMap((change): Item[] => {
    const texts = change.effects.filter((effect) => effect.direction === direction).map(({ text }) => text);
    const [first, ...more] = texts;
    if (first === undefined) return [];
    if (more.length === 0) return [{ phrase: [...subjectPhrase(change), `: ${first}`] }];
    return [{ phrase: subjectPhrase(change), under: texts.map((text): Phrase => [text]) }];
  });
}

/** Role `operator`, and who answers for it. */
function subjectPhrase({ subject, kind, role }: Change): readonly Part[] {
  const noun = nounOf(subject);
  const name: readonly Part[] = isOneOfMany(subject) ? [" ", { code: subject.name }] : [];
  const owner = role?.was?.owners.entitlement ?? role?.is?.owners.entitlement;
  const is = { added: ["new"], removed: ["removed"], changed: [] }[kind];
  const aside = [...is, ...(owner === undefined ? [] : [`owner ${owner}`])];
  return [
    noun.charAt(0).toUpperCase() + noun.slice(1),
    ...name,
    ...(aside.length > 0 ? [` (${aside.join(", ")})`] : []),
  ];
}
