import { join, sep } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic";
import { nearest } from "../diagnostics/nearest";
import { quoted } from "../diagnostics/wording";
import { formats } from "../estate/formats";
import type { Estate, Grant } from "../estate/types";
import { windowOf } from "../lease/window";
import { humanDuration } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import type { Window } from "../time/window";
import { type AccessInShort, accessOf } from "./access";
import { type DraftGrant, draftText, freeName } from "./draft";
import { errorsOf, judgeEdit, notLoaded } from "./judge-edit";
import { inThePast } from "./life";
import { nextWithin } from "./next-hours";
import { type Planned, placeOf, type Refused, refused } from "./refused";
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
  const { after, added } = judgeEdit(sources, edited, now);
  if (added.length > 0) return { refused: added.map((diagnostic) => asOption(diagnostic, name)) };
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
    faultsBefore: errorsOf(after, now).length,
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

/** Names that the estate does not know, each with the nearest that it does. */
function unknownNames({ estate }: Declared, draft: DraftGrant): readonly Refused[] {
  if (!estate) return [];
  const named: [string, string | undefined, ReadonlyMap<string, unknown>][] = [
    ["role", draft.role, estate.roles],
    ["identity", draft.identity, estate.identities],
    ["task", draft.task, estate.tasks],
    ...(draft.targets ?? []).map((name): [string, string, ReadonlyMap<string, unknown>] => [
      "target",
      name,
      estate.targets,
    ]),
  ];
  return named.flatMap(([what, name, known]) => {
    if (name === undefined || known.has(name)) return [];
    const near = nearest(name, known.keys());
    const few = [...known.keys()].slice(0, 8).join(", ");
    const fix =
      near !== undefined
        ? `Did you mean "${near}"?`
        : known.size === 0
          ? `The estate has no ${what}.`
          : `There are ${few}${known.size > 8 ? " and others" : ""}.`;
    return [{ code: "unknown-reference", message: `There is no ${what} named ${quoted(name)}.`, fix }];
  });
}

const options: Readonly<Record<string, string>> = {
  ttl: "--ttl",
  start: "--start",
  ticket: "--ticket",
  justification: "--reason",
  task: "--task",
  targets: "--target",
  identity: "--as",
};

/** What is wrong with a draft, and the option by which it is mended. */
function asOption({ code, message, fix, path }: Diagnostic, name: string): Refused {
  const option = path[0] === "grants" && path[1] === name ? options[String(path[2])] : undefined;
  return { code, message, fix: option === undefined ? fix : `${fix} Here that is ${option}.` };
}

/** A request for the very same that nobody has activated or withdrawn. */
function twinOf(estate: Estate, grant: Grant): string | undefined {
  if (grant.start !== undefined) return undefined;
  const same = (other: Grant): boolean =>
    other.name !== grant.name &&
    other.start === undefined &&
    other.revoked === undefined &&
    other.role === grant.role &&
    other.identity === grant.identity &&
    other.task === grant.task &&
    other.ticket === grant.ticket;
  return [...estate.grants.values()].find(same)?.name;
}

/** A request that no hours are long enough for. */
function neverWithin({ name, role, ttl, start }: Grant, now: Instant): Refused | undefined {
  const { within } = role.require;
  if (start !== undefined || within.length === 0 || nextWithin(within, ttl, now)) return undefined;
  return {
    code: "outside-hours",
    message: `Grant "${name}" lasts ${humanDuration(ttl)}, and the hours of role "${role.name}" are never so long.`,
    fix: "Ask for less: --ttl.",
  };
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
