import type { AccessFact } from "../../facts/fact";
import { argument } from "../../terraform/argument";
import type { ResourceInstance } from "../../terraform/instance";
import { asList, type Statement } from "../policy/document";
import { accountOfText } from "./arn";
import { namesOf } from "./grantees";
import { doubtful, policyOf, type ReadPolicy } from "./policies";
import { isSecret, type PolicyPath, policyArguments } from "./policy-arguments";
import { accessByResourcePolicy } from "./resource-access";
import { isOnlyPolicy, resourcePolicyType } from "./resource-policy-types";
import { scopeOf } from "./scopes";
import { type ResourceSurroundings, siteOf } from "./site";
import type { Surroundings } from "./stand-in";
import { expressionOf } from "./values";

/** What the policies that resources hold let whom do. */
export function readResourcePolicies(around: ResourceSurroundings): readonly AccessFact[] {
  const managed = managedElsewhere(around);
  return around.landscape.instances.flatMap((instance) => {
    if (instance.mode !== "managed") return [];
    return policyArguments(instance).flatMap((path) => {
      if (instance.configured === undefined && managed.has(`${instance.type} ${instance.address}`)) return [];
      return accessAt(instance, path, around);
    });
  });
}

function accessAt(instance: ResourceInstance, path: PolicyPath, around: ResourceSurroundings): readonly AccessFact[] {
  const policy = policyOf(instance, path, around) ?? missing(instance, path);
  if (policy === undefined) return [];
  const known = resourcePolicyType(instance.type);
  const own = known !== undefined && path.length === 1 && path[0] === known.argument ? known : undefined;
  const scope = scopeOf(instance, own?.of, around);
  return accessByResourcePolicy({
    ...siteOf(instance, around),
    policy,
    ...(own === undefined ? {} : { services: own.services }),
    scope,
    addresses: [],
    ...(isKey(own?.services) ? { home: homeOf(instance, policy, around) } : {}),
    ...(isSecret(instance, path) ? { secret: true } : {}),
  });
}

/**
 * A policy that is not there, although its resource is nothing but that policy, or the configuration writes one out:
 * it has been lost on the way.
 */
function missing(instance: ResourceInstance, path: PolicyPath): ReadPolicy | undefined {
  const [name = ""] = path;
  const written = path.length === 1 ? expressionOf(instance.configured, String(name)) : undefined;
  const isLiteral = written !== undefined && written.references.length === 0 && written.constant !== null;
  const isGone = argument(instance, path).kind === "absent";
  return (isLiteral && isGone) || isOnlyPolicy(instance.type) ? doubtful("its policy is not in the plan") : undefined;
}

const isKey = (services: readonly string[] | undefined): boolean => services?.[0] === "kms";

/**
 * A key's policy has to leave the key in the hands of its own account: AWS refuses one that would lock it out. So where
 * nothing else tells the own account, the only account that is given everything is it.
 */
function homeOf(instance: ResourceInstance, { statements }: ReadPolicy, { principals }: Surroundings): Set<string> {
  const whole = new Set<string>();
  for (const statement of statements) {
    if (!givesTheKey(statement) || statement.Principal === undefined) continue;
    for (const [element, name] of namesOf(statement.Principal)) {
      const account = accountOfText(name);
      const root = account === name || /^arn:[^:]*:iam::[^:]*:root$/.test(name);
      if (element !== "AWS" || !root) continue;
      const relation = account === undefined ? "unsure" : principals.accounts.relation(account, instance.provider);
      if (relation === "own") return new Set();
      if (relation === "unsure") whole.add(account ?? name);
    }
  }
  const bypassed = instance.values.bypass_policy_lockout_safety_check === true;
  return whole.size === 1 && !bypassed ? whole : new Set();
}

function givesTheKey({ Effect, Action }: Statement): boolean {
  return Effect === "Allow" && asList(Action).some((action) => action === "*" || action.toLowerCase() === "kms:*");
}

/** In a state there is no configuration: a resource's mirror is left out where the resource that manages it is there. */
function managedElsewhere({ landscape }: Surroundings): ReadonlySet<string> {
  const named = new Set<string>();
  for (const instance of landscape.instances) {
    const known = resourcePolicyType(instance.type);
    if (known?.of === undefined) continue;
    const target = instance.values[known.of];
    if (typeof target === "string") named.add(`${known.services.join()} ${target}`);
  }
  const found = new Set<string>();
  for (const instance of landscape.instances) {
    const known = resourcePolicyType(instance.type);
    if (known === undefined || known.of !== undefined) continue;
    const names = ["id", "arn", "url", "bucket", "name", "domain_name", "key_id"].map((name) => instance.values[name]);
    if (names.some((name) => typeof name === "string" && named.has(`${known.services.join()} ${name}`))) {
      found.add(`${instance.type} ${instance.address}`);
    }
  }
  return found;
}
