import { join, sep } from "node:path";
import { quoted } from "../diagnostics/wording";
import { formats } from "../estate/formats";
import type { Estate, Grant } from "../estate/types";
import { windowOf } from "../lease/window";
import { formatInstant, type Instant } from "../time/instant";
import type { Window } from "../time/window";
import { type AccessInShort, accessOf } from "./access";
import { addedByStarting } from "./added-by-starting";
import { type DraftGrant, draftText, freeName } from "./draft";
import { judgeEdit, notLoaded } from "./judge-edit";
import { inThePast } from "./life";
import { nextWithin } from "./next-hours";
import { type Planned, placeOf, refused } from "./refused";
import { asRefused, neverWithin, twinOf, unknownNames } from "./request-refusals";
import { type Declared, declaredIn, type Edit, editedSources, mergedIn, type Sources } from "./sources";
import { type WhoApproves, whoApproves } from "./who-approves";

/** A request as it would be written, and what those need to know who make and approve it. */
export interface Requested {
  readonly edit: Edit & { readonly text: string };
  readonly grant: Grant;
  /** Absent while it is only requested. */
  readonly window?: Window;
  readonly approvals: WhoApproves;
  readonly access: AccessInShort;
  /** Why it could not begin at this moment, one sentence each; only where it has no start. */
  readonly notNow: readonly string[];
  /** How many faults the estate had before, which are not the request's. */
  readonly faultsBefore: number;
}

/** What is asked for, the estate's files, the directory as it was given, and the moment. */
export interface Request {
  readonly sources: Sources;
  readonly directory: string;
  readonly now: Instant;
  readonly draft: DraftGrant;
  /** The grant's name; a free one is made where none is given. */
  readonly name?: string;
}

/**
 * Drafts a grant in a file of its own, and judges the estate with it. What `check` would refuse is refused here, before
 * anything is written.
 */
export function request(asked: Request): Planned<Requested> {
  const { sources, directory, now, draft } = asked;
  let linked: Declared | undefined;
  const before = (): Declared => {
    linked ??= declaredIn(sources);
    return linked;
  };
  const drafted = draftFor(asked);
  if ("refused" in drafted) return notLoadedOr(drafted, directory, before());
  const { name, edit } = drafted;
  const after = declaredIn(editedSources(sources, [edit]));
  // What loads with one file more loads without it, and knows every name in it.
  if (after.diagnostics.some(({ severity }) => severity === "error")) {
    const refusal = notLoadedOr({ refused: unknownNames(before(), draft) }, directory, before());
    if (refusal.refused.length > 0) return refusal;
  }
  const { estate, places } = after;
  const { added, errors } = judgeEdit(before, after, now);
  if (added.length > 0) return { refused: added.map((diagnostic) => asRefused(diagnostic, name, { estate, draft })) };
  const grant = estate?.grants.get(name);
  if (!estate || !grant) throw new Error(`fault in leasehold: grant "${name}" was drafted and is not there`);

  const twin = twinOf(estate, grant);
  if (twin !== undefined) {
    const place = places.locate(["grants", twin]);
    return refused(
      "already-requested",
      `Grant "${twin}"${place ? ` (${placeOf({ location: place })})` : ""} asks for the same and has not begun.`,
      `Once it is approved: leasehold activate ${twin}. To ask for something else, name another ticket.`,
    );
  }
  const never = neverWithin(grant, now);
  if (never) return { refused: [never] };
  const window = windowOf(grant);
  return {
    edit,
    grant,
    ...(window ? { window } : {}),
    approvals: whoApproves(grant),
    access: accessOf(grant),
    notNow: window ? [] : notNow(estate, grant, now),
    faultsBefore: errors.length,
  };
}

type Refusals = ReturnType<typeof refused>;

/** An estate that does not load is said before anything else. */
function notLoadedOr(other: Refusals, directory: string, before: Declared): Refusals {
  const fault = notLoaded(directory, before);
  return fault ? { refused: [fault] } : other;
}

interface Drafted {
  readonly name: string;
  readonly edit: Edit & { readonly text: string };
}

/** The new file, as far as it can be told without the rest of the estate but its names. */
function draftFor({ sources, directory, now, draft, name: given }: Request): Planned<Drafted> {
  const named = nameFor(mergedIn(sources), draft, now, given);
  if ("refused" in named) return named;
  const { name } = named;
  if (draft.start !== undefined && draft.start < now) return inThePast(draft.start, now);
  const file = fileOf(directory, name);
  if (sources.files.some(({ path }) => path === file)) {
    return refused("file-exists", `${file} is there already.`, "Give the grant another name: --name NAME");
  }
  return { name, edit: { file, text: draftText(name, draft) } };
}

/** Where the file of a new grant goes. */
function fileOf(directory: string, name: string): string {
  // As loading shows it.
  return join(directory, "grants", `${name}.yaml`).split(sep).join("/");
}

function nameFor(
  before: Pick<Declared, "declaration" | "places">,
  draft: DraftGrant,
  now: Instant,
  given: string | undefined,
): Planned<{ readonly name: string }> {
  const taken = new Set(before.declaration.grants?.keys());
  if (given === undefined) return { name: freeName(draft, now, taken) };
  if (!formats.name.pattern.test(given)) {
    return refused("malformed-name", `${quoted(given)} cannot be the name of a grant.`, formats.name.mend);
  }
  if (!taken.has(given)) return { name: given };
  const location = before.places.locate(["grants", given]);
  const place = location ? ` (${placeOf({ location })})` : "";
  return refused(
    "duplicate-name",
    `There is a grant named "${given}" already${place}.`,
    "Give another one, or leave --name out.",
  );
}

/** What would be refused if the request were activated at once. */
function notNow(estate: Estate, grant: Grant, now: Instant): readonly string[] {
  return addedByStarting(estate, grant, now).map(({ code, message, fix }) => {
    const next = code === "outside-hours" ? nextWithin(grant.role.require.within, grant.ttl, now) : undefined;
    return next
      ? `${message} It may begin from ${formatInstant(next.start)} to ${formatInstant(next.end)}.`
      : `${message} ${fix}`;
  });
}
