import { type ConfiguredModule, emptyModule } from "../configured";
import type { JsonMap } from "../instance";
import type { Json } from "../json";
import { resourceChange } from "./changes";
import { configuredModule } from "./configuration";
import { malformed, PlanError, showCommand } from "./error";
import { landscapesOf } from "./landscapes";
import type { Plan } from "./plan";
import { Providers } from "./providers";
import { isMap, mapOf, optionalList, optionalMap, optionalText } from "./shape";
import { stateResources } from "./state";

/**
 * Reads the document that `terraform show -json PLAN` writes, whole or filtered.
 *
 * @param changeCount how many elements `resource_changes` has, those too that were filtered out
 * @throws PlanError for what is no plan, or none that can be judged
 */
export function planOf(document: Json, sha256: string, changeCount: number): Plan {
  const plan = planMap(document);
  const formatVersion = formatVersionOf(plan);
  refuseUnfinished(plan);
  const terraformVersion = optionalText(plan.terraform_version, "terraform_version");
  const configuration = optionalMap(plan.configuration, "configuration");
  const variables = Object.entries(optionalMap(plan.variables, "variables")).flatMap(([name, each]) => {
    const { value } = mapOf(each, "variables");
    return value === undefined ? [] : [[name, value] as const];
  });
  const list = (key: string) => optionalList(plan[key], key).map((each, n) => resourceChange(each, `${key}[${n}]`));
  const changes = list("resource_changes");
  const prior = optionalMap(plan.prior_state, "prior_state");
  return {
    sha256,
    formatVersion,
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    ...landscapesOf({
      configuration: configuration.root_module === undefined ? emptyModule : rootModule(configuration.root_module),
      providers: new Providers(configuration.provider_config),
      changes,
      refreshOnly: changeCount === 0,
      drift: list("resource_drift"),
      state: stateResources(prior.values, "prior_state.values"),
      variables: new Map(variables),
    }),
  };
}

function rootModule(value: Json): ConfiguredModule {
  return configuredModule(value, "configuration.root_module");
}

function planMap(document: Json): JsonMap {
  if (!isMap(document)) throw notAPlan();
  const has = (key: string): boolean => Object.hasOwn(document, key);
  const isPlan = has("planned_values") || has("resource_changes") || has("configuration");
  if (!isPlan && (has("values") || (has("lineage") && has("serial")))) {
    throw new PlanError(
      "plan-is-state",
      "This is a state, not a plan.",
      `Make a plan and show it: terraform plan -out=PLAN && ${showCommand}`,
    );
  }
  const empty = Object.keys(document).every((key) => key === "format_version" || key === "terraform_version");
  if (!isPlan && has("format_version") && empty) {
    // What `terraform show -json` writes where there is no state.
    throw new PlanError(
      "plan-is-state",
      "This is an empty state, not a plan.",
      `Make a plan and show it: terraform plan -out=PLAN && ${showCommand}`,
    );
  }
  if (!has("format_version") || !isPlan) throw notAPlan();
  return document;
}

function notAPlan(): PlanError {
  return new PlanError(
    "plan-not-a-plan",
    "This is JSON, but not a plan of Terraform or OpenTofu.",
    `Make it with: ${showCommand}`,
  );
}

function formatVersionOf(plan: JsonMap): string {
  const version = plan.format_version;
  if (typeof version !== "string" || !/^\d+\.\d+$/.test(version)) {
    throw malformed("format_version", 'a text such as "1.2"');
  }
  if (!version.startsWith("1.")) {
    throw new PlanError(
      "plan-format-version",
      `The plan has format version ${version}; leasehold reads major version 1.`,
      "Use a leasehold that knows this format, or a Terraform that writes major version 1.",
    );
  }
  return version;
}

/** A plan that is not whole would be judged by what it does not show. */
function refuseUnfinished(plan: JsonMap): void {
  for (const key of ["errored", "complete"]) {
    if (plan[key] !== undefined && typeof plan[key] !== "boolean") throw malformed(key, "true or false");
  }
  if (plan.errored === true) {
    throw new PlanError(
      "plan-errored",
      "The plan is errored: Terraform stopped before it was whole.",
      "Mend what terraform plan complains of, and plan again.",
    );
  }
  const deferred = optionalList(plan.deferred_changes, "deferred_changes");
  if (deferred.length > 0) {
    throw new PlanError(
      "plan-deferred",
      `The plan defers changes of resources (${deferred.length}), so it does not show what they will grant.`,
      "Apply what they wait for, and plan again.",
    );
  }
  if (plan.complete === false) {
    throw new PlanError(
      "plan-incomplete",
      "The plan is not complete: changes are deferred, or only some resources were targeted.",
      "Plan again without -target, once everything that it waits for is applied.",
    );
  }
}
