import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceInstance } from "../../../src/terraform/instance";
import type { Json } from "../../../src/terraform/json";
import { PlanError } from "../../../src/terraform/plan/error";
import type { Plan } from "../../../src/terraform/plan/plan";
import { readPlan } from "../../../src/terraform/plan/read";

/** A plan of `data/`, made by Terraform 1.11.4 from the configuration beside it. */
export function realPlan(name: string): Buffer {
  return readFileSync(join(__dirname, "data", `${name}.json`));
}

export function read(...pieces: readonly (Uint8Array | string)[]): Promise<Plan> {
  return readPlan(
    (async function* () {
      for (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece) : piece;
    })(),
  );
}

/** What a plan is refused with. */
export async function refusal(...pieces: readonly (Uint8Array | string)[]): Promise<PlanError> {
  try {
    await read(...pieces);
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
  throw new Error("the plan was read");
}

/** A plan made by hand, of these resource changes. */
export function planWith(changes: readonly Json[], others: { readonly [key: string]: Json } = {}): string {
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes,
    configuration: { root_module: {} },
    ...others,
  });
}

export function change(name: string, actions: readonly Json[], others: { readonly [key: string]: Json } = {}): Json {
  return {
    address: `aws_iam_role.${name}`,
    mode: "managed",
    type: "aws_iam_role",
    name,
    provider_name: "registry.example/hashicorp/aws",
    change: {
      actions,
      before: { name },
      after: { name },
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: {},
    },
    ...others,
  };
}

export function at(instances: readonly ResourceInstance[], address: string): ResourceInstance {
  const [found, another] = instances.filter((instance) => instance.address === address);
  if (found === undefined || another !== undefined) throw new Error(`not one ${address}`);
  return found;
}
