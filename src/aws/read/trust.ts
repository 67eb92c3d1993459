import type { TrustFact } from "../../facts/fact";
import type { Principal } from "../../facts/principal";
import { argument } from "../../terraform/argument";
import { allowedMoments } from "../policy/access";
import { actionsMatching, matchesPattern } from "../policy/actions";
import { asList, type Statement } from "../policy/document";
import type { Moments } from "../policy/moments";
import { pinsText } from "../policy/pins";
import { hasUnknownPart, unknownPart } from "../policy/unknown-part";
import { admittedBy } from "./admitted";
import type { Holder } from "./holders";
import { policyOf } from "./policies";
import type { PrincipalElement } from "./principals";
import type { Surroundings } from "./stand-in";

/** Somebody whom a trust policy lets become the role. */
export interface Admission {
  /** A role of this landscape, whose own kind its own trust decides; else the principal. */
  readonly who: { readonly holder: Holder } | { readonly principal: Principal };
  /** Our own account (or one that may be), so that whoever there may assume the role can; narrowed to these ARNs. */
  readonly account?: { readonly id: string; readonly narrowed: readonly string[] };
  readonly moments: Moments;
  readonly doubts: readonly string[];
  readonly pins: string;
  readonly federation?: TrustFact["federation"];
  readonly open?: TrustFact["open"];
}

/** Who may become a role, and what of that cannot be told. */
export interface Trust {
  readonly admissions: readonly Admission[];
  /** With any, somebody else may be let in too. */
  readonly doubts: readonly string[];
  /** It is not that the plan cannot know it yet: it was lost, or is no policy. */
  readonly unreadable: boolean;
  readonly addresses: readonly string[];
}

const actions: Readonly<Record<PrincipalElement, readonly string[]>> = {
  AWS: ["sts:AssumeRole"],
  Service: ["sts:AssumeRole"],
  Federated: ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"],
  CanonicalUser: [],
};

/** Reads a role's trust policy: one admission for each principal of each statement that lets it assume the role. */
export function readTrust(holder: Holder, around: Surroundings): Trust {
  const policy = policyOf(holder.instance, "assume_role_policy", around);
  const unreadable = isLost(holder);
  if (policy === undefined) {
    return { admissions: [], doubts: ["who may assume the role is not in the plan"], unreadable, addresses: [] };
  }
  const denies = policy.statements.filter(({ Effect }) => Effect === "Deny");
  const doubts = policy.doubts.map((doubt) => `its trust policy: ${doubt}`);
  const admissions = policy.statements
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) => {
      if (statement.Principal !== undefined && !isUnknown(statement.Principal)) {
        return admissionsOf(holder, statement, denies, around);
      }
      if (statement.NotPrincipal !== undefined) {
        return admissionsOf(holder, { ...statement, Principal: "*" }, denies, around);
      }
      doubts.push("its trust policy does not tell whom a statement names");
      return admissionsOf(holder, { ...statement, Principal: someone(statement) }, denies, around);
    });
  return { admissions, doubts, unreadable: unreadable && doubts.length > 0, addresses: policy.addresses };
}

function isUnknown(principal: NonNullable<Statement["Principal"]>): boolean {
  return typeof principal === "object" && Object.keys(principal).length === 1 && principal.AWS === unknownPart;
}

/** What a principal that is not known can be: that is told by what it may call. */
function someone(statement: Statement): NonNullable<Statement["Principal"]> {
  const federated = actions.Federated.some((action) => covers(statement, action));
  const others = covers(statement, "sts:AssumeRole");
  return {
    ...(federated ? { Federated: unknownPart } : {}),
    ...(others ? { AWS: unknownPart } : {}),
  };
}

/** AWS takes no role without a policy, and what refers to nothing is known when the plan is made. */
function isLost({ instance }: Holder): boolean {
  const found = argument(instance, "assume_role_policy");
  return found.kind !== "unknown" || (found.references.length === 0 && found.text === undefined);
}

function admissionsOf(
  holder: Holder,
  statement: Statement,
  denies: readonly Statement[],
  around: Surroundings,
): readonly Admission[] {
  return namesOf(statement.Principal).flatMap(([element, name]) => {
    const assume = actions[element].filter((action) => covers(statement, action));
    const [action] = assume;
    if (action === undefined) return [];
    const known = { ...statement, Action: assume, Condition: knownKeys(statement.Condition) };
    const own = denies.filter((deny) => names(deny, element, name));
    const { moments, doubts } = allowedMoments([known, ...own]);
    if (moments.isNever()) return [];
    const pins = pinsText(statement.Principal, statement.Condition);
    return admittedBy(element, name, statement, holder.instance, around).map((who) => ({
      ...who,
      moments,
      doubts,
      pins,
    }));
  });
}

/** All that a `Principal` names. */
function namesOf(principal: Statement["Principal"]): readonly (readonly [PrincipalElement, string])[] {
  if (principal === undefined) return [];
  if (typeof principal === "string") return [["AWS", principal]];
  return Object.entries(principal).flatMap(([element, found]) =>
    asList(found).map((name) => [element as PrincipalElement, name] as const),
  );
}

function covers({ Action, NotAction }: Statement, action: string): boolean {
  if (NotAction !== undefined) return !asList(NotAction).some((pattern) => matchesPattern(pattern, action));
  if (Action === undefined) return true;
  // An action that there is not is misspelled, or was lost in part.
  return asList(Action).some(
    (pattern) => hasUnknownPart(pattern) || matchesPattern(pattern, action) || actionsMatching(pattern).length === 0,
  );
}

/** Does the Deny name the principal for certain? */
function names(deny: Statement, element: PrincipalElement, name: string): boolean {
  return namesOf(deny.Principal).some(
    ([of, other]) => (of === "AWS" && other === "*") || (of === element && (other === name || other === "*")),
  );
}

/** A key of which only the claim is known (`(unknown):sub`) is an identity provider's, and so not about the time. */
function knownKeys(condition: Statement["Condition"]): Statement["Condition"] {
  if (condition === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(condition).map(([operator, block]) => [
      operator,
      Object.fromEntries(
        Object.entries(block).map(([key, values]) => [
          isClaim(key, asList(values)) ? `issuer:${key.length}` : key,
          values,
        ]),
      ),
    ]),
  );
}

function isClaim(key: string, values: readonly string[]): boolean {
  if (!hasUnknownPart(key)) return false;
  if (/:(?:sub|aud|amr)$/.test(key)) return true;
  return values.every((value) => value === "sts.amazonaws.com" || value.startsWith("system:serviceaccount:"));
}
