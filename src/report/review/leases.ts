import type { Change, Effect, GrantView, OwnersView } from "../../review/change";
import { humanDuration } from "../../time/duration";
import { counted } from "../summary";
import { lengthText, momentText, windowText } from "./moment";
import { type Block, type Item, listed, type Phrase, type Section } from "./page";

/** Of more places than these it is said how many more. */
const placesTold = 5;

/** As many leases as are told in lines; more of them stand in a table. */
const inLines = 3;

/** Who gains and who loses a lease, and what outlives them beneath; those that were over already can be folded away. */
export function leaseSections(changes: readonly Change[], zone: string | undefined): readonly Section[] {
  const grants = changes.filter(({ subject }) => subject.part === "grants");
  const over = grants.filter(isOver);
  const live = grants.filter((change) => !over.includes(change));
  const blocks = [...(live.length > inLines ? tableOf(live, zone) : linesOf(live, zone)), ...residualsOf(live)];
  return [...(live.length === 0 ? [] : [{ title: "Leases", blocks }]), ...overSection(over, zone)];
}

/** Taken out of the declaration, and nobody loses anything by it. */
function isOver({ kind, effects }: Change): boolean {
  return kind === "removed" && effects.every(({ direction }) => direction === "restates");
}

function overSection(over: readonly Change[], zone: string | undefined): readonly Section[] {
  if (over.length === 0) return [];
  const items = over.flatMap(({ subject, grant }): Item[] => {
    if (grant?.was === undefined) return [];
    const { identity, role } = grant.was;
    return [
      {
        phrase: [
          { code: subject.name },
          ": ",
          { code: identity },
          ", ",
          { code: role },
          `, ${timeText(grant.was, zone)}`,
        ],
      },
    ];
  });
  const title = `${counted(over.length, "lease that was over is", "leases that were over are")} taken out of the declaration`;
  return [{ title, blocks: [{ kind: "items", items, noun }], folded: true }];
}

const noun = { one: "lease", many: "leases" };

/** One entry each, which also a narrow screen has room for. */
function linesOf(grants: readonly Change[], zone: string | undefined): readonly Block[] {
  const items = grants.flatMap((change): Item[] => {
    const { kind, grant, effects } = change;
    const view = grant?.is ?? grant?.was;
    if (view === undefined) return [];
    const what = kind === "changed" ? [[`What changes: ${textOf(effects)}`]] : [];
    return [
      {
        phrase: [...whoPhrase(change, view), " ", ...rolePhrase(view), ", in ", ...placesPhrase(view.places)],
        under: [
          ...what,
          [`When: ${whenText(kind, grant?.was, grant?.is, zone)}`],
          [`Why: ${whyText(view)}`],
          [`Who answers for it: ${ownersText(view.owners)}`],
        ],
      },
    ];
  });
  return items.length === 0 ? [] : [{ kind: "items", items, noun }];
}

function tableOf(grants: readonly Change[], zone: string | undefined): readonly Block[] {
  return [
    {
      kind: "table",
      head: ["Who", "What, and where", "When", "Why", "Who answers for it"],
      rows: grants.map((change) => rowOf(change, zone)),
      noun,
    },
    ...detailsOf(grants),
  ];
}

function rowOf(change: Change, zone: string | undefined): readonly Phrase[] {
  const { kind, grant } = change;
  const view = grant?.is ?? grant?.was;
  if (view === undefined) return [[], [], [], [], []];
  return [
    whoPhrase(change, view),
    [...rolePhrase(view), ", in ", ...placesPhrase(view.places)],
    [whenText(kind, grant?.was, grant?.is, zone)],
    [whyText(view)],
    [ownersText(view.owners)],
  ];
}

function whoPhrase({ kind }: Change, view: GrantView): Phrase {
  const verb = {
    added: " gains",
    removed: view.requested ? " no longer asks for" : " loses",
    changed: "'s lease changes:",
  }[kind];
  return [{ code: view.identity }, `${kindText(view)}${verb}`];
}

function rolePhrase({ role, amount, task }: GrantView): Phrase {
  return [{ code: role }, ` (${amount.text})`, ...(task === undefined ? [] : [", task ", { code: task }])];
}

function whyText({ ticket, justification }: GrantView): string {
  return listedOf([ticket, justification]) || "nothing is said";
}

function textOf(effects: readonly Effect[]): string {
  return effects.map(({ text }) => text).join("; ") || "nothing that matters";
}

function placesPhrase(places: GrantView["places"]): Phrase {
  const some = places.length > placesTold ? places.slice(0, placesTold - 1) : places;
  const more = places.length - some.length;
  return [
    ...some.flatMap(({ target, environment }, position) => [
      position === 0 ? "" : ", ",
      { code: target },
      environment === undefined ? "" : ` (${environment})`,
    ]),
    ...(more > 0 ? [` and ${more} more`] : []),
  ];
}

/** A person needs no word. */
function kindText({ kind, sponsor }: GrantView): string {
  if (kind === "person") return "";
  return ` (${kind}${sponsor === undefined ? "" : `, sponsored by ${sponsor}`})`;
}

function whenText(
  kind: Change["kind"],
  was: GrantView | undefined,
  is: GrantView | undefined,
  zone: string | undefined,
): string {
  const now = is === undefined ? undefined : timeText(is, zone);
  const before = was === undefined ? undefined : timeText(was, zone);
  if (kind === "removed" || now === undefined) return `was ${before ?? "nothing"}`;
  return before === undefined || before === now ? now : `${now}; was ${before}`;
}

function timeText({ window, requested, length, ended }: GrantView, zone: string | undefined): string {
  if (window === undefined) {
    return requested ? `${humanDuration(length)} from its activation` : "over before it began";
  }
  const how = ended === undefined ? "" : `, ${ended.how} at ${momentText(ended.at, zone)}`;
  return `${windowText(window, zone)}, ${lengthText(window)}${how}`;
}

/** `payments; platform (platform), payments (business)`. */
function ownersText({ entitlement, platform, business }: OwnersView): string {
  const others = [...platform.map((name) => `${name} (platform)`), ...(business ? [`${business} (business)`] : [])];
  return [entitlement ?? "nobody", ...(others.length === 0 ? [] : [listed(others)])].join("; ");
}

/** What is changed of grants that are declared already. */
function detailsOf(grants: readonly Change[]): readonly Block[] {
  const items = grants
    .filter(({ kind }) => kind === "changed")
    .map(({ subject, effects }) => ({
      phrase: [{ code: subject.name }, `: ${textOf(effects)}`],
    }));
  return items.length === 0
    ? []
    : [{ kind: "items", title: "What changes", items, noun: { one: "grant", many: "grants" } }];
}

/** What the cloud cannot end (law 1), once for each role. */
function residualsOf(grants: readonly Change[]): readonly Block[] {
  const byRole = new Map<string, readonly string[]>();
  for (const { grant } of grants) {
    // What was there already is not said again.
    if (grant?.was?.window?.end === grant?.is?.window?.end && grant?.was !== undefined) continue;
    // What never began leaves nothing behind.
    if (grant?.is?.window === undefined && grant?.is?.requested !== true) continue;
    if (grant.is.residuals.length > 0) byRole.set(grant.is.role, grant.is.residuals);
  }
  const items = [...byRole].map(([role, residuals]): Item => {
    const [only, ...more] = residuals;
    if (only !== undefined && more.length === 0) return { phrase: [{ code: role }, `: ${only}`] };
    return { phrase: [{ code: role }], under: residuals.map((one) => [one]) };
  });
  return items.length === 0
    ? []
    : [{ kind: "items", title: "What outlives a lease", items, noun: { one: "role", many: "roles" } }];
}

function listedOf(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(": ");
}
