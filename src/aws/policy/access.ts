import { doubtful, entriesOf } from "./access-entry";
import { type Piece, piecesOf } from "./access-pieces";
import type { AccessEntry, AccessQuestion, Setting } from "./access-types";
import { ActionSet } from "./action-set";
import { type Clause, clauseOf, deniedButFor } from "./clause";
import { asList, type Statement } from "./document";
import { longestTail, Moments, roleTail } from "./moments";

export type { AccessEntry, AccessQuestion, Credential, Source } from "./access-types";

/**
 * What the sources let the principal do, and until when: each Allow at the moments at which it can hold, less the
 * moments at which a Deny that names at least as much holds for certain, within the boundary and the sessions that the
 * trust can have issued. Sorted as the sources are, the gravest first.
 *
 * Never claims an end that is not certain. What can hold at no moment gives no entry; what ended long ago does, as the
 * time of today is not looked at.
 */
export function accessOf<T>(question: AccessQuestion<T>): readonly AccessEntry<T>[] {
  const setting = settingOf(question);
  return question.sources.flatMap(({ id, statements, doubts }) => {
    const pieces: Piece[] = [];
    for (const statement of statements) {
      if (statement.Effect === "Allow") pieces.push(...piecesOf(clauseOf(statement), setting));
    }
    const entries = entriesOf(id, pieces, setting);
    const worst = entries.some(({ privilege, bound }) => privilege === "administrative" && bound.kind === "standing");
    return doubts.length === 0 || worst ? entries : [...entries, doubtful(id, doubts)];
  });
}

/** The moments at which some of the statements can allow something; for a trust policy's, chosen by principal. */
export function allowedMoments(statements: readonly Statement[]): {
  readonly moments: Moments;
  readonly doubts: readonly string[];
} {
  const clauses = statements.map(clauseOf);
  const allows = clauses.filter(({ statement }) => statement.Effect === "Allow");
  const denies = clauses.filter(({ statement }) => statement.Effect === "Deny");
  let moments = Moments.never;
  const doubts = new Set<string>();
  for (const allow of allows) {
    let own = allow.moments.possible;
    for (const deny of denies) {
      const named = asList(allow.statement.Action);
      const covered =
        allow.statement.NotAction === undefined
          ? named.length > 0 && named.every((one) => deny.actions.isAll() || coversPattern(deny, one))
          : allow.actions.within(deny.actions);
      if (covered) own = own.minus(deny.moments.certain);
    }
    moments = moments.union(own);
    if (!own.isNever()) for (const doubt of allow.moments.doubts) doubts.add(doubt);
  }
  return { moments, doubts: [...doubts] };
}

function coversPattern(deny: Clause, pattern: string): boolean {
  const actions = ActionSet.matching([pattern]);
  return !actions.isEmpty() && actions.within(deny.actions);
}

function settingOf<T>({ sources, boundary, credential, trust, trustDoubts = [] }: AccessQuestion<T>): Setting {
  const tail = credential === "role" ? roleTail : longestTail;
  const untrusted = credential === "role" || credential === "federated" ? Moments.sessions : Moments.always;
  // Nobody becomes a user; long-term keys are there whatever a trust says.
  const issuing = credential === "user" ? undefined : trust?.times(longestTail);
  const base = issuing === undefined ? untrusted : untrusted.intersect(Moments.issuedWithin(issuing));
  const denies: Clause[] = [];
  let nearly = ActionSet.none;
  for (const { statements } of boundary === undefined ? sources : [...sources, boundary]) {
    for (const statement of statements) {
      if (statement.Effect === "Deny") denies.push(clauseOf(statement));
    }
  }
  // The widest first: what they leave nothing of needs no finer look.
  denies.sort((a, b) => Number(b.everywhere && b.actions.isAll()) - Number(a.everywhere && a.actions.isAll()));
  for (const deny of denies) if (deny.everywhere) nearly = nearly.union(deniedButFor(deny));
  return {
    denies: denies.filter(({ moments }) => !moments.certain.isNever()),
    ...(boundary === undefined || boundary.doubts.length > 0
      ? {}
      : { boundary: boundary.statements.filter(({ Effect }) => Effect === "Allow").map(clauseOf) }),
    base,
    untrusted,
    tail,
    credential,
    trustEnd: issuing === undefined ? Number.POSITIVE_INFINITY : (issuing.end() ?? Number.NEGATIVE_INFINITY),
    trustDoubts,
    denyDoubts: denies.flatMap(({ moments }) => moments.doubts),
    deniedButFor: nearly,
  };
}
