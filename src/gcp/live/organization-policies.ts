import type { JsonMap, ResourceInstance } from "../../terraform/instance";
import type { Json } from "../../terraform/json";
import type { ProjectNames } from "./projects";
import { isMap, pseudo, type Reading, textOf } from "./reading";

/** Organization policies, in the spelling of Terraform's provider. */
export function organizationPolicyInstances(
  files: readonly Json[],
  names: ProjectNames,
  reading: Reading,
): readonly ResourceInstance[] {
  return reading.listed(files, "policies").flatMap((policy) => {
    const name = names.named(textOf(policy, "name") ?? "");
    const parent = /^((?:projects|folders|organizations)\/[^/]+)\/policies\/[^/]+$/.exec(name)?.[1];
    if (parent === undefined) {
      reading.fault("a policy has no name");
      return [];
    }
    return [
      pseudo("google_org_policy_policy", name, {
        id: name,
        name,
        parent,
        spec: specOf(policy.spec),
        dry_run_spec: specOf(policy.dryRunSpec),
      }),
    ];
  });
}

function specOf(spec: Json | undefined): Json {
  if (!isMap(spec)) return [];
  const { etag: _, updateTime: __, rules, ...rest } = spec;
  return [
    {
      ...(snake(rest) as JsonMap),
      rules: Array.isArray(rules) ? (rules as readonly Json[]).map(ruleOf) : [],
    },
  ];
}

/** Terraform writes what is true or false in a rule as a text, and nested objects as lists of one. */
function ruleOf(rule: Json): Json {
  if (!isMap(rule)) return rule;
  const { enforce, allowAll, denyAll, condition, values, parameters } = rule;
  const flag = (value: Json | undefined): Json =>
    typeof value === "boolean" ? (value ? "TRUE" : "FALSE") : (value ?? "");
  return {
    enforce: flag(enforce),
    allow_all: flag(allowAll),
    deny_all: flag(denyAll),
    condition: isMap(condition) ? [snake(condition)] : [],
    values: isMap(values) ? [snake(values)] : [],
    parameters: isMap(parameters) ? JSON.stringify(parameters) : "",
  };
}

function snake(map: JsonMap): Json {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
}
