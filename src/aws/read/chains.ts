import type { AccessFact } from "../../facts/fact";
import { TimeSet } from "../../time/time-set";
import { accessOf } from "../policy/access";
import { matchesPattern, wildcardMatch } from "../policy/actions";
import { asList, type Statement } from "../policy/document";
import { Moments } from "../policy/moments";
import type { Holder } from "./holders";
import { accessFact, type Circle, entriesFor, rank, scopeOf, settingOf, sourcesOf } from "./role-access";
import type { Surroundings } from "./stand-in";
import type { HeldPolicy, Subject } from "./subjects";

/** Roles assumed one after the other; longer chains than this are reported at their later links. */
const longest = 4;

/** Roles looked at for one principal; each of them is judged by itself too. */
const most = 200;

/** As a rank of privilege: none at all. */
export const nothing = 99;

/** A role, user or group with how grave it is what it holds by itself. */
export interface Weighed {
  readonly subject: Subject;
  readonly gravest: number;
}

/** The roles that it may matter to assume: those that hold something grave, and those that lead on. */
export class AssumableRoles {
  readonly #roles: readonly (Weighed & { readonly holder: Holder; readonly leads: boolean })[];

  constructor(subjects: readonly Weighed[]) {
    this.#roles = subjects.flatMap(({ subject, gravest }) => {
      const { holder, kind } = subject;
      if (kind !== "role" || holder === undefined || subject.policies.length === 0) return [];
      return [{ subject, gravest, holder, leads: assumingOf(subject).length > 0 }];
    });
  }

  /** Those that hold something graver than that rank, or lead on. */
  worth(least: number): readonly { readonly subject: Subject; readonly holder: Holder }[] {
    return this.#roles.filter(({ gravest, leads }) => leads || gravest < least);
  }
}

interface Link {
  /** Who holds the permission to go on. */
  readonly subject: Subject;
  readonly circle: Circle;
  /** The first policy of the chain, which the first principal holds. */
  readonly first?: HeldPolicy;
  readonly addresses: readonly string[];
  readonly length: number;
}

/**
 * What a principal holds through roles that its policies let it assume and whose trust lets it in: directly, or as
 * somebody of the account. Only what is graver than what it holds by itself.
 */
export function chainedAccess(
  subject: Subject,
  circle: Circle,
  own: readonly AccessFact[],
  roles: AssumableRoles,
  around: Surroundings,
): readonly AccessFact[] {
  if (assumingOf(subject).length === 0) return [];
  const least = Math.min(
    ...own.filter(({ bound }) => bound.kind !== "leased").map(({ privilege }) => rank(privilege)),
    nothing,
  );
  if (least === 0) return [];
  const found: AccessFact[] = [];
  const seen = new Set<Subject>([subject]);
  const worth = roles.worth(least);
  const waiting: Link[] = [{ subject, circle, addresses: [], length: 0 }];
  for (let link = waiting.shift(); link !== undefined; link = waiting.shift()) {
    if (link.length >= longest) continue;
    for (const { target, held, inside } of stepsFrom(link, worth, seen, around)) {
      if (seen.size > most) return found;
      seen.add(target);
      const first = link.first ?? held;
      const addresses = [...link.addresses, held.instance.address, ...addressOf(target)];
      for (const entry of entriesFor(target, inside)) {
        if (rank(entry.privilege) >= least) continue;
        const account = target.holder?.account;
        found.push(
          accessFact(entry, first, { ...subject.principal, kind: circle.kind }, scopeOf(entry.permissions, account), [
            ...addresses,
            entry.id.instance.address,
            ...entry.id.policy.addresses,
            ...addressOf(subject),
          ]),
        );
      }
      waiting.push({ subject: target, circle: inside, first, addresses, length: link.length + 1 });
    }
  }
  return found;
}

const addressOf = ({ holder }: Subject): readonly string[] => (holder === undefined ? [] : [holder.instance.address]);

interface Step {
  readonly target: Subject;
  /** The policy that lets it be assumed. */
  readonly held: HeldPolicy;
  /** The target as it is used by whoever comes this way. */
  readonly inside: Circle;
}

function* stepsFrom(
  { subject, circle }: Link,
  roles: readonly { readonly subject: Subject; readonly holder: Holder }[],
  seen: ReadonlySet<Subject>,
  around: Surroundings,
): Iterable<Step> {
  const assuming = assumingOf(subject);
  if (assuming.length === 0) return;
  const abilities = new Map<Statement, Ability | undefined>();
  const cutByResource = namesResources(subject);
  for (const { subject: target, holder } of roles) {
    if (seen.has(target)) continue;
    const named = assuming.filter(({ statement }) => namesRole(statement, holder));
    if (named.length === 0) continue;
    const admitted = admissionOf(subject, holder, around);
    if (admitted === undefined) continue;
    for (const { held, statement } of named) {
      if (cutByResource || !abilities.has(statement)) {
        abilities.set(statement, abilityOf(subject, circle, statement, holder));
      }
      const able = abilities.get(statement);
      if (able === undefined) continue;
      const inside: Circle = {
        kind: circle.kind,
        credential: "role",
        trust: admitted.moments.intersect(able.moments),
        doubts: [...admitted.doubts, ...able.doubts],
      };
      yield { target, held, inside };
    }
  }
}

/** Do its Denies or its boundary tell one role from another? */
function namesResources(subject: Subject): boolean {
  if (subject.boundary !== undefined) return true;
  return subject.policies.some(({ policy }) =>
    policy.statements.some(
      ({ Effect, Resource, NotResource }) =>
        Effect === "Deny" && (NotResource !== undefined || !asList(Resource).includes("*")),
    ),
  );
}

interface Assuming {
  readonly held: HeldPolicy;
  readonly statement: Statement;
}

const assumings = new WeakMap<Subject, readonly Assuming[]>();

/** The statements by which a subject may assume roles. */
function assumingOf(subject: Subject): readonly Assuming[] {
  let found = assumings.get(subject);
  if (found === undefined) {
    found = subject.policies.flatMap((held) =>
      held.policy.statements.filter(allowsAssuming).map((statement) => ({ held, statement })),
    );
    assumings.set(subject, found);
  }
  return found;
}

/** When somebody can take a step, and what of that cannot be told. */
interface Ability {
  readonly moments: Moments;
  readonly doubts: readonly string[];
}

function allowsAssuming({ Effect, Action, NotAction }: Statement): boolean {
  if (Effect !== "Allow") return false;
  if (NotAction !== undefined) return !asList(NotAction).some((pattern) => matchesPattern(pattern, "sts:AssumeRole"));
  return asList(Action).some((pattern) => matchesPattern(pattern, "sts:AssumeRole"));
}

function namesRole({ Resource, NotResource }: Statement, { handle }: Holder): boolean {
  if (NotResource !== undefined) return !asList(NotResource).some((pattern) => wildcardMatch(pattern, handle));
  return asList(Resource).some((pattern) => wildcardMatch(pattern, handle));
}

/** When a role's trust lets the subject in. */
function admissionOf({ holder, principal }: Subject, role: Holder, { principals }: Surroundings): Ability | undefined {
  const fitting = principals.trustOf(role).admissions.filter(({ who, account }) => {
    if ("holder" in who) return who.holder === holder;
    if (who.principal.key === principal.key || who.principal.kind === "anyone") return true;
    if (account === undefined || holder === undefined) return false;
    const own =
      holder.account === undefined
        ? role.instance.provider === holder.instance.provider
        : account.id === holder.account;
    return (
      own &&
      (account.narrowed.length === 0 || account.narrowed.some((pattern) => wildcardMatch(pattern, holder.handle)))
    );
  });
  if (fitting.length === 0) return undefined;
  return {
    moments: fitting.reduce((all, { moments }) => all.union(moments), Moments.never),
    doubts: fitting.flatMap(({ doubts }) => doubts),
  };
}

/** When the subject can assume the role by one statement, less all that denies it. */
function abilityOf(subject: Subject, circle: Circle, statement: Statement, { handle }: Holder): Ability | undefined {
  const { Condition } = statement;
  const assume: Statement = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Resource: handle,
    ...(Condition === undefined ? {} : { Condition }),
  };
  const denies = sourcesOf(subject).flatMap(({ statements }) => statements.filter(({ Effect }) => Effect === "Deny"));
  const [entry] = accessOf({
    sources: [{ id: "assume", statements: [assume, ...denies], doubts: [] }],
    ...settingOf(subject, circle),
  });
  switch (entry?.bound.kind) {
    case "standing":
      return { moments: Moments.always, doubts: [] };
    case "leased":
      return { moments: Moments.at(TimeSet.before(entry.bound.until)), doubts: [] };
    case "indeterminate":
    case "eligible":
      return { moments: Moments.always, doubts: [entry.bound.because] };
    case undefined:
      return undefined;
  }
}
