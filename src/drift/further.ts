import type { Estate } from "../estate/types";
import { type EntitlementFact, ofKind } from "../facts/fact";
import { standingSeverity } from "../rules/matrix";
import { amount, findingBound, placed } from "../rules/words";
import { humanDuration, type Seconds } from "../time/duration";
import { isServiceLinked, reservedRole } from "./cloud-owned";
import { type DriftJudged, judgedAs } from "./judged";
import { placeOf, type Scene } from "./others";
import { removalStep } from "./repair";

/** How often access is reviewed that no role of an estate declares. */
export const reviewEvery: Seconds = 90 * 86_400;

const left = (arn: string): boolean => isServiceLinked(arn) || reservedRole(arn) !== undefined;

/** Roles that anybody, or another company, may become; one that is reported for what it holds is not said again. */
export function judgeTrust(scene: Scene, reported: ReadonlySet<string>): readonly DriftJudged[] {
  const said = new Set<string>();
  return ofKind(scene.facts, "trust").flatMap((fact) => {
    const { open, becomes, principal, privilege } = fact;
    if (open === undefined || open.unsure === true || reported.has(becomes.name) || said.has(becomes.name)) return [];
    if (left(becomes.name) || scene.grounds.roles.has(becomes.key)) return [];
    said.add(becomes.name);
    const who = open.to === "everyone" ? "Anyone" : `Another account (${principal.name}), without an external id,`;
    const step = { text: "Name who may assume the role in its trust policy, or remove the role." };
    return [
      judgedAs(
        "undeclared-access",
        {
          ...placed(fact),
          principal: principal.name,
          ...(privilege === undefined ? {} : { privilege }),
          bound: findingBound(fact.bound),
          message: `${who} may become ${becomes.name}, and no declaration explains it: ${open.said}.`,
        },
        { group: placeOf(scene.found), ...step },
        `trust\n${becomes.name}`,
      ),
    ];
  });
}

/** What Access Analyzer has found, but for what a declared lease or something already reported explains. */
export function judgeExternal(scene: Scene, reported: ReadonlySet<string>): readonly DriftJudged[] {
  const { found, grounds } = scene;
  return (found.external ?? []).flatMap(({ resource, principal: named, said }) => {
    const principal = named.replace(/^(?:AWS|Federated|Service|CanonicalUser) /, "");
    if (grounds.roles.has(resource) || left(resource) || reported.has(resource)) return [];
    if (grounds.deploys(resource) !== undefined || grounds.identityOf(principal) !== undefined) return [];
    const text = `Take ${principal} out of the policy of ${resource}; or declare it as an identity, or archive the finding in Access Analyzer and say why.`;
    return [
      judgedAs(
        "external-access",
        { address: resource, principal, message: `${principal} reaches ${resource} from outside: ${said}.` },
        { group: placeOf(found), text },
        `${resource}\n${principal}`,
      ),
    ];
  });
}

/** Privileged roles that nobody has used for longer than their review period. */
export function judgeDormant(scene: Scene, reported: ReadonlySet<string>): readonly DriftJudged[] {
  const { found, facts, grounds, now } = scene;
  const { lastUsed, created } = found;
  if (lastUsed === undefined) return [];
  const said = new Set<string>();
  return ofKind(facts, "access").flatMap((fact) => {
    const { name, key } = fact.principal;
    const lease = grounds.roles.get(key)?.promised.lease;
    if (fact.privilege === "read" || said.has(name) || reported.has(name) || left(name)) return [];
    if (fact.bound.kind === "leased" && fact.bound.until <= now) return [];
    const last = lastUsed.get(name);
    const made = created?.get(name);
    const since = last ?? made;
    const every = lease?.role.review?.every ?? reviewEvery;
    if (since === undefined || now - since <= every || !/:role\//.test(name)) return [];
    said.add(name);
    const how = last === undefined ? "was never used since it was made" : "was last used";
    return [
      judgedAs(
        "dormant-privilege",
        {
          ...placed(fact),
          principal: name,
          ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
          scope: fact.scope.text,
          message: `${name} holds ${amount(fact.privilege)} on ${fact.scope.text} and ${how} ${humanDuration(now - since)} ago, which is longer than its review period (${humanDuration(every)}).`,
        },
        { group: placeOf(found, fact), text: "Remove the role, or say at its review why it stays." },
        name,
      ),
    ];
  });
}

/** Entitlements of the cloud's own just-in-time access that no role of an estate declares. */
export function judgeEntitlements(scene: Scene): readonly DriftJudged[] {
  return ofKind(scene.facts, "entitlement").flatMap((fact) => {
    if (scene.grounds.all.some(({ estate }) => isDeclared(fact, estate))) return [];
    const severity = standingSeverity({ kind: "person", name: "", key: "" }, fact.privilege);
    if (severity === undefined) return [];
    const approval =
      fact.approval === undefined
        ? "whether anybody approves cannot be told"
        : fact.approval.length === 0
          ? "nobody has to approve"
          : "somebody has to approve";
    const step = removalStep(scene.found, scene.instances.get(fact.from.address));
    return [
      judgedAs(
        "undeclared-access",
        {
          ...placed(fact),
          severity,
          ...(fact.privilege === undefined ? {} : { privilege: fact.privilege }),
          scope: fact.scope.text,
          bound: findingBound(fact.bound),
          message: `${fact.eligible.join(", ") || "Somebody"} can activate ${amount(fact.privilege)} on ${fact.scope.text} through ${fact.name}; ${approval}, and no declaration explains it.`,
        },
        { group: placeOf(scene.found), ...step },
        fact.name,
      ),
    ];
  });
}

/** Does a role of the estate let as few people activate it there, for no longer, and with an approval where it asks for one? */
function isDeclared({ eligible, scope, maximum, approval }: EntitlementFact, estate: Estate): boolean {
  return [...estate.roles.values()].some((role) => {
    if (role.gcp?.pam !== true || maximum === undefined || maximum > role.maxTtl) return false;
    const here = role.gcp.targets.some(({ cloud }) => cloud.kind === "gcp" && scope.text.endsWith(`/${cloud.id}`));
    const members = new Set(role.eligible.flatMap(({ gcp }) => (gcp === undefined ? [] : [gcp.member.toLowerCase()])));
    const asked = (role.approval?.steps.length ?? 0) > 0;
    return (
      here &&
      eligible.every((one) => members.has(one.toLowerCase())) &&
      (!asked || (approval !== undefined && approval.length > 0))
    );
  });
}
