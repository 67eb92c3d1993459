import type { SourceFile } from "../estate/places";
import type { Grant } from "../estate/types";
import type { Instant } from "../time/instant";
import { guarded } from "./change-grant";
import { judgeEdit, notLoaded } from "./judge-edit";
import type { Planned, Refused } from "./refused";
import { withoutGrants } from "./remove-entries";
import { type Declared, declaredIn, type Edit, type Sources } from "./sources";
import { overSince } from "./state";

/** How long a grant stays after its end: sessions that it opened last no longer than this. */
export const pruneAfter = 12 * 3600;

/** A grant that goes, and where it stands. */
export interface Removed {
  readonly grant: Grant;
  /** When it ended, or was withdrawn. */
  readonly over: Instant;
  readonly file: string;
}

/** What pruning comes to. */
export interface Pruned {
  readonly edits: readonly Edit[];
  readonly removed: readonly Removed[];
}

/** Takes out every grant that ended, or was withdrawn, at least twelve hours ago. */
export function prune({
  sources,
  directory,
  now,
}: {
  readonly sources: Sources;
  readonly directory: string;
  readonly now: Instant;
}): Planned<Pruned> {
  const declared = declaredIn(sources);
  const fault = declared.estate ? undefined : notLoaded(directory, declared);
  if (fault) return { refused: [fault] };
  const removed: Removed[] = [];
  for (const grant of declared.estate?.grants.values() ?? []) {
    const over = overSince(grant, now);
    const file = declared.places.originOf("grants", grant.name)?.file;
    if (over !== undefined && file && now >= over + pruneAfter) removed.push({ grant, over, file: file.path });
  }
  const made = removals(
    declared,
    removed.map(({ grant }) => grant.name),
  );
  if ("refused" in made) return made;
  const { added } = judgeEdit(() => declared, without(declared, removed), now);
  if (added.length > 0) return { refused: added.map(({ code, message, fix }) => ({ code, message, fix })) };
  return { edits: made.edits, removed };
}

/** What is left is known: that the files say it, and nothing else besides, was verified when they were edited. */
function without(declared: Declared, removed: readonly Removed[]): Declared {
  const { estate } = declared;
  if (estate === undefined) return declared;
  const gone = new Set(removed.map(({ grant }) => grant.name));
  return {
    ...declared,
    estate: { ...estate, grants: new Map([...estate.grants].filter(([name]) => !gone.has(name))) },
  };
}

/** The edits that take grants out of their files. */
export function removals(declared: Declared, names: readonly string[]): Planned<{ readonly edits: readonly Edit[] }> {
  const byFile = new Map<SourceFile, Set<string>>();
  for (const name of names) {
    const file = declared.places.originOf("grants", name)?.file;
    if (!file) continue;
    const there = byFile.get(file);
    if (there) there.add(name);
    else byFile.set(file, new Set([name]));
  }
  const edits: Edit[] = [];
  const faults: Refused[] = [];
  for (const [file, of] of byFile) {
    const made = guarded(file, () => {
      const text = withoutGrants(file.text, of);
      return { edit: { file: file.path, was: file.text, ...(text === undefined ? {} : { text }) } };
    });
    if ("refused" in made) faults.push(...made.refused);
    else edits.push(made.edit);
  }
  return faults.length > 0 ? { refused: faults } : { edits };
}
