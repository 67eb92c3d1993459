import { at, type Mutation, type Path, type Value } from "./mutate";
import type { Scenario } from "./scenario";

/** Why a plan that was spoilt so may pass: the access is really gone, or what is left is no error by the matrix. */
interface Reason {
  readonly because: string;
  readonly holds: (place: Place) => boolean;
}

/** A place that was spoilt. */
export interface Place extends Mutation {
  readonly scenario: Scenario;
  readonly plan: Value;
  /** The names on the path, without positions: `change.after.policy_arns`. */
  readonly names: string;
  /** Of the resource whose change it is. */
  readonly type: string;
  readonly address: string;
}

/** A place, with what its path leads through. */
export function placeOf(scenario: Scenario, plan: Value, mutation: Mutation): Place {
  const { path } = mutation;
  const resource = path[0] === "configuration" ? undefined : at(plan, path.slice(0, 2));
  const text = (key: string): string => {
    const value = resource === undefined ? undefined : at(resource, [key]);
    return typeof value === "string" ? value : "";
  };
  return { ...mutation, scenario, plan, names: namesOf(path), type: text("type"), address: text("address") };
}

function namesOf(path: Path): string {
  return path.filter((step, n) => typeof step === "string" && !(n === 0 && step !== "configuration")).join(".");
}

const gone = (how: Mutation["how"]): boolean => how === "deleted" || how === "null";

const changing = new Set([
  "expiry-removed",
  "guardrail-removed",
  "access-forgotten",
  "eligibility-widened",
  "maximum-raised",
  "approval-weakened",
]);

/** Only rules that judge a change say why the plan fails. */
function failsByChangeOnly({ expect }: Scenario): boolean {
  const errors = (expect.findings ?? []).filter(({ severity }) => severity === "error");
  return errors.every(({ rule }) => changing.has(rule));
}

export const reasons: readonly Reason[] = [
  {
    because: "what was there before the change is not there any more, so nothing is lost by the change",
    holds: ({ names, scenario }) => names.startsWith("change.before") && failsByChangeOnly(scenario),
  },
  {
    because: "an element that is deleted from a list is not granted any more",
    holds: ({ path, how, names }) =>
      how === "deleted" && typeof path.at(-1) === "number" && names.startsWith("change.after"),
  },
  {
    because: "the list, block or element is written as null: nobody set it",
    holds: ({ how, names, path, plan }) =>
      how === "null" &&
      names.startsWith("change.after") &&
      (isList(at(plan, path)) || typeof path.at(-1) === "number" || /\.metadata\.[^.]+$/.test(names)),
  },
  {
    because: "another entitlement than before: what it allows is no change of the first",
    holds: ({ names, scenario }) =>
      /^change\.after\.(entitlement_id|parent)$/.test(names) && failsByChangeOnly(scenario),
  },
  {
    because: "an action of another name lets nobody become the role, and one without a service nobody do anything",
    holds: ({ how, names }) => how === "cut" && /\.actions?$/.test(names),
  },
  {
    because: "what was put on behind Terraform's back shows in this mirror only",
    holds: ({ scenario, names }) =>
      scenario.name === "plan/put-on-behind-terraform" && names === "change.after.inline_policy",
  },
  {
    because:
      "another name is another principal, of whom the plan tells less: the matrix makes a warning of what it holds",
    holds: ({ how, names }) => how === "cut" && /^change\.after\.(name|user)$/.test(names),
  },
  {
    because: "it is provably a service, and what it holds cannot be told: a warning by the matrix",
    holds: ({ scenario, names }) =>
      ["trust/service-administers", "ordinary/"].some((name) => scenario.name.startsWith(name)) &&
      names === "change.after.policy_arn",
  },
  {
    because: "a provider block without the key holds none",
    holds: ({ how, names }) =>
      gone(how) && /^configuration(\.provider_config(\.\w+(\.expressions(\.\w+(\.constant_value)?)?)?)?)?$/.test(names),
  },
  {
    because: "a number is no key, and a text no metadata",
    holds: ({ how, names }) =>
      how === "other type" && /(\.credentials\.constant_value|^change\.after\.metadata)$/.test(names),
  },
  {
    because: "without the provider that makes it, whose account it is cannot be told: a warning by FACTS 5",
    holds: ({ how, names, scenario }) =>
      how === "cut" && names.endsWith(".provider_config_key") && scenario.name === "trust/foreign-account",
  },
  {
    because: "another role than before: what went with the first is no loss",
    holds: ({ how, names, scenario }) =>
      how === "cut" && names === "change.after.arn" && failsByChangeOnly(scenario) && scenario.name.startsWith("guard"),
  },
  {
    because: "the configuration no longer sets it: what stands there is what AWS or another resource put there",
    holds: ({ how, names, scenario }) =>
      gone(how) &&
      /^configuration\.root_module\.resources\.expressions(\.policy)?$/.test(names) &&
      scenario.name === "resource-policies/key-of-foreign-account",
  },
  {
    because: "a provider of another name is not Google's or Amazon's",
    holds: ({ names }) => /^configuration\.provider_config\.\w+\.full_name$/.test(names),
  },
];

function isList(value: Value | undefined): boolean {
  return typeof value === "object" && value !== null;
}

/** Why this one may pass; undefined where it may not. */
export function whyGone(place: Place): string | undefined {
  return reasons.find(({ holds }) => holds(place))?.because;
}
