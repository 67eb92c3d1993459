import { nearest } from "../diagnostics/nearest";
import type { SourceFile } from "../estate/places";
import type { Estate, Grant, Identity } from "../estate/types";
import type { Instant } from "../time/instant";
import { guarded } from "./change-grant";
import { changedGrant } from "./edit-text";
import { judgeEdit, notLoaded } from "./judge-edit";
import { leftWithout } from "./left-without";
import { revocation } from "./life";
import { type Place, placesOf } from "./offboard-places";
import { type Planned, placeOf, type Refused, refused } from "./refused";
import { withoutGrants } from "./remove-entries";
import { type Declared, declaredIn, type Edit, editedSources, type Sources } from "./sources";
import { type GrantState, stateOf } from "./state";

/** A grant of whoever leaves, as it stood, and where: `access/grants/a.yaml:3`. */
export interface HeldGrant {
  readonly grant: Grant;
  readonly state: GrantState;
  readonly place: string | undefined;
}

/** What becomes of an estate when an identity leaves. */
export interface Offboarded {
  readonly identity: Identity;
  /** Where it is declared. */
  readonly place: string | undefined;
  readonly edits: readonly Edit[];
  /** Leases that run, which are revoked. */
  readonly ended: readonly HeldGrant[];
  /** Requests, and leases that have not begun, which are taken out. */
  readonly cancelled: readonly HeldGrant[];
  /** Grants that are over, and go with `prune`. */
  readonly over: readonly HeldGrant[];
  /** Everywhere else where it is named. */
  readonly named: readonly Place[];
  /** What nobody would answer for without it. */
  readonly left: readonly Place[];
}

/** Ends what an identity holds, and finds what it owns, approves, sponsors and is named in. */
export function offboard({
  sources,
  directory,
  name,
  now,
}: {
  readonly sources: Sources;
  readonly directory: string;
  readonly name: string;
  readonly now: Instant;
}): Planned<Offboarded> {
  const declared = declaredIn(sources);
  const { estate } = declared;
  // Of an estate that was read in part, nobody could say where else somebody is named.
  const fault = notLoaded(directory, declared);
  if (fault || !estate) return { refused: fault ? [fault] : [] };
  const identity = estate.identities.get(name);
  if (!identity) return unknownIdentity(estate, name);

  const held = heldBy(declared, estate, identity, now);
  const made = editsOf(declared, held, now);
  if ("refused" in made) return made;
  const { after, added, errors } = judgeEdit(() => declared, declaredIn(editedSources(sources, made.edits)), now);
  if (added.length > 0) return { refused: added.map(({ code, message, fix }) => ({ code, message, fix })) };
  const of = (...kinds: readonly GrantState["kind"][]): HeldGrant[] =>
    held.filter(({ state }) => kinds.includes(state.kind));
  const over = of("ended", "withdrawn");
  const ended = of("running");
  return {
    identity,
    place: placeOf({ location: declared.places.locateKey(["identities", name]) }),
    edits: made.edits,
    ended,
    cancelled: of("requested", "upcoming"),
    over,
    named: placesOf(after, estate, name, { now, grantsLeft: over.length + ended.length > 0 }),
    left: leftWithout(after, errors, name, now),
  };
}

function unknownIdentity(estate: Estate, name: string): Planned<never> {
  const near = nearest(name, estate.identities.keys());
  const fix = near === undefined ? "leasehold offboard takes a name below `identities:`." : `Did you mean "${near}"?`;
  return refused("identity-unknown", `There is no identity named "${name}".`, fix);
}

function heldBy({ places }: Declared, estate: Estate, identity: Identity, now: Instant): readonly HeldGrant[] {
  return [...estate.grants.values()]
    .filter((grant) => grant.identity === identity)
    .map((grant) => ({
      grant,
      state: stateOf(grant, now),
      place: placeOf({ location: places.locateKey(["grants", grant.name]) }),
    }));
}

function editsOf(
  { places }: Declared,
  held: readonly HeldGrant[],
  now: Instant,
): Planned<{ readonly edits: readonly Edit[] }> {
  const byFile = new Map<SourceFile, HeldGrant[]>();
  for (const one of held) {
    const file = places.originOf("grants", one.grant.name)?.file;
    if (!file || one.state.kind === "ended" || one.state.kind === "withdrawn") continue;
    byFile.set(file, [...(byFile.get(file) ?? []), one]);
  }
  const edits: Edit[] = [];
  const faults: Refused[] = [];
  for (const [file, of] of byFile) {
    const made = guarded(file, () => ({ edit: editOf(file, of, now) }));
    if ("refused" in made) faults.push(...made.refused);
    else edits.push(made.edit);
  }
  return faults.length > 0 ? { refused: faults } : { edits };
}

function editOf({ path, text: was }: SourceFile, held: readonly HeldGrant[], now: Instant): Edit {
  let text: string | undefined = was;
  const gone = new Set<string>();
  for (const { grant, state } of held) {
    const change = revocation(grant, state, now);
    if (state.kind !== "running") gone.add(grant.name);
    else if (!("refused" in change)) text = changedGrant(text, grant.name, change);
  }
  if (gone.size > 0) text = withoutGrants(text, gone);
  return { file: path, was, ...(text === undefined ? {} : { text }) };
}
