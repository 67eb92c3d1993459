import type { PromisedBinding } from "../expect/promise";
import { boundOfCondition } from "../gcp/condition/bound";
import { conjunctsBesideTime } from "../gcp/condition/conjuncts";
import type { BindingShape } from "../gcp/read/binding-shapes";
import { findingBound } from "../rules/words";
import { formatInstant, type Instant } from "../time/instant";
import { sessionTail } from "./aws-lease";
import type { Deviation } from "./deviation";

/** A promised binding with what was found in its place. */
export interface MatchedBinding {
  readonly promised: PromisedBinding;
  readonly found: BindingShape;
}

/**
 * Finds for every promised binding what stands in its place, each thing found taken once: the same by meaning; else under its
 * title; else the same role for the same member under another condition or none; else its title with another member or role.
 */
export function matchBindings(
  promised: readonly PromisedBinding[],
  found: readonly BindingShape[],
): readonly MatchedBinding[] {
  const left = new Set(found);
  const open = new Set(promised);
  const matched: MatchedBinding[] = [];
  const take = (fits: (one: BindingShape, other: BindingShape) => boolean): void => {
    for (const one of open) {
      for (const other of left) {
        if (one.binding.place !== other.place || !fits(one.binding, other)) continue;
        open.delete(one);
        left.delete(other);
        matched.push({ promised: one, found: other });
        break;
      }
    }
  };
  take((a, b) => sameHold(a, b) && titleOf(a) === titleOf(b) && sameCondition(a, b));
  take((a, b) => sameHold(a, b) && sameCondition(a, b));
  take((a, b) => sameHold(a, b) && titleOf(a) === titleOf(b));
  take((a, b) => sameHold(a, b));
  take((a, b) => titleOf(a) === titleOf(b) && a.role === b.role);
  take((a, b) => titleOf(a) === titleOf(b) && sameMember(a, b));
  return matched;
}

/** How a binding differs from what is promised. */
export function compareBinding({ promised, found }: MatchedBinding, now: Instant): readonly Deviation[] {
  const { binding, lease } = promised;
  const { end } = lease.window;
  const address = found.instance.address;
  const mend = binding.instance.address;
  const at = { address, mend };
  const bound = boundOfCondition(found.condition?.expression);
  const usable = bound !== "nothing" && (bound.kind !== "leased" || bound.until > now);
  const deviations: Deviation[] = [];
  const said = bound === "nothing" ? undefined : findingBound(bound);
  if (now >= end && usable) {
    deviations.push({
      kind: "lease-outlived",
      said: `ended at ${formatInstant(end)} and can still be used: ${said?.because}`,
      ...(said === undefined ? {} : { bound: said }),
      ...at,
      replace: true,
    });
  } else if (!sameTimes(binding, found)) {
    const longer = bound === "nothing" ? false : lastsLonger(bound, lease.window);
    deviations.push({
      kind: "bound-changed",
      ...(longer ? {} : { severity: "warning" as const }),
      said: `has other times than declared: ${said?.because ?? "its condition never holds"}${longer ? "" : ", which takes something away"}`,
      ...(said === undefined ? {} : { bound: said }),
      ...at,
    });
  }
  if (!usable && now >= end + sessionTail) {
    deviations.push({ kind: "prune-due", said: `ended at ${formatInstant(end)}, and is still there`, ...at });
  }
  if (!sameMember(binding, found)) {
    const whom = `is held by ${found.member}, where ${binding.member} is declared`;
    deviations.push({ kind: "trust-changed", said: whom, ...at, replace: true });
  }
  const permissions = [
    ...(binding.role === found.role ? [] : [`gives ${found.role}, where ${binding.role} is declared`]),
    ...requirementsSaid(binding, found, bound),
  ];
  if (permissions.length > 0) deviations.push({ kind: "permissions-changed", said: permissions.join("; "), ...at });
  if (found.condition !== undefined && titleOf(binding) === titleOf(found)) {
    deviations.push(...ownerDeviation(binding, found, deviations.length > 0).map((one) => ({ ...one, ...at })));
  }
  return deviations;
}

function sameHold(a: BindingShape, b: BindingShape): boolean {
  return a.role === b.role && sameMember(a, b);
}

/** E-mail addresses are the same in any case. */
function sameMember({ member: a }: BindingShape, { member: b }: BindingShape): boolean {
  return a === b || (/^(?:user|group|serviceAccount|domain):/.test(a) && a.toLowerCase() === b.toLowerCase());
}

function sameCondition(a: BindingShape, b: BindingShape): boolean {
  return sameTimes(a, b) && requirements(a).join("\n") === requirements(b).join("\n");
}

function sameTimes(a: BindingShape, b: BindingShape): boolean {
  const [one, other] = [a, b].map(({ condition }) => boundOfCondition(condition?.expression));
  if (one === undefined || other === undefined || one === "nothing" || other === "nothing") return one === other;
  if (one.kind !== "leased" || other.kind !== "leased") return false;
  return one.from === other.from && one.until === other.until;
}

function requirements({ condition }: BindingShape): readonly string[] {
  return condition === undefined ? [] : conjunctsBesideTime(condition.expression);
}

const titleOf = ({ condition }: BindingShape): string => condition?.title ?? "";

/** A condition that is gone altogether is told by its times; what it asked besides went with it. */
function requirementsSaid(promised: BindingShape, found: BindingShape, bound: FoundBound): readonly string[] {
  if (found.condition === undefined) return [];
  // What speaks of the time in other words is told by the times that it comes to, where those are others.
  const inWords = (one: string): boolean => !sameTimes(promised, found) && one.includes("request.time");
  const endless = bound !== "nothing" && bound.kind !== "leased";
  const [was, all] = [requirements(promised), requirements(found)];
  const is = all.filter((one) => !inWords(one));
  // A condition of which nothing can be taken apart, and which never ends, is told as that.
  if (endless && is.length === 0 && all.length > 0) return [];
  const gone = was.filter((one) => !is.includes(one));
  const added = is.filter((one) => !was.includes(one));
  // What is not understood as a time stands as a requirement too.
  if (gone.length === 0 && boundOfCondition(found.condition.expression) === "nothing") return [];
  return [
    ...(gone.length > 0 ? [`no longer asks that ${gone.join(" && ")}`] : []),
    ...(added.length > 0 ? [`asks that ${added.join(" && ")}, which is not declared`] : []),
  ];
}

type FoundBound = ReturnType<typeof boundOfCondition>;

function lastsLonger(
  bound: Exclude<FoundBound, "nothing">,
  { start, end }: { readonly start: Instant; readonly end: Instant },
): boolean {
  return bound.kind !== "leased" || bound.until > end || bound.from === undefined || bound.from < start;
}

/** The description says who owns it, and the digest of its declaration. */
function ownerDeviation(
  promised: BindingShape,
  found: BindingShape,
  explained: boolean,
): readonly Pick<Deviation, "kind" | "said">[] {
  const was = promised.condition?.description ?? "";
  const is = found.condition?.description ?? "";
  if (was === is) return [];
  const owner = (text: string) => /^Owner: ([^.]*)\./.exec(text)?.[1];
  if (owner(was) !== owner(is)) {
    const now = owner(is);
    const said =
      now === undefined
        ? `no longer says who owns it ("${owner(was) ?? was}" is declared)`
        : `says that "${now}" owns it, where "${owner(was) ?? was}" is declared`;
    return [{ kind: "owner-changed", said }];
  }
  if (explained) return [];
  return [{ kind: "digest-mismatch", said: `says "${is}" in its description, where "${was}" is declared` }];
}
