import type { Change, GrantView, OwnersView } from "../../review/change";
import { humanDuration } from "../../time/duration";
import { lengthText, momentText, windowText } from "./moment";
import { type Block, type Item, listed, type Phrase, type Section } from "./page";

/** Of more places than these it is said how many more. */
const placesTold = 5;

/** Who gains and who loses a lease: one row each, and what outlives them beneath. */
export function leaseSection(changes: readonly Change[], zone: string | undefined): readonly Section[] {
  const grants = changes.filter(({ subject }) => subject.part === "grants");
  if (grants.length === 0) return [];
  const blocks: Block[] = [
    {
      kind: "table",
      head: ["Who", "Role", "Where", "When", "Why", "Answers for it"],
      rows: grants.map((change) => rowOf(change, zone)),
      noun: { one: "lease", many: "leases" },
    },
    ...detailsOf(grants),
    ...residualsOf(grants),
  ];
  return [{ title: "Leases", blocks }];
}

function rowOf({ kind, grant }: Change, zone: string | undefined): readonly Phrase[] {
  const view = grant?.is ?? grant?.was;
  if (view === undefined) return [[], [], [], [], [], []];
  const { identity, role, amount, places, ticket, justification, owners, task } = view;
  const verb = { added: "gains", removed: "no longer declared", changed: "changes" }[kind];
  return [
    [{ code: identity }, `${kindText(view)}: ${verb}`],
    [{ code: role }, `: ${amount.text}`, ...(task === undefined ? [] : [", task ", { code: task }])],
    placesPhrase(places),
    [whenText(kind, grant?.was, grant?.is, zone)],
    [listedOf([ticket, justification]) || "nothing is said"],
    [ownersText(owners)],
  ];
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
      phrase: [{ code: subject.name }, `: ${effects.map(({ text }) => text).join("; ") || "nothing that matters"}`],
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
    if (grant?.is && grant.is.residuals.length > 0) byRole.set(grant.is.role, grant.is.residuals);
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
