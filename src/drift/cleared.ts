import { hash } from "node:crypto";
import { matchesPattern } from "../aws/policy/actions";
import { asList, type Statement } from "../aws/policy/document";
import { parsePolicy } from "../aws/policy/parse";
import { readAws } from "../aws/read/read";
import { text } from "../aws/read/values";
import type { PromisedRole } from "../expect/promise";
import { ofKind } from "../facts/fact";
import type { JsonMap, Landscape, ResourceInstance } from "../terraform/instance";
import type { Json } from "../terraform/json";
import { formatInstant, type Instant } from "../time/instant";
import type { Window } from "../time/window";
import { isServiceLinked } from "./cloud-owned";
import type { Found } from "./found";
import { reviewEvery } from "./further";
import type { Grounds, Of } from "./ground";
import { judgeOthers } from "./others";

/** What of an account needs no further look. */
export interface Cleared {
  /** The rest of the account. */
  readonly left: Landscape;
  /** Roles of leases that are, to the letter, what is promised. */
  readonly leases: readonly { readonly of: Of<PromisedRole>; readonly instance: ResourceInstance }[];
}

/** A role with all that is its own in an account. */
interface Held {
  readonly role: ResourceInstance;
  readonly inline: ResourceInstance[];
  readonly attached: ResourceInstance[];
  readonly others: ResourceInstance[];
}

/** What is known of roles of the same text: nothing is to be said of them, and whether they hold a privilege. */
type Known = { readonly privileged: boolean } | "speaks";

/** As many kinds of role as are remembered. */
const mostKnown = 200_000;

/**
 * Roles that need no further look, of which companies have thousands: leases that are to the letter what is promised; and roles that
 * only services of AWS may assume, that lead to no other role, and of which, wherever one of the same text was looked at, nothing was
 * to be said. Everything else is read as a whole.
 */
export class ClearedRoles {
  readonly #known = new Map<string, Known>();
  readonly #onlyServices = new Map<string, boolean>();
  readonly #sameTexts = new SameTexts();

  constructor(
    private readonly grounds: Grounds,
    private readonly now: Instant,
  ) {}

  /** Of a snapshot, in which names are joined within one account; of other sources undefined. */
  of(found: Found): Cleared | undefined {
    const { source, landscape, container } = found;
    if (source !== "snapshot" || container === undefined) return undefined;
    const policies = new Map<string, ResourceInstance>();
    const held = heldIn(landscape, policies);
    const clear = new Map<string, Held>();
    const waiting: Held[] = [];
    for (const one of held) {
      const arn = text(one.role, "arn") ?? "";
      const of = this.grounds.roles.get(arn);
      const isClear =
        of === undefined
          ? this.#isSilent(one, arn, policies, found, container)
          : isAsPromised(one, of.promised, this.#sameTexts);
      if (isClear) clear.set(arn, one);
      else waiting.push(one);
    }
    // Whom a role lets in decides how grave it is, so that those whom the rest name stay with them.
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const arn of rolesNamedIn(text(next.role, "assume_role_policy") ?? "")) {
        const named = clear.get(arn);
        if (named === undefined) continue;
        clear.delete(arn);
        waiting.push(named);
      }
    }
    const gone = new Set<ResourceInstance>();
    const leases: { of: Of<PromisedRole>; instance: ResourceInstance }[] = [];
    for (const [arn, one] of clear) {
      const of = this.grounds.roles.get(arn);
      if (of !== undefined) leases.push({ of, instance: one.role });
      for (const each of [one.role, ...one.inline, ...one.attached, ...one.others]) gone.add(each);
    }
    const instances = landscape.instances.filter((instance) => !gone.has(instance));
    return { left: { ...landscape, instances }, leases };
  }

  #isSilent(
    one: Held,
    arn: string,
    policies: ReadonlyMap<string, ResourceInstance>,
    found: Found,
    account: string,
  ): boolean {
    const trust = text(one.role, "assume_role_policy");
    if (trust === undefined || !this.#isForServices(trust)) return false;
    if (this.grounds.ownPath(arn) !== undefined || this.grounds.deploys(arn) || this.grounds.identityOf(arn))
      return false;
    // Left out for what it is, and not for what it holds.
    if (isServiceLinked(arn)) return true;
    const parts: string[] = [trust];
    const documents: ResourceInstance[] = [];
    for (const each of one.inline) parts.push(text(each, "policy") ?? "");
    for (const each of one.attached) {
      const policy = text(each, "policy_arn") ?? "";
      const document = policies.get(policy);
      if (document !== undefined) documents.push(document);
      parts.push(policy, document === undefined ? "" : (text(document, "policy") ?? ""));
    }
    // The own account's id is the same thing in every account, and any other id is not.
    const key = hash("sha256", parts.join("\n").replaceAll(account, "\0"), "base64");
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#look(one, documents, found);
      if (this.#known.size < mostKnown) this.#known.set(key, known);
    }
    return known !== "speaks" && !(known.privileged && this.#mayBeDormant(arn, found));
  }

  #isForServices(trust: string): boolean {
    let only = this.#onlyServices.get(trust);
    if (only === undefined) {
      const { statements, doubts } = parsePolicy(trust);
      only = doubts.length === 0 && statements.every(namesServices);
      if (this.#onlyServices.size < mostKnown) this.#onlyServices.set(trust, only);
    }
    return only;
  }

  #look(one: Held, documents: readonly ResourceInstance[], found: Found): Known {
    const texts = [...one.inline, ...documents].map((each) => parsePolicy(text(each, "policy") ?? ""));
    if (texts.some(({ statements, doubts }) => doubts.length > 0 || statements.some(mayAssume))) return "speaks";
    // A boundary is no part of its text: what is silent without one is so with any.
    const { permissions_boundary: _, ...values } = one.role.values;
    const instances = [{ ...one.role, values }, ...one.inline, ...one.attached, ...documents];
    const landscape = { ...found.landscape, instances };
    const facts = readAws(landscape);
    // An AWS managed policy may lead on too, and says so among the facts.
    const access = ofKind(facts, "access");
    const leads = access.some(({ permissions }) =>
      permissions.some(({ actions, except }) =>
        mayAssume({ Effect: "Allow", [except ? "NotAction" : "Action"]: actions }),
      ),
    );
    const { judged, reserved } = judgeOthers({
      found: { ...found, landscape },
      facts,
      instances: new Map(instances.map((instance) => [instance.address, instance])),
      grounds: this.grounds,
      now: this.now,
      isOfLease: () => false,
    });
    const open = ofKind(facts, "trust").some((fact) => fact.open !== undefined);
    if (leads || open || judged.length + reserved.length > 0) return "speaks";
    return { privileged: access.some(({ privilege }) => privilege !== "read") };
  }

  #mayBeDormant(arn: string, { lastUsed, created }: Found): boolean {
    if (lastUsed === undefined) return false;
    const since = lastUsed.get(arn) ?? created?.get(arn);
    return since !== undefined && this.now - since > reviewEvery;
  }
}

/** Every role of an account with what is its own, joined by its name; policies by their ARNs. */
function heldIn(landscape: Landscape, policies: Map<string, ResourceInstance>): readonly Held[] {
  const held = new Map<string, Held>();
  const rest: ResourceInstance[] = [];
  for (const instance of landscape.instances) {
    if (instance.mode !== "managed" && instance.type !== "aws_iam_policy") continue;
    switch (instance.type) {
      case "aws_iam_role":
        held.set(text(instance, "name") ?? instance.address, { role: instance, inline: [], attached: [], others: [] });
        break;
      case "aws_iam_policy":
        policies.set(text(instance, "arn") ?? instance.address, instance);
        break;
      case "aws_iam_role_policy":
      case "aws_iam_role_policy_attachment":
      case "aws_iam_instance_profile":
        rest.push(instance);
    }
  }
  for (const instance of rest) {
    const one = held.get(text(instance, "role") ?? "");
    if (one === undefined) continue;
    if (instance.type === "aws_iam_role_policy") one.inline.push(instance);
    else if (instance.type === "aws_iam_role_policy_attachment") one.attached.push(instance);
    else one.others.push(instance);
  }
  return [...held.values()];
}

function rolesNamedIn(trust: string): readonly string[] {
  return trust.includes(":role/") ? (trust.match(/arn:[\w-]+:iam::\d{12}:role\/[^"\\]+/g) ?? []) : [];
}

function namesServices({ Effect, Principal, NotPrincipal }: Statement): boolean {
  if (Effect === "Deny") return true;
  if (NotPrincipal !== undefined || typeof Principal !== "object") return false;
  return Object.keys(Principal).every((kind) => kind === "Service");
}

const assuming = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

function mayAssume({ Effect, Action, NotAction }: Statement): boolean {
  if (Effect === "Deny") return false;
  const named = asList(NotAction ?? Action);
  return assuming.some(
    (action) => named.some((pattern) => matchesPattern(pattern, action)) === (NotAction === undefined),
  );
}

/** Does a role say just what is promised, in whatever order? */
function isAsPromised({ role, inline, attached }: Held, { shape, lease }: PromisedRole, same: SameTexts): boolean {
  const promised = shape.instance.values;
  const { values } = role;
  const [guard, ...more] = inline;
  const [expected, ...further] = shape.inline;
  if (more.length > 0 || further.length > 0 || guard === undefined || expected?.text === undefined) return false;
  return (
    isSameText(values.assume_role_policy, promised.assume_role_policy) &&
    same.are(guard.values.policy, expected.text, lease.window) &&
    attached.length === shape.attached.length &&
    attached.every(({ values: { policy_arn } }) => shape.attached.some(({ arn }) => arn === policy_arn)) &&
    (values.permissions_boundary ?? undefined) === shape.boundary &&
    (values.max_session_duration === undefined || values.max_session_duration === shape.session) &&
    values.inline_policy === undefined &&
    values.managed_policy_arns === undefined &&
    sameTags(values.tags, shape.tags ?? {})
  );
}

/** The same text but for white space and for the order of its parts, of which none counts in a policy. */
function isSameText(found: Json | undefined, promised: Json | undefined): boolean {
  if (found === promised) return true;
  // A key that stands twice would be lost in reading, but not its quotation marks.
  if (typeof found !== "string" || typeof promised !== "string" || quotes(found) !== quotes(promised)) return false;
  try {
    return isSame(JSON.parse(found), JSON.parse(promised));
  } catch {
    return false;
  }
}

/** Guards say the same but for their dates: what was held to each other once need not be again. */
class SameTexts {
  readonly #known = new Set<string>();

  /** As `isSameText`. @param window of which both texts may name the ends */
  are(found: Json | undefined, promised: Json | undefined, window: Window): boolean {
    if (typeof found !== "string" || typeof promised !== "string") return found === promised;
    const [one, other] = [withoutDates(found, window), withoutDates(promised, window)];
    if (one === undefined || other === undefined) return isSameText(found, promised);
    const key = hash("sha256", `${one}\n${other}`, "base64");
    if (this.#known.has(key)) return true;
    // The same text, with the same put in the place of the same, stays the same.
    const same = isSameText(one, other);
    if (same && this.#known.size < mostKnown) this.#known.add(key);
    return same;
  }
}

/** The text with signs in the place of the window's ends; undefined where it holds such signs itself. */
function withoutDates(text: string, { start, end }: Window): string | undefined {
  if (text.includes("\u2402") || text.includes("\u2403")) return undefined;
  return text.replaceAll(formatInstant(start), "\u2402").replaceAll(formatInstant(end), "\u2403");
}

/** Policies of people have fewer statements than this; of others each would be held to each. */
const mostParts = 50;

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (Array.isArray(one) && Array.isArray(other)) return isSameList(one, other);
  const [members, others] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    members.length === others.size && members.every(([key, each]) => others.has(key) && isSame(each, others.get(key)))
  );
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  if (one.every((each) => typeof each === "string")) {
    const [texts, others] = [new Set<unknown>(one), new Set<unknown>(other)];
    return texts.size === others.size && other.every((each) => texts.has(each));
  }
  if (one.length > mostParts) return false;
  const left = [...other];
  return one.every((each) => {
    const at = left.findIndex((candidate) => isSame(each, candidate));
    if (at === -1) return false;
    left.splice(at, 1);
    return true;
  });
}

function quotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count++;
  return count;
}

function sameTags(found: Json | undefined, promised: Readonly<Record<string, string>>): boolean {
  if (typeof found !== "object" || found === null || Array.isArray(found)) return false;
  const tags = found as JsonMap;
  const keys = Object.keys(promised);
  return keys.length === Object.keys(tags).length && keys.every((key) => tags[key] === promised[key]);
}
