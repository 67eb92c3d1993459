import type { AwsTarget, GcpTarget, Target } from "../../../estate/types";
import { canonicalText } from "../../../lease/digest";
import type { Effect } from "../../change";
import { canonicalOf } from "../canonical";
import type { Context } from "../context";
import { effect, listed, mostNamed, placeText } from "../words";

/** What becomes of a place, and of all that lands there. */
export function targetEffects(was: Target | undefined, is: Target | undefined, context: Context): readonly Effect[] {
  if (was === undefined) {
    return is === undefined
      ? []
      : [effect("restates", "scope", `${is.name} is ${placeText(is)}: a place where roles may be leased`)];
  }
  if (is === undefined) {
    const text = `${was.name} (${placeText(was)}) is no longer declared: what was made there stays, managed by nobody, unless its root is destroyed first`;
    return [effect("unguards", "guardrail", text)];
  }
  const found: Effect[] = [...placeEffects(was, is, context)];
  if (was.owner.name !== is.owner.name) {
    found.push(effect("widens", "ownership", `team ${is.owner.name} runs ${is.name} instead of ${was.owner.name}`));
  }
  if (was.environment !== is.environment) found.push(environmentEffect(was, is, context));
  const [backend, other] = [was, is].map((target) => canonicalText(canonicalOf.targets(target).backend));
  if (backend !== other) {
    found.push(
      effect(
        "unguards",
        "guardrail",
        `the state of ${is.name} is kept elsewhere: without its old state, what stands there is managed by nobody`,
      ),
    );
  }
  return found;
}

function placeEffects(was: Target, is: Target, context: Context): readonly Effect[] {
  const [from, to] = [was.cloud, is.cloud];
  const roles = context.after
    .rolesAt(is.name)
    .map(({ name }) => name)
    .sort();
  const what = roles.length === 0 ? "whatever is leased" : listed(roles, mostNamed);
  if (from.kind !== to.kind || placeText(was) !== placeText(is)) {
    return [
      effect("widens", "scope", `${what} in ${is.name} lands in ${placeText(is)} instead of ${placeText(was)}`),
      ...ifSameCloud(from, to, is.name),
    ];
  }
  return ifSameCloud(from, to, is.name);
}

function ifSameCloud(from: Target["cloud"], to: Target["cloud"], name: string): readonly Effect[] {
  if (from.kind === "aws" && to.kind === "aws") return awsEffects(from, to, name);
  if (from.kind === "gcp" && to.kind === "gcp") return gcpEffects(from, to, name);
  return [];
}

function awsEffects(from: AwsTarget, to: AwsTarget, name: string): readonly Effect[] {
  const found: Effect[] = [];
  const [boundary, other] = [from.permissionsBoundary, to.permissionsBoundary];
  if (boundary !== other) {
    if (other === undefined)
      found.push(
        effect(
          "unguards",
          "guardrail",
          `no permissions boundary limits the leases in ${name} any more; before, ${boundary}`,
        ),
      );
    else if (boundary === undefined)
      found.push(effect("tightens", "guardrail", `the permissions boundary ${other} limits the leases in ${name}`));
    else
      found.push(
        effect(
          "unguards",
          "guardrail",
          `the permissions boundary of the leases in ${name} is ${other} instead of ${boundary}: that it limits as much is not shown`,
        ),
      );
  }
  if (from.externalId !== to.externalId) {
    const text = to.externalId === undefined ? "no longer brings an external id" : "brings another external id";
    found.push(
      from.externalId === undefined
        ? effect("tightens", "guardrail", `Terraform brings an external id to ${name}`)
        : effect(to.externalId === undefined ? "unguards" : "widens", "guardrail", `Terraform ${text} to ${name}`),
    );
  }
  if (from.assumeRole !== to.assumeRole) {
    found.push(effect("widens", "identity", deployer(name, from.assumeRole, to.assumeRole)));
  }
  if (from.region !== to.region)
    found.push(effect("restates", "scope", `${name} is managed in region ${to.region} instead of ${from.region}`));
  if (from.partition !== to.partition)
    found.push(effect("widens", "scope", `${name} lies in partition ${to.partition} instead of ${from.partition}`));
  return found;
}

function gcpEffects(from: GcpTarget, to: GcpTarget, name: string): readonly Effect[] {
  if (from.impersonate === to.impersonate) return [];
  return [effect("widens", "identity", deployer(name, from.impersonate, to.impersonate))];
}

function deployer(name: string, from: string | undefined, to: string | undefined): string {
  const whom = (who: string | undefined): string => who ?? "whoever runs it";
  return `Terraform works in ${name} as ${whom(to)} instead of ${whom(from)}`;
}

function environmentEffect(was: Target, is: Target, { after }: Context): Effect {
  const text = `${is.name} counts as ${is.environment ?? "no environment"} instead of ${was.environment ?? "no environment"}`;
  const automatic = after.rolesAt(is.name).filter(({ approval }) => approval?.auto?.when.includes("environment"));
  if (automatic.length === 0) return effect("restates", "scope", text);
  return effect(
    "widens",
    "approval",
    `${text}, by which leases of ${listed(automatic.map(({ name }) => name).sort(), mostNamed)} may need nobody's approval`,
  );
}
