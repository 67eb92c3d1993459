import type { Estate, Grant } from "../estate/types";
import { windowOf } from "../lease/window";
import { humanDuration, parseDuration } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import type { Window } from "../time/window";
import { changeGrant } from "./change-grant";
import type { GrantChange } from "./edit-text";
import { type FoundGrant, findGrant } from "./find-grant";
import { judgeEdit, notLoaded } from "./judge-edit";
import { type Planned, refused } from "./refused";
import { type Declared, declaredIn, type Edit, editedSources, type Sources } from "./sources";
import { type GrantState, stateOf } from "./state";

/** What is asked for one grant: the estate's files, the directory as it was given, the grant's name and the moment. */
export interface Asked {
  readonly sources: Sources;
  readonly directory: string;
  readonly name: string;
  readonly now: Instant;
}

/** A grant as it is once an edit is made. */
export interface ChangedGrant {
  readonly edit: Edit;
  readonly grant: Grant;
  /** Absent where it never begins. */
  readonly window?: Window;
}

/** Stamps the start of a grant that is only requested: now, or later. */
export function activate(asked: Asked & { readonly start?: Instant }): Planned<ChangedGrant> {
  const { now, start = now } = asked;
  if (start < now) return inThePast(start, now);
  return change(asked, { widens: true }, ({ name }, state) => {
    switch (state.kind) {
      case "requested":
        return { kind: "stamp", key: "start", at: start };
      case "withdrawn":
        return refused("grant-withdrawn", `Grant "${name}" was withdrawn at ${formatInstant(state.at)}.`, askAgain);
      case "upcoming":
        return refused(
          "grant-active",
          `Grant "${name}" has a start already: ${formatInstant(state.window.start)}.`,
          "Leave it; to have another start, revoke it and ask again.",
        );
      case "running":
        return refused(
          "grant-active",
          `Grant "${name}" is active already, from ${formatInstant(state.window.start)} to ${formatInstant(state.window.end)}.`,
          `For more time: leasehold extend ${name} --by 30m`,
        );
      case "ended":
        return ended(name, state.end);
    }
  });
}

/** Lengthens a lease that has not ended; `by` as it is to be written. */
export function extend(asked: Asked & { readonly by: string }): Planned<ChangedGrant> {
  const parsed = parseDuration(asked.by);
  if ("fault" in parsed) return refused("malformed-value", `The extension: ${parsed.fault}.`, "Write it like `30m`.");
  const { now, by } = asked;
  return change(asked, { widens: true }, ({ name }, state) => {
    switch (state.kind) {
      case "requested":
        return refused("grant-not-begun", `Grant "${name}" is only requested.`, `First: leasehold activate ${name}`);
      case "withdrawn":
        return refused("grant-withdrawn", `Grant "${name}" was withdrawn at ${formatInstant(state.at)}.`, askAgain);
      case "upcoming":
        return { kind: "extend", by, at: now };
      case "running":
        if (state.by === "time") return { kind: "extend", by, at: now };
        return refused(
          "extension-without-effect",
          `Grant "${name}" ends at ${formatInstant(state.window.end)} because \`${state.by}\` says so.`,
          askAgain,
        );
      case "ended":
        return ended(name, state.end);
    }
  });
}

/** Takes a grant back: it ends now, or never begins. */
export function revoke(asked: Asked): Planned<ChangedGrant> {
  return change(asked, { widens: false }, (grant, state) => revocation(grant, state, asked.now));
}

/** What takes a grant back, or why there is nothing to take. */
export function revocation(grant: Grant, state: GrantState, now: Instant): Planned<GrantChange> {
  const { name } = grant;
  switch (state.kind) {
    case "requested":
    case "upcoming":
    case "running":
      return { kind: "stamp", key: "revoked", at: stopAt(grant, now) };
    case "withdrawn":
      return refused(
        "grant-withdrawn",
        `Grant "${name}" was withdrawn already, at ${formatInstant(state.at)}.`,
        "Nothing is left to revoke.",
      );
    case "ended":
      return ended(name, state.end, "Nothing is left to revoke; leasehold prune removes it in time.");
  }
}

/** Ends a lease because its holder is done. */
export function complete(asked: Asked): Planned<ChangedGrant> {
  return change(asked, { widens: false }, (grant, state) => {
    const { name } = grant;
    switch (state.kind) {
      case "requested":
      case "upcoming": {
        const has = state.kind === "requested" ? "is only requested" : "has not begun";
        return refused("grant-not-begun", `Grant "${name}" ${has}.`, `To withdraw it: leasehold revoke ${name}`);
      }
      case "withdrawn":
        return refused(
          "grant-withdrawn",
          `Grant "${name}" was withdrawn at ${formatInstant(state.at)}.`,
          "Nothing is left to complete.",
        );
      case "running":
        return { kind: "stamp", key: "completed", at: stopAt(grant, asked.now) };
      case "ended":
        return ended(name, state.end, "Nothing is left to complete; leasehold prune removes it in time.");
    }
  });
}

/** A lease ends after its last extension was made, and both may happen within one second. */
function stopAt({ extensions }: Grant, now: Instant): Instant {
  return extensions.some(({ at }) => at === now) ? now + 1 : now;
}

/** Why a start that has gone by is refused. */
export function inThePast(start: Instant, now: Instant): ReturnType<typeof refused> {
  return refused(
    "start-in-the-past",
    `The start ${formatInstant(start)} is past: it is ${formatInstant(now)}.`,
    `Leave --start out, or give a later one (${humanDuration(now - start)} have gone by).`,
  );
}

const askAgain = "Ask for a new lease: leasehold request";

function ended(name: string, end: Instant, fix = askAgain): ReturnType<typeof refused> {
  return refused("grant-ended", `Grant "${name}" ended at ${formatInstant(end)}.`, fix);
}

/**
 * Changes a grant where that makes sense, and where `check` has nothing to say against what comes of it. Whatever widens needs an
 * estate without faults of structure: what was left out for a fault could speak against it.
 */
function change(
  { sources, directory, name, now }: Asked,
  { widens }: { readonly widens: boolean },
  decide: (grant: Grant, state: GrantState) => Planned<GrantChange>,
): Planned<ChangedGrant> {
  const declared = declaredIn(sources);
  const fault = widens || !declared.estate ? notLoaded(directory, declared) : undefined;
  if (fault) return { refused: [fault] };
  const found = findGrant(declared, name);
  if ("refused" in found) return found;
  const decided = decide(found.grant, stateOf(found.grant, now));
  if ("refused" in decided) return decided;
  return applied(sources, declared, found, decided, now);
}

function applied(
  sources: Sources,
  before: Declared,
  found: FoundGrant,
  decided: GrantChange,
  now: Instant,
): Planned<ChangedGrant> {
  const made = changeGrant(found, decided);
  if ("refused" in made) return made;
  const after =
    decided.kind === "stamp"
      ? { ...before, estate: stamped(found, decided) }
      : declaredIn(editedSources(sources, [made.edit]));
  const { added } = judgeEdit(() => before, after, now);
  if (added.length > 0) return { refused: added.map(({ code, message, fix }) => ({ code, message, fix })) };
  const grant = after.estate?.grants.get(found.grant.name);
  if (!grant)
    throw new Error(`fault in leasehold: grant "${found.grant.name}" is gone after an edit that was verified`);
  const window = windowOf(grant);
  return { edit: made.edit, grant, ...(window ? { window } : {}) };
}

/**
 * The estate with a moment written into one grant. That the file says this and nothing else besides was verified when it was edited,
 * so that reading all files again could show no more.
 */
function stamped({ estate, grant }: FoundGrant, { key, at }: Extract<GrantChange, { kind: "stamp" }>): Estate {
  return { ...estate, grants: new Map(estate.grants).set(grant.name, { ...grant, [key]: at }) };
}
