import { accessOf } from "../../aws/policy/access";
import { asList, type Principal, type Statement } from "../../aws/policy/document";
import { parsePolicy } from "../../aws/policy/parse";
import type { Bound } from "../../facts/bound";
import { plain } from "../../report/plain";
import { formatInstant } from "../../time/instant";

/** How long a policy allows what it allows; `none` where that is nothing. */
export interface PolicyBound {
  readonly kind: Exclude<Bound["kind"], "eligible"> | "none";
  /** RFC 3339; only of what is leased. */
  readonly until: string | null;
  readonly because: string;
}

/** The analysis of a policy by itself: of its Allows the one that holds longest decides. */
export function policyBound(text: string): PolicyBound {
  const { statements, doubts } = parsePolicy(text);
  const denies = statements.filter(({ Effect }) => Effect === "Deny");
  const allows = statements.filter(({ Effect }) => Effect === "Allow");
  const bounds = allows.flatMap((allow) => boundsOf(allow, denies));
  const standing = bounds.find(({ kind }) => kind === "standing");
  if (standing !== undefined) return said("standing", standing.because);
  const unclear = [...bounds.filter(({ kind }) => kind !== "leased").map(({ because }) => because), ...doubts];
  if (unclear.length > 0) return said("indeterminate", [...new Set(unclear)].slice(0, 3).join("; "));
  const [last] = bounds
    .filter((bound) => bound.kind === "leased")
    .sort((a, b) => (a.until === b.until ? 0 : a.until < b.until ? 1 : -1));
  if (last === undefined) {
    return said("none", allows.length === 0 ? "it has no Allow" : "its Allows can hold at no time");
  }
  const until = spelled(last.until);
  if (until === undefined) return said("standing", `${last.because}, which is beyond the year 9999`);
  const sessions = isTrust(allows) ? "; a session that began before lives for up to 12 h more" : "";
  return { ...said("leased", `${last.because}${sessions}`), until };
}

function said(kind: PolicyBound["kind"], because: string): PolicyBound {
  return { kind, until: null, because: plain(because) };
}

/** Whoever it is attached to may hold keys of any kind. */
function boundsOf(allow: Statement, denies: readonly Statement[]): readonly Bound[] {
  const statements = [allow, ...denies.filter((deny) => isAbout(deny, allow))];
  return accessOf({ sources: [{ id: 0, statements, doubts: [] }], credential: "any" }).map(({ bound }) => bound);
}

/** Does the Deny name, for certain, everybody whom the Allow names? In an identity's policy neither names anybody. */
function isAbout(deny: Statement, allow: Statement): boolean {
  if (deny.NotPrincipal !== undefined) return false;
  if (deny.Principal === undefined) return allow.Principal === undefined && allow.NotPrincipal === undefined;
  const denied = namesOf(deny.Principal);
  if (denied.has(everybody)) return true;
  if (allow.Principal === undefined) return false;
  return [...namesOf(allow.Principal)].every((name) => denied.has(name));
}

const everybody = "AWS *";

function namesOf(principal: Principal): ReadonlySet<string> {
  if (principal === "*") return new Set([everybody]);
  return new Set(Object.entries(principal).flatMap(([kind, names]) => asList(names).map((name) => `${kind} ${name}`)));
}

/** A trust policy lets somebody become a role, and names no resource. */
function isTrust(allows: readonly Statement[]): boolean {
  return allows.every(
    ({ Action, Resource, NotResource }) =>
      Resource === undefined &&
      NotResource === undefined &&
      asList(Action).length > 0 &&
      asList(Action).every((action) => action.toLowerCase().startsWith("sts:")),
  );
}

/** Undefined where there is no spelling: a time that far away is no end. */
function spelled(instant: number): string | undefined {
  try {
    return formatInstant(Math.max(instant, 0));
  } catch {
    return undefined;
  }
}
