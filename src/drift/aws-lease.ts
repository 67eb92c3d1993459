import { allowedMoments } from "../aws/policy/access";
import { actionWithin, resourceWithin } from "../aws/policy/containment";
import { asList, type Statement } from "../aws/policy/document";
import { type Clause, clauseOf, type Differences, differencesOf } from "../aws/policy/meaning";
import type { PolicyShape, RoleShape } from "../aws/read/role-shapes";
import type { PromisedPolicy, PromisedRole } from "../expect/promise";
import type { FindingBound } from "../rules/finding";
import { humanDuration } from "../time/duration";
import { formatInstant, type Instant } from "../time/instant";
import type { Deviation } from "./deviation";
import { compareTags, type TagKeys } from "./tags";

/** The longest that a session of a role lives on (FACTS 1.2). */
export const sessionTail = 12 * 3600;

/** What is known besides of a role that was found. */
export interface RoleCircumstances {
  readonly now: Instant;
  /** How long what it holds can be used; absent where it gives nothing any more. */
  readonly usable?: FindingBound;
  readonly keys: TagKeys;
  /** Policies of the estate that are not there at all: a finding of their own. */
  readonly gone: Pick<ReadonlySet<string>, "has">;
}

/** How a lease's role differs from what is promised: one deviation for each cause, the most specific. */
export function compareRole(
  { lease, shape: promised }: PromisedRole,
  found: RoleShape,
  circumstances: RoleCircumstances,
): readonly Deviation[] {
  const { now, usable } = circumstances;
  const { end } = lease.window;
  const mend = promised.instance.address;
  const address = found.instance.address;
  const guard = inlineDifferences(promised, found);
  const trust = trustDifferences(promised, found);
  const outlived = now >= end && usable !== undefined;
  const deviations: Deviation[] = [];
  if (outlived) {
    const said = `ended at ${formatInstant(end)} and can still be used: ${usable.because}`;
    deviations.push({ kind: "lease-outlived", said, address, bound: usable, mend, replace: true });
  } else if (now >= end + sessionTail) {
    deviations.push(pruneDue(end, address, mend));
  }
  const lost = guard.missing.filter(({ effect }) => effect === "Deny");
  if (lost.length > 0 && now < end) {
    const policy = guardOf(promised);
    deviations.push({ kind: "guard-removed", said: guardSaid(lost, found), address, mend: policy ?? mend });
  }
  if (trust.said !== undefined) {
    deviations.push({ kind: "trust-changed", said: trust.said, address, mend, replace: true });
  }
  // What is gone with the guard has no times to compare, and after the end only what can still be used matters.
  if (!outlived) {
    deviations.push(
      ...boundDeviation(trust.differences, lost.length > 0 ? nothingMoved : guard, address, mend, usable),
    );
  }
  const permissions = permissionsSaid(promised, found, guard, lost, circumstances.gone);
  if (permissions.said.length > 0) {
    const tighter = permissions.tighter ? { severity: "warning" as const } : {};
    deviations.push({ kind: "permissions-changed", ...tighter, said: permissions.said.join("; "), address, mend });
  }
  deviations.push(...boundaryDeviation(promised, found, mend));
  if (found.session !== undefined && promised.session !== undefined && found.session !== promised.session) {
    const said = `allows sessions of ${humanDuration(found.session)}, where ${humanDuration(promised.session)} is declared`;
    deviations.push({ kind: "session-changed", said, address, mend });
  }
  if (found.tags !== undefined) {
    const explained = deviations.some(({ kind }) => kind !== "prune-due");
    deviations.push(...compareTags(promised.tags ?? {}, found.tags, circumstances.keys, { address, mend }, explained));
  }
  return deviations;
}

/** A role whose lease has ended for long, and which is still there. */
export function pruneDue(end: Instant, address: string, mend: string): Deviation {
  const said = `ended at ${formatInstant(end)}, and no session needs what is left of it any more`;
  return { kind: "prune-due", said, address, mend };
}

/** How a policy that the estate keeps differs from what is promised. */
export function comparePolicy(
  { shape: promised }: PromisedPolicy,
  found: PolicyShape,
  keys: TagKeys,
): readonly Deviation[] {
  const at = { address: found.instance.address, mend: promised.instance.address };
  const deviations: Deviation[] = [];
  if (found.policy !== undefined || promised.policy !== undefined) {
    const { missing, extra, moved } = differencesOf(promised.policy?.statements ?? [], found.policy?.statements ?? []);
    const unread = (found.policy?.doubts.length ?? 0) > 0;
    if (found.policy !== undefined && (unread || missing.length + extra.length + moved.length > 0)) {
      const said = unread
        ? `cannot be read as a policy: ${found.policy?.doubts.slice(0, 2).join("; ")}`
        : `says something else than declared: ${statementsSaid(missing, [...extra, ...moved.map((pair) => pair.found)])}`;
      deviations.push({ kind: "permissions-changed", said, ...at });
    }
  }
  if (found.tags !== undefined) {
    deviations.push(...compareTags(promised.tags ?? {}, found.tags, keys, at, deviations.length > 0));
  }
  return deviations;
}

const nothingMoved: Differences = { missing: [], extra: [], moved: [] };

function statementsOf({ inline }: RoleShape): readonly Statement[] {
  return inline.flatMap(({ policy }) => policy.statements);
}

function inlineDifferences(promised: RoleShape, found: RoleShape): Differences {
  const there = statementsOf(found);
  const differences = differencesOf(statementsOf(promised), there);
  return { ...differences, missing: differences.missing.filter((clause) => !isDenied(clause, there)) };
}

/** Is all that a Deny denies denied by others, whatever their form? */
function isDenied({ effect, statement, times }: Clause, there: readonly Statement[]): boolean {
  if (effect !== "Deny" || statement.NotResource !== undefined) return false;
  const conditions = JSON.stringify(statement.Condition ?? {});
  const denies = there.filter(
    (other) =>
      other.Effect === "Deny" &&
      other.NotAction === undefined &&
      other.NotResource === undefined &&
      (other.Condition === undefined ||
        Object.keys(other.Condition).length === 0 ||
        (clauseOf(other).times === times && JSON.stringify(other.Condition) === conditions)) &&
      asList(statement.Resource).every((resource) => resourceWithin(resource, asList(other.Resource))),
  );
  const actions = denies.flatMap(({ Action }) => asList(Action));
  if (statement.NotAction !== undefined) return actions.includes("*");
  return actions.length > 0 && asList(statement.Action).every((action) => actionWithin(action, actions));
}

function guardOf({ inline }: RoleShape): string | undefined {
  return inline[0]?.address;
}

function guardSaid(lost: readonly Clause[], found: RoleShape): string {
  if (statementsOf(found).every(({ Effect }) => Effect !== "Deny")) {
    return "has no guard: nothing ends sessions that have begun, nor keeps the holder from making them last";
  }
  const names = lost.map(({ statement, clock }) => statement.Sid ?? (clock === "" ? "a Deny" : "a Deny by time"));
  return `has a guard that no longer denies all that it should: ${names.join(", ")} is missing or weaker`;
}

function trustDifferences(
  promised: RoleShape,
  found: RoleShape,
): { readonly differences: Differences; readonly said?: string } {
  const doubts = found.trust?.doubts ?? ["it is not there"];
  const was = promised.trust?.statements ?? [];
  const is = found.trust?.statements ?? [];
  const differences = differencesOf(was, is);
  const { missing, extra } = differences;
  if (doubts.length > 0) {
    return {
      differences: nothingMoved,
      said: `has a trust policy that cannot be read: ${doubts.slice(0, 2).join("; ")}`,
    };
  }
  if (missing.length === 0 && extra.length === 0) return { differences };
  const replaced = replacement(missing, extra);
  return {
    differences: replaced === undefined ? differences : { ...differences, moved: [...differences.moved, replaced] },
    said: `trusts otherwise than declared: ${statementsSaid(missing, extra)}`,
  };
}

/** One statement in the place of another whose times are others too: that is a second thing that was changed. */
function replacement(missing: readonly Clause[], extra: readonly Clause[]): Differences["moved"][number] | undefined {
  const [[promised, ...more], [found, ...others]] = [missing, extra];
  if (promised === undefined || found === undefined || more.length + others.length > 0) return undefined;
  const dated = found.clock === promised.clock && found.times !== promised.times;
  return dated && found.effect === promised.effect ? { promised, found } : undefined;
}

/** What is missing and what is there instead, short. */
function statementsSaid(missing: readonly Clause[], extra: readonly Clause[]): string {
  const [gone, added] = [missing.map(brief), extra.map(brief)];
  return [
    ...(added.length > 0 ? [`it has ${some(added)}`] : []),
    ...(gone.length > 0 ? [`it lacks ${some(gone)}`] : []),
  ].join(", and ");
}

function some(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).join("; ");
  return texts.length > 3 ? `${shown} and ${texts.length - 3} more` : shown;
}

/** A statement in a few words: what, for whom or on what. */
function brief({ statement }: Clause): string {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const list = (values: readonly string[]): string =>
    values.length > 3 ? `${values.slice(0, 3).join(", ")} and ${values.length - 3} more` : values.join(", ");
  const what = NotAction === undefined ? list(asList(Action)) : `all but ${list(asList(NotAction))}`;
  const named = Principal ?? NotPrincipal;
  const whom =
    named === undefined
      ? ""
      : ` for ${NotPrincipal === undefined ? "" : "all but "}${named === "*" ? "anyone" : list(Object.values(named).flatMap((each) => asList(each)))}`;
  const where = Resource !== undefined ? ` on ${list(asList(Resource))}` : "";
  const except = NotResource !== undefined ? ` on all but ${list(asList(NotResource))}` : "";
  return `${Effect} ${what}${whom}${where}${except}`;
}

function boundDeviation(
  trust: Differences,
  guard: Differences,
  address: string,
  mend: string,
  usable: FindingBound | undefined,
): readonly Deviation[] {
  const guarded = guard.moved.filter(({ found }) => found.effect === "Deny");
  if (trust.moved.length === 0 && guarded.length === 0) return [];
  const where = [
    ...(trust.moved.length > 0 ? [`its trust policy (${timesSaid(trust)})`] : []),
    ...(guarded.length > 0 ? [`its guard (${timesSaid({ ...guard, moved: guarded })})`] : []),
  ];
  const longer = lastsLonger(trust.moved, []) || lastsLonger(guarded, [everything]);
  return [
    {
      kind: "bound-changed",
      ...(longer ? {} : { severity: "warning" as const }),
      said: `has other times than declared in ${where.join(" and ")}${longer ? "" : ", which take something away"}`,
      address,
      ...(usable === undefined ? {} : { bound: usable }),
      mend,
    },
  ];
}

const everything: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

/** Could there be a moment at which what is found allows what is promised not to be allowed? */
function lastsLonger(moved: Differences["moved"], beside: readonly Statement[]): boolean {
  if (moved.length === 0) return false;
  const statements = (side: "promised" | "found") => [...beside, ...moved.map((pair) => pair[side].statement)];
  const [was, is] = [allowedMoments(statements("promised")), allowedMoments(statements("found"))];
  return is.doubts.length > 0 || !is.moments.minus(was.moments).isNever();
}

function timesSaid({ moved }: Differences): string {
  const said = moved.map(({ promised, found }) => {
    const [is, was] = [datesIn(found.statement), datesIn(promised.statement)];
    return `${is === "" ? "no time at all" : is} instead of ${was === "" ? "none" : was}`;
  });
  return [...new Set(said)].join("; ");
}

function datesIn({ Condition = {} }: Statement): string {
  const dates = Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) =>
      /^aws:(?:currenttime|epochtime|tokenissuetime)$/i.test(key) ? asList(values) : [],
    ),
  );
  return dates.join(" to ");
}

function permissionsSaid(
  promised: RoleShape,
  found: RoleShape,
  { missing, extra, moved }: Differences,
  lost: readonly Clause[],
  gone: RoleCircumstances["gone"],
): { readonly said: readonly string[]; readonly tighter: boolean } {
  const guardLost = lost.length > 0;
  const said: string[] = [];
  const expected = new Set(promised.attached.map(({ arn }) => arn));
  const there = new Set(found.attached.map(({ arn }) => arn));
  const added = [...there].filter((arn) => !expected.has(arn));
  const lacking = [...expected].filter((arn) => !there.has(arn) && !gone.has(arn));
  if (added.length > 0) said.push(`has ${some(added)} attached, which is not declared`);
  if (lacking.length > 0) said.push(`lacks the declared policy ${some(lacking)}`);
  const inline = new Set(promised.inline.map(({ name }) => name));
  // What stands in the place of a Deny that is missing is a part of the guard's own story.
  const turned = new Set(lost.map(({ statement }) => meaningOf({ ...statement, Effect: "Allow" })));
  const allows = [...extra, ...moved.map((pair) => pair.found)].filter(
    ({ effect, statement }) => effect === "Allow" && !turned.has(meaningOf(statement)),
  );
  const denies = guardLost ? [] : extra.filter(({ effect }) => effect === "Deny");
  const unread = found.inline.filter(({ policy }) => policy.doubts.length > 0);
  const holders = found.inline.filter(
    ({ name, policy }) =>
      !inline.has(name) &&
      policy.statements.some((one) => [...allows, ...denies].some((each) => each.statement === one)),
  );
  if (allows.length + denies.length > 0) {
    const where = holders.length > 0 ? ` "${holders.map(({ name }) => name).join('", "')}"` : "";
    said.push(`has an inline policy${where} that is not declared: ${some([...allows, ...denies].map(brief))}`);
  } else if (unread.length > 0 && !guardLost) {
    const names = unread.map(({ name }) => name).join('", "');
    said.push(`has an inline policy "${names}" that cannot be read: ${unread[0]?.policy.doubts[0]}`);
  }
  const lacked = missing.filter(({ effect }) => effect === "Allow");
  if (lacked.length > 0) said.push(`lacks declared permissions: ${some(lacked.map(brief))}`);
  // A further Deny, and nothing else, only takes something away.
  return { said, tighter: said.length === 1 && denies.length > 0 && allows.length === 0 && added.length === 0 };
}

function meaningOf(statement: Statement): string {
  const { text, times } = clauseOf(statement);
  return `${text}\n${times}`;
}

function boundaryDeviation(promised: RoleShape, found: RoleShape, mend: string): readonly Deviation[] {
  if (promised.boundary === found.boundary) return [];
  const address = found.instance.address;
  if (promised.boundary === undefined) {
    const said = `has the permissions boundary ${found.boundary}, which is not declared; it only takes away`;
    return [{ kind: "permissions-changed", severity: "warning", said, address, mend }];
  }
  const said =
    found.boundary === undefined
      ? `lacks its permissions boundary ${promised.boundary}`
      : `has the permissions boundary ${found.boundary}, where ${promised.boundary} is declared`;
  return [{ kind: "boundary-removed", said, address, mend }];
}
