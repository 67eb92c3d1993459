import type { Estate, Grant } from "../estate/types";
import type { Declared } from "../expect/declared";
import { conditionLimits, fitting } from "../gcp/emit/names";
import { canonicalGrant } from "../lease/canonical";
import { digestOf } from "../lease/digest";
import type { Finding } from "../rules/finding";
import type { ResourceInstance } from "../terraform/instance";
import type { Json } from "../terraform/json";
import type { Plan } from "../terraform/plan/plan";
import type { Instant } from "../time/instant";
import { type Evidence, uncovered } from "./approval/evidence";
import { plannedChange } from "./planned";
import { ofRule } from "./rules";

/** What a resource says of the lease that it is part of. */
interface Marks {
  readonly grant: string;
  /** Absent where it says none, or is not known yet. */
  readonly digest?: string;
  readonly address: string;
}

/**
 * What keeps a plan from being applied by some evidence: it is of another estate or of nothing that was approved, or a lease that the
 * plan makes or changes is not what was approved. A lease that the plan leaves as it is was approved in its own time, and is not
 * asked about; nor is one that only goes.
 */
export async function approvalFindings(
  plan: Plan,
  declared: Declared,
  evidence: Evidence,
  now: Instant,
): Promise<readonly Finding[]> {
  const { estate } = declared;
  if (evidence.head.name !== estate.name) {
    return [notApproved(`The evidence is of the estate "${evidence.head.name}", and not of "${estate.name}".`)];
  }
  if (evidence.decision !== "approved") {
    return [notApproved("The evidence says that the change was not approved.")];
  }
  const marked = changedMarks(plan, estate);
  const { gains } = await plannedChange({ file: "", plan }, { head: declared, base: declared, now });
  const found: Marks[] = [
    ...marked,
    ...gains.flatMap(({ grant, address }) => (grant === undefined ? [] : [{ grant, address }])),
  ];
  const findings = new Map<string, Finding>();
  for (const marks of found) {
    const why = refusalOf(marks, estate, evidence, marked.includes(marks));
    const key = `${marks.grant}\n${why}`;
    if (why === undefined || findings.has(key)) continue;
    findings.set(key, notApproved(`The plan makes or changes the lease "${marks.grant}": ${why}.`, marks.address));
  }
  return [...findings.values()];
}

function refusalOf(
  { grant: name, digest }: Marks,
  estate: Estate,
  evidence: Evidence,
  tagged: boolean,
): string | undefined {
  const grant = estate.grants.get(name);
  if (grant === undefined) return "the estate declares no grant of this name";
  if (tagged && digest === undefined) return "its resource carries no digest of what it was made from";
  if (digest !== undefined && digest !== digestOf(canonicalGrant(grant))) {
    return "it was made from another declaration than the estate's";
  }
  return uncovered(grant, evidence);
}

const changes: ReadonlySet<ResourceInstance["change"]> = new Set(["create", "update", "replace"]);

/** The leases of which the plan makes or changes a resource. */
function changedMarks({ after }: Plan, estate: Estate): readonly Marks[] {
  const titles = new Map([...estate.grants.values()].map((grant) => [titleOf(grant, estate), grant.name]));
  const marks = new Map(
    after.instances.flatMap((instance) => {
      const found = marksOf(instance, estate, titles);
      return found === undefined ? [] : [[instance, found] as const];
    }),
  );
  // A guard or an attachment carries no tags: it is part of the lease whose role it names.
  const byRole = new Map(
    [...marks].flatMap(([{ values }, found]) => (typeof values.name === "string" ? [[values.name, found]] : [])),
  );
  return after.instances.flatMap((instance): Marks[] => {
    if (!changes.has(instance.change) || instance.mode === "data") return [];
    const own = marks.get(instance);
    if (own) return [own];
    const role = instance.values.role ?? instance.values.role_name;
    const ofRole = typeof role === "string" ? byRole.get(role) : undefined;
    return ofRole ? [{ ...ofRole, address: instance.address }] : [];
  });
}

function marksOf(instance: ResourceInstance, estate: Estate, titles: ReadonlyMap<string, string>): Marks | undefined {
  const { values, address } = instance;
  const { prefix } = estate.policy;
  const tags = isMap(values.tags) ? values.tags : isMap(values.tags_all) ? values.tags_all : {};
  const grant = tags[`${prefix}:grant`];
  if (typeof grant === "string" && tags[`${prefix}:estate`] === estate.name) {
    const digest = tags[`${prefix}:digest`];
    return { grant, address, ...(typeof digest === "string" ? { digest } : {}) };
  }
  const condition = Array.isArray(values.condition) ? values.condition[0] : values.condition;
  if (!isMap(condition) || typeof condition.title !== "string") return undefined;
  const own = `${prefix}/${estate.name}/`;
  const titled = titles.get(condition.title);
  if (titled === undefined && !condition.title.startsWith(own)) return undefined;
  const [, digest] = /Digest: ([0-9a-f]{32})\./.exec(String(condition.description ?? "")) ?? [];
  return { grant: titled ?? condition.title.slice(own.length), address, ...(digest === undefined ? {} : { digest }) };
}

function titleOf({ name }: Grant, { name: estate, policy }: Estate): string {
  return fitting(`${policy.prefix}/${estate}/${name}`, conditionLimits.title);
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notApproved(message: string, address?: string): Finding {
  return {
    ...ofRule("lease-not-approved"),
    message,
    fix: "Review the change that it comes from, and apply with the evidence of that: leasehold review … --evidence EVIDENCE.",
    ...(address === undefined ? {} : { address }),
  };
}
