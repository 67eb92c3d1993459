import { join, sep } from "node:path";
import { quoted } from "../diagnostics/wording";
import { formats } from "../estate/formats";
import type { Grant } from "../estate/types";
import { windowOf } from "../lease/window";
import { formatInstant, type Instant } from "../time/instant";
import type { Window } from "../time/window";
import { type AccessInShort, accessOf } from "./access";
import { type DraftGrant, draftText, freeName } from "./draft";
import { judgeEdit, notLoaded } from "./judge-edit";
import { inThePast } from "./life";
import { nextWithin } from "./next-hours";
import { type Planned, placeOf, refused } from "./refused";
import { asRefused, neverWithin, twinOf, unknownNames } from "./request-refusals";
import { type Declared, declaredIn, type Edit, editedSources, type Sources } from "./sources";
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
export function request({ sources, directory, now, draft, name: given }: Request): Planned<Requested> {
  const before = declaredIn(sources);
  const fault = notLoaded(directory, before);
  if (fault) return { refused: [fault] };
  const named = nameFor(before, draft, now, given);
  if ("refused" in named) return named;
  const { name } = named;
  if (draft.start !== undefined && draft.start < now) return inThePast(draft.start, now);
  const file = fileOf(directory, name);
  if (sources.files.some(({ path }) => path === file)) {
    return refused("file-exists", `${file} is there already.`, "Give the grant another name: --name NAME");
  }

  const unknown = unknownNames(before, draft);
  if (unknown.length > 0) return { refused: unknown };
  const text = draftText(name, draft);
  const edit = { file, text };
  const edited = editedSources(sources, [edit]);
  const { after, added, kept } = judgeEdit(sources, edited, now);
  if (added.length > 0)
    return { refused: added.map((diagnostic) => asRefused(diagnostic, name, { estate: after.estate, draft })) };
  const grant = after.estate?.grants.get(name);
  if (!after.estate || !grant) throw new Error(`fault in leasehold: grant "${name}" was drafted and is not there`);

  const twin = twinOf(after.estate, grant);
  if (twin !== undefined) {
    const place = before.places.locate(["grants", twin]);
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
    notNow: window ? [] : notNow(sources, name, { file, draft, now }),
    faultsBefore: kept,
  };
}

/** Where the file of a new grant goes. */
function fileOf(directory: string, name: string): string {
  // As loading shows it.
  return join(directory, "grants", `${name}.yaml`).split(sep).join("/");
}

function nameFor(
  before: Declared,
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
function notNow(
  sources: Sources,
  name: string,
  { file, draft, now }: { readonly file: string; readonly draft: DraftGrant; readonly now: Instant },
): readonly string[] {
  const text = draftText(name, { ...draft, start: now });
  const { after, added } = judgeEdit(sources, editedSources(sources, [{ file, text }]), now);
  const grant = after.estate?.grants.get(name);
  return added.map(({ code, message, fix }) => {
    const next = code === "outside-hours" && grant ? nextWithin(grant.role.require.within, grant.ttl, now) : undefined;
    return next
      ? `${message} It may begin from ${formatInstant(next.start)} to ${formatInstant(next.end)}.`
      : `${message} ${fix}`;
  });
}
